package crawler

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"onrecord/extractor"
)

// Reread finds the article in a capture again, as it was found when the
// capture was taken in, with the reader as it is now. What its feed or its
// import told of it is not told again: only the text is the same.
func Reread(ctx context.Context, c Capture, s Selectors) (extractor.Article, string, error) {
	contentType := c.Header.Get("Content-Type")
	if !strings.HasPrefix(contentType, "application/json") {
		p, err := readContext(ctx, c.Body, contentType, c.Final, s)
		return p.Article, p.Reason, err
	}
	var e entry
	if err := json.Unmarshal(c.Body, &e); err != nil {
		return extractor.Article{}, "", fmt.Errorf("read JSON: %w", err)
	}
	if e.HTML != "" {
		p, err := readContext(ctx, []byte(e.HTML), "text/html; charset=utf-8", c.Final, s)
		return p.Article, p.Reason, err
	}
	a, reason := e.article(c.Final)
	return a, reason, nil
}

// Archived is a page of an archive of ours.
type Archived struct {
	Capture Capture
	Note    Note
	Text    string
}

// ReadArchive gives the pages of an archive, zipped or not, that have a note
// beside them. max is the most that one may be.
func ReadArchive(name string, r io.Reader, max int64, take func(Archived) error) error {
	s := &source{name: name, max: max, count: countingReader{r: r}}
	return s.read(func(p piece) error {
		if p.fault != nil {
			return fmt.Errorf("%s: %w", p.where, p.fault)
		}
		if p.note == nil {
			return nil
		}
		return take(Archived{Capture: p.capture(), Note: *p.note, Text: p.text})
	})
}
