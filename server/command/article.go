package command

import (
	"encoding/json"
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
)

type articleCommand struct {
	URL   string   `help:"The address that the pages came from, for links and dates." default:"" placeholder:"URL"`
	Paths []string `arg:"" optional:"" name:"file" help:"HTML files (.html, .html.gz), or folders of them; none or - is standard input."`
}

// articleLine is an article as the outside world reads it.
type articleLine struct {
	Doc       string `json:"doc"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	Published string `json:"published"`
	DatedBy   string `json:"dated_by,omitempty"`
	Modified  string `json:"modified,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	URL       string `json:"url,omitempty"`
	Image     string `json:"image,omitempty"`
	Notes     string `json:"notes,omitempty"`
	Language  string `json:"language"`
	Text      string `json:"text"`
}

// Run prints the article of each page. A page without one is reported and the
// others are still done.
func (c articleCommand) Run(s *session) error {
	files, err := inputs(c.Paths, ".html", ".html.gz", ".htm")
	if err != nil {
		return err
	}
	failed := false
	for _, f := range files {
		a, err := c.read(s, f)
		if err != nil {
			fmt.Fprintln(s.Err, "onrecord:", err)
			failed = true
			continue
		}
		if err := s.printArticle(f.doc, a); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	if failed {
		return errPartly
	}
	return nil
}

func (c articleCommand) read(s *session, f input) (extractor.Article, error) {
	page, err := f.read(s.In)
	if err != nil {
		return extractor.Article{}, err
	}
	a, reason, err := crawler.Read(page, "text/html", c.URL, crawler.Selectors{})
	if err != nil {
		return a, fmt.Errorf("%s: %w", f.path, err)
	}
	if reason != "" && a.Text == "" {
		return a, fmt.Errorf("%s: no article: %s", f.path, reason)
	}
	if reason != "" {
		fmt.Fprintf(s.Err, "onrecord: %s: only the part that is free to read: %s\n", f.path, reason)
	}
	return a, nil
}

func (s *session) printArticle(doc string, a extractor.Article) error {
	line := articleLine{Doc: doc, Title: a.Title, Byline: a.Byline, Language: a.Language, Text: a.Text,
		DatedBy: a.DatedBy, Outlet: a.Outlet, URL: a.URL, Image: a.Image, Notes: a.Notes}
	if !a.Modified.IsZero() {
		line.Modified = a.Modified.Format(time.RFC3339)
	}
	if !a.Published.IsZero() {
		line.Published = a.Published.Format(time.RFC3339)
	}
	e := json.NewEncoder(s.Out)
	switch s.Format {
	case "jsonl":
		return e.Encode(line)
	case "json":
		e.SetIndent("", "  ")
		return e.Encode(line)
	}
	_, err := fmt.Fprintf(s.Out, "%s\n%s · %s · %s\n\n%s\n\n", printable(a.Title),
		firstOf(printable(a.Byline), "(no byline)"), firstOf(line.Published, "(no date)"), firstOf(a.Language, "(language unknown)"), a.Text)
	return err
}
