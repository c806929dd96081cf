package command

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"onrecord/index"
)

type helpCommand struct {
	Query helpQueryCommand `cmd:"" help:"Print what can be asked: the query language by examples."`
}

type helpQueryCommand struct{}

// Run prints the table that the help page shows.
func (helpQueryCommand) Run(s *session) error {
	if s.Format != "text" {
		return usageError{errors.New("help is text for people")}
	}
	var b strings.Builder
	width := 0
	topics := index.Help()
	for _, t := range topics {
		for _, e := range t.Examples {
			width = max(width, utf8.RuneCountInString(e.Query))
		}
	}
	for i, t := range topics {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(t.Name + "\n")
		for _, e := range t.Examples {
			fmt.Fprintf(&b, "  %-*s  %s\n", width, e.Query, e.Means)
		}
		for _, n := range t.Notes {
			b.WriteString("  " + n + "\n")
		}
	}
	_, err := io.WriteString(s.Out, b.String())
	return err
}

// misread is a query on the command line that can't be read.
type misread struct {
	text string
	at   *index.SyntaxError
}

// Error tells where and why under the query, and what may be meant.
func (m misread) Error() string {
	text := printable(m.text)
	lines := "query: " + m.at.Error() + "\n  " + text + "\n  " + strings.Repeat(" ", m.at.Pos) + "^"
	if m.at.Suggestion != "" {
		lines += "\n  did you mean: " + printable(m.at.Suggestion)
	}
	return lines
}

func (m misread) Unwrap() error { return m.at }

// parseQuery reads a query of the command line.
func parseQuery(text string) (index.Query, error) {
	q, err := index.Parse(text)
	var at *index.SyntaxError
	if errors.As(err, &at) {
		return q, usageError{misread{text, at}}
	}
	return q, err
}

// tellReading prints how a query is read, and what in it may be meant
// otherwise.
func tellReading(w io.Writer, text string, q index.Query) error {
	_, err := fmt.Fprintf(w, "read as: %s\n", printable(q.Reading()))
	for _, h := range index.Hints(text) {
		note := h.Reason
		if h.Suggestion != "" {
			note += "; did you mean: " + h.Suggestion
		}
		_, e := fmt.Fprintf(w, "note: %s\n", printable(note))
		err = errors.Join(err, e)
	}
	return err
}
