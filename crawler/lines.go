package crawler

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"onrecord/extractor"
)

// windowBytes is how much of a file of JSON lines is sorted by time at once.
const windowBytes = 64 << 20

// entry is one JSON line: a text with what is known of it.
type entry struct {
	URL       string `json:"url"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Outlet    string `json:"outlet"`
	Language  string `json:"language"`
	Published string `json:"published"`
	Date      string `json:"date"`
	FirstSeen string `json:"first_seen"`
	LastSeen  string `json:"last_seen"`
	Body      string `json:"body"`
	Text      string `json:"text"`
	HTML      string `json:"html"`
}

// readLines takes each line of a file, the earliest seen first as far as a
// window reaches, for the states of a text must come in their order.
func (s *source) readLines(r *bufio.Reader, take func(piece) error) error {
	var window []piece
	held := 0
	for n := 1; ; n++ {
		line, err := s.line(r)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, ErrTooLarge) {
			return errors.Join(takeAll(window, take), fmt.Errorf("line %d: %w", n, err))
		}
		if errors.Is(err, ErrTooLarge) || len(line) > 0 {
			p := linePiece(line, err)
			p.where = fmt.Sprintf("%s:%d", s.name, n)
			window = append(window, p)
			held += len(line)
		}
		ended := errors.Is(err, io.EOF)
		if ended || held > windowBytes {
			if err := takeAll(window, take); err != nil {
				return err
			}
			window, held = window[:0], 0
		}
		if ended {
			return nil
		}
	}
}

// takeAll takes the pieces, the earliest seen first; those that nobody dated
// come last, in their order.
func takeAll(window []piece, take func(piece) error) error {
	slices.SortStableFunc(window, func(a, b piece) int {
		if a.seen.IsZero() || b.seen.IsZero() {
			return boolOrder(a.seen.IsZero(), b.seen.IsZero())
		}
		return a.seen.Compare(b.seen)
	})
	for _, p := range window {
		if err := take(p); err != nil {
			return err
		}
	}
	return nil
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// line reads one line without its end. One over the limit is passed by and
// named as too large.
func (s *source) line(r *bufio.Reader) ([]byte, error) {
	var line []byte
	size := int64(0)
	for {
		part, err := r.ReadSlice('\n')
		if size += int64(len(part)); size <= s.max {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if size > s.max {
			return nil, fmt.Errorf("line of %d bytes: %w", size, ErrTooLarge)
		}
		return bytes.TrimSpace(line), err
	}
}

// linePiece reads a line, or tells what is wrong with it.
func linePiece(line []byte, fault error) piece {
	if errors.Is(fault, ErrTooLarge) {
		return piece{fault: fault}
	}
	var e entry
	if err := json.Unmarshal(line, &e); err != nil {
		return piece{fault: fmt.Errorf("read JSON: %w", err)}
	}
	p := piece{raw: line, entry: &e, header: http.Header{"Content-Type": {"application/json"}}}
	if e.URL != "" {
		address, err := Canonical(e.URL)
		if err != nil {
			return piece{fault: err}
		}
		p.address = address
	}
	p.seen = firstTime(parseTime(e.FirstSeen), parseTime(e.LastSeen))
	return p
}

// page reads a piece into an article, or the reason why there is none.
func (run *intake) page(ctx context.Context, p piece) (Page, error) {
	var page Page
	var err error
	if p.note != nil {
		page.Article, page.Reader = p.note.article(p.text), p.note.Reader
		page.describe(p.address, run.credits)
		if run.credits.knows(p.note.Credit) {
			page.Credit = p.note.Credit
		}
		return page, nil
	}
	if p.entry != nil && p.entry.HTML == "" {
		page.Article, page.Reason = p.entry.article(p.address)
	} else {
		html, contentType := p.raw, p.header.Get("Content-Type")
		if p.entry != nil {
			html, contentType = []byte(p.entry.HTML), "text/html; charset=utf-8"
		}
		page, err = readContext(ctx, html, contentType, p.address, Selectors{})
	}
	if err != nil || page.Reason != "" {
		return page, err
	}
	run.complete(&page.Article, p)
	page.describe(p.address, run.credits)
	return page, nil
}

// article takes an entry's text as it is.
func (e *entry) article(address string) (extractor.Article, string) {
	a := extractor.Article{URL: address, Text: cleanText(firstOf(e.Body, e.Text))}
	if address != "" {
		a.ID = ID(address)
	}
	if a.Text == "" {
		return a, NoText
	}
	return a, ""
}

// complete fills in what is known of a text from elsewhere: what its line
// says goes before what its page says.
func (run *intake) complete(a *extractor.Article, p piece) {
	if e := p.entry; e != nil {
		a.Title = firstOf(oneLine(e.Title), a.Title)
		a.Byline = firstOf(oneLine(e.Byline), a.Byline)
		a.Outlet = firstOf(oneLine(e.Outlet), a.Outlet)
		a.Language = firstOf(language(e.Language, ""), a.Language)
		if t := firstTime(parseTime(e.Published), parseTime(e.Date)); plausibleImport(t, run.Now()) {
			a.Published, a.DatedBy = t, "import"
		}
	}
	if a.URL != "" {
		a.Outlet = firstOf(a.Outlet, hostOutlet(a.URL))
	}
	a.Outlet = firstOf(a.Outlet, run.Outlet)
	if a.Published.IsZero() && !p.seen.IsZero() {
		a.Published, a.DatedBy = p.seen.UTC(), "import"
	}
	if a.Published.IsZero() {
		a.Published, a.DatedBy = run.Now().UTC(), "fetch"
	}
	a.Title = strings.TrimSpace(a.Title)
}

// plausibleImport tells whether a date can be a text's: imports may be older
// than the web.
func plausibleImport(t, now time.Time) bool {
	return t.Year() >= 1600 && t.Before(now.Add(36*time.Hour))
}
