package command

import (
	"encoding/json"
	"fmt"
	"strings"

	"onrecord/extractor"
)

type extractCommand struct {
	Explain bool     `help:"Show for each cue the rule, the frame and the words that decided, and what was refused."`
	Rules   string   `help:"A folder with a rule book of your own." placeholder:"DIR" type:"path"`
	Paths   []string `arg:"" optional:"" name:"file" help:"Text files, or folders of .txt files; none or - is standard input."`
}

// Run prints each text's statements, then its names. A file that can't be
// read is reported and the others are still done.
func (c extractCommand) Run(s *session) error {
	book, err := openBook(c.Rules)
	if err != nil {
		return err
	}
	files, err := inputs(c.Paths, ".txt")
	if err != nil {
		return err
	}
	failed := false
	for _, f := range files {
		b, err := f.read(s.In)
		if err != nil {
			fmt.Fprintln(s.Err, "onrecord:", err)
			failed = true
			continue
		}
		text := strings.ToValidUTF8(string(b), "\uFFFD")
		article := extractor.Article{ID: f.doc, Text: text}
		if c.Explain {
			_, all := book.Explain(article)
			err = s.printExplanations(f.doc, text, all)
		} else {
			err = s.printReading(f.doc, text, book.Read(article))
		}
		if err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	if failed {
		return errPartly
	}
	return nil
}

func (s *session) printReading(doc, text string, r extractor.Reading) error {
	lines, names := extractor.Lines(doc, text, r)
	switch s.Format {
	case "jsonl":
		e := json.NewEncoder(s.Out)
		for _, l := range lines {
			if err := e.Encode(l); err != nil {
				return err
			}
		}
		return e.Encode(names)
	case "json":
		e := json.NewEncoder(s.Out)
		e.SetIndent("", "  ")
		return e.Encode(map[string]any{"doc": doc, "statements": lines, "companies": names.Companies, "mentions": names.Mentions})
	}
	t := newTable(s.Out, "who", "stance", "whom", "words")
	for _, st := range r.Statements {
		t.row(who(st.Speaker), string(st.Stance), st.Target, quoted(st, text))
	}
	if doc == "-" {
		doc = ""
	}
	return t.flush(doc)
}
