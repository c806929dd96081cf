package crawler

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"onrecord/crawler/warc"
	"onrecord/extractor"
)

// readWARC takes the pages of a WARC file (1.0 or 1.1): the response records
// with status 200 that are HTML, and the resource records. What the following
// records tell of a page (its request; the text and the note that our own
// archives have) belongs to it.
func (s *source) readWARC(r *bufio.Reader, take func(piece) error) error {
	records := warc.NewReader(r)
	var held *holding
	var way redirects
	flush := func() error {
		h := held
		held = nil
		if h == nil || h.needsNote && h.note == nil && h.fault == nil {
			return nil
		}
		return take(h.piece)
	}
	for n := 1; ; n++ {
		rec, err := records.Next()
		if errors.Is(err, io.EOF) {
			return flush()
		}
		if err != nil {
			return errors.Join(flush(), fmt.Errorf("record %d: %w", n, err))
		}
		if held != nil && held.id != "" && rec.RefersTo() == held.id {
			s.learn(held, rec)
			continue
		}
		if way.learn(rec) {
			continue
		}
		h, ok := s.holdingOf(rec)
		if err := records.Skip(); err != nil {
			return errors.Join(flush(), fmt.Errorf("record %d: %w", n, err))
		}
		if h.redirect != nil {
			way.add(h)
		}
		if !ok {
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		h.hops = way.to(h.exchange)
		h.where = fmt.Sprintf("%s: record %d", s.name, n)
		held = &h
	}
}

// holding is a page whose further records are still to come.
type holding struct {
	piece
	// id is the record's own.
	id string
	// needsNote is true for what is no page by itself.
	needsNote bool
	// redirect is the answer of one that only leads on, to where location says.
	redirect *Exchange
	location string
}

// holdingOf makes a page of a record, if it is one at all.
func (s *source) holdingOf(rec warc.Record) (holding, bool) {
	kind, contentType := rec.Type(), strings.ToLower(rec.Header.Get("Content-Type"))
	h := holding{id: rec.ID()}
	response := kind == "response" && strings.HasPrefix(contentType, "application/http")
	lines := kind == "resource" && strings.HasPrefix(contentType, "application/json")
	if !response && !lines && (kind != "resource" || !strings.Contains(contentType, "html")) {
		return h, false
	}
	if rec.Length > s.max+warc.MaxHeader {
		h.fault = fmt.Errorf("record of %d bytes: %w", rec.Length, ErrTooLarge)
		return h, true
	}
	h.seen, h.header = parseTime(rec.Date()), http.Header{"Content-Type": {contentType}}
	address, err := Canonical(rec.Target())
	if err != nil && kind == "response" {
		return h, false // dns: and the like
	}
	h.address, h.needsNote = address, lines || err != nil
	if response {
		return s.readResponse(h, rec)
	}
	raw, err := readLimited(rec.Block, s.max)
	if lines && err == nil {
		seen := h.seen
		h.piece = linePiece(raw, nil)
		h.seen = firstTime(h.seen, seen)
		h.needsNote = h.fault == nil
		return h, true
	}
	h.raw, h.fault = raw, err
	return h, true
}

// readResponse reads the HTTP message of a record.
func (s *source) readResponse(h holding, rec warc.Record) (holding, bool) {
	in := bufio.NewReader(rec.Block)
	var res *http.Response
	head, err := readHTTPHead(in)
	if err == nil {
		res, err = http.ReadResponse(bufio.NewReader(io.MultiReader(bytes.NewReader(head), in)), nil)
	}
	if err != nil {
		return holding{piece: piece{fault: fmt.Errorf("read response: %w", noEOF(err))}}, true
	}
	x := Exchange{URL: rec.Target(), Began: h.seen, Ended: h.seen, Remote: rec.Header.Get("Warc-Ip-Address")}
	x.overWire(rec, res)
	x.Response, x.Withheld = asReceived(head)
	if res.StatusCode/100 == 3 && res.Header.Get("Location") != "" {
		h.redirect, h.location = &x, res.Header.Get("Location")
		x.Body, err = io.ReadAll(io.LimitReader(res.Body, hopBytes))
		x.Cut = err != nil || len(x.Body) == hopBytes || rec.Header.Get("Warc-Truncated") != ""
		return h, false
	}
	if res.StatusCode != http.StatusOK || !isHTML(nil, firstOf(res.Header.Get("Content-Type"), "text/html")) {
		return h, false
	}
	var came bytes.Buffer
	if res.Header.Get("Content-Encoding") != "" {
		res.Body = io.NopCloser(io.TeeReader(res.Body, &came))
	}
	h.header = res.Header
	h.raw, h.fault = unpack(res.Body, res.Header.Get("Content-Encoding"), s.max)
	if h.fault != nil && rec.Header.Get("Warc-Truncated") != "" {
		return h, false // it says itself that it isn't whole
	}
	if came.Len() > 0 && h.fault == nil {
		x.Body = came.Bytes()
	}
	res.Header.Del("Content-Encoding")
	h.exchange = &x
	return h, true
}

// learn takes what a record tells of the page before it. What can't be read
// is no fault of the page's.
func (s *source) learn(h *holding, rec warc.Record) {
	block, err := readLimited(rec.Block, s.max)
	if err != nil || h.fault != nil {
		return
	}
	switch {
	case rec.Type() == "request" && h.exchange != nil && len(block) <= warc.MaxHeader:
		h.exchange.Request = block
	case rec.Type() == "conversion" && utf8.Valid(block):
		h.text = string(block)
	case rec.Type() == "metadata" && rec.Header.Get("Content-Type") == NoteType:
		var note Note
		if json.Unmarshal(block, &note) == nil && note.fits(h.text) {
			h.note = &note
		}
	}
}

// fits tells whether a note belongs to the text that stands before it. Which
// article that is a state of it may say: a page that moved has kept its own.
func (n Note) fits(text string) bool {
	sum := sha256.Sum256([]byte(text))
	if text == "" || strings.ContainsRune(text, 0) || n.TextSHA256 != hex.EncodeToString(sum[:]) {
		return false
	}
	if asked, err := Canonical(n.Asked); n.Asked != "" && (err != nil || asked != n.Asked) {
		return false
	}
	return n.Article.ID != "" && len(n.Article.ID) <= maxArticleID
}

// maxArticleID is more than our IDs have characters.
const maxArticleID = 64

// article gives what a note tells, with the text that it is about.
func (n Note) article(text string) extractor.Article {
	a := n.Article
	a.Text, a.Revision = text, 0
	return a
}

// noEOF makes an end in the middle of something an error that says so.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
