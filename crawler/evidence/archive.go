package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/crawler"
	"onrecord/crawler/warc"
	"onrecord/extractor"
)

// Holding is a capture with all that is on record about it.
type Holding struct {
	Capture crawler.Capture
	// Visits are the later looks that found the same body.
	Visits []crawler.Capture
	// Made are the texts that were made of it.
	Made []Made
}

// Made is a text that was made of a capture.
type Made struct {
	Article    extractor.Article
	Statements []extractor.Statement
	Reader     crawler.ReaderInfo
	// Credit is the news agency that the article gives credit to.
	Credit string
}

// Archive writes captures as a WARC file. The same holdings give the same
// bytes.
type Archive struct {
	w    *warc.Writer
	info string
}

// NewArchive begins an archive: software names what writes it, about what is
// in it, and date when that was.
func NewArchive(w io.Writer, software, about string, date time.Time) (*Archive, error) {
	a := &Archive{w: warc.NewWriter(w)}
	a.info = warc.NewID("warcinfo", software, about, stamp(date))
	block := fmt.Sprintf("software: %s\r\nformat: WARC File Format 1.1\r\n"+
		"conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"+
		"description: %s\r\n"+
		"http-header-fields: those of answers that this software fetched stand by their names, not as received; names and values are as received, "+
		"and what came by HTTP/2 (WARC-Protocol: h2) is written as HTTP/1.1\r\n", oneLine(software), oneLine(about))
	return a, a.w.Write(warc.Entry{Type: "warcinfo", ID: a.info, Date: date, ContentType: "application/warc-fields", Block: []byte(block)})
}

// stamp writes a moment as the archive and the folder do.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.999999Z") }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Add writes a capture: the redirects that led to it, the answer with its
// request, the texts made of it, and the later looks that found it again.
func (a *Archive) Add(h Holding) error {
	c := h.Capture
	if c.Status == 0 && len(c.Exchanges) == 0 {
		return nil // nothing was asked, so nothing came back
	}
	first, err := a.addCapture(c)
	if err != nil {
		return fmt.Errorf("archive capture %s: %w", c.ID, err)
	}
	if err := a.addTexts(first, c, h.Made); err != nil {
		return fmt.Errorf("archive text of %s: %w", c.ID, err)
	}
	for _, v := range h.Visits {
		if err := a.addVisit(first, v, h.Made); err != nil {
			return fmt.Errorf("archive visit of %s: %w", c.ID, err)
		}
	}
	return nil
}

// addCapture gives the record that holds the body.
func (a *Archive) addCapture(c crawler.Capture) (warc.Entry, error) {
	if len(c.Exchanges) == 0 && c.Status != http.StatusOK {
		return a.addRebuilt(c)
	}
	if len(c.Exchanges) == 0 {
		return a.addFile(c)
	}
	last := len(c.Exchanges) - 1
	for i, x := range c.Exchanges[:last] {
		if _, err := a.addExchange(c, i, x, x.Body); err != nil {
			return warc.Entry{}, err
		}
	}
	return a.addExchange(c, last, c.Exchanges[last], came(c))
}

// came is a capture's body in the coding that it came in.
func came(c crawler.Capture) []byte {
	if n := len(c.Exchanges); n > 0 && c.Exchanges[n-1].Body != nil {
		return c.Exchanges[n-1].Body
	}
	return c.Body
}

// addFile writes what was imported and has no answer around it.
func (a *Archive) addFile(c crawler.Capture) (warc.Entry, error) {
	target := c.Final
	if target == "" {
		target = "urn:onrecord:capture:" + c.ID
	}
	e := warc.Entry{Type: "resource", ID: recordID(c, "resource", 0), Date: c.Fetched, Target: target,
		ContentType: c.Header.Get("Content-Type"), Fields: a.fields(), Block: c.Body, Payload: orEmpty(c.Body)}
	if e.ContentType == "" {
		e.ContentType = "application/octet-stream"
	}
	return e, a.w.Write(e)
}

func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// recordID names a record of a capture.
func recordID(c crawler.Capture, kind string, n int) string {
	return warc.NewID(kind, c.ID, stamp(c.Fetched), fmt.Sprint(n))
}

func (a *Archive) fields(more ...warc.Field) []warc.Field {
	return append([]warc.Field{{Name: "WARC-Warcinfo-ID", Value: "<" + a.info + ">"}}, more...)
}

func (a *Archive) addTexts(from warc.Entry, c crawler.Capture, made []Made) error {
	for _, m := range made {
		if err := a.addText(from, c, m); err != nil {
			return err
		}
	}
	return nil
}

// addText writes a text that was made of a record, and a note on it.
func (a *Archive) addText(from warc.Entry, c crawler.Capture, m Made) error {
	name := fmt.Sprintf("%s %s %d", stamp(c.Fetched), m.Article.ID, m.Article.Revision)
	about := warc.Field{Name: "WARC-Refers-To", Value: "<" + from.ID + ">"}
	err := a.w.Write(warc.Entry{Type: "conversion", ID: warc.NewID("text", c.ID, name), Date: c.Fetched, Target: from.Target,
		ContentType: "text/plain; charset=utf-8", Fields: a.fields(about), Block: []byte(m.Article.Text)})
	if err != nil {
		return err
	}
	block, err := json.MarshalIndent(noteOf(c, m), "", "  ")
	if err != nil {
		return fmt.Errorf("write note: %w", err)
	}
	return a.w.Write(warc.Entry{Type: "metadata", ID: warc.NewID("note", c.ID, name), Date: c.Fetched, Target: from.Target,
		ContentType: crawler.NoteType, Fields: a.fields(about), Block: block})
}

func noteOf(c crawler.Capture, m Made) crawler.Note {
	n := crawler.Note{Asked: c.URL, Fetched: c.Fetched, Origin: c.Origin, Article: m.Article, TextSHA256: Sum([]byte(m.Article.Text)),
		TextLength: utf8.RuneCountInString(m.Article.Text), Credit: m.Credit, Reader: m.Reader, Statements: []crawler.NotedStatement{}}
	n.Article.Text = ""
	for _, x := range c.Exchanges {
		n.Withheld = append(n.Withheld, x.Withheld...)
	}
	lines, _ := extractor.Lines(m.Article.ID, m.Article.Text, extractor.Reading{Statements: m.Statements})
	for i, l := range lines {
		n.Statements = append(n.Statements, crawler.NotedStatement{Statement: m.Statements[i].ID, StatementLine: l})
	}
	return n
}

// Sum is the hex SHA-256 of bytes.
func Sum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
