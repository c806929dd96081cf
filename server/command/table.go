package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"onrecord/extractor"
)

// table prints rows for people: columns aligned, the last one cut to the
// terminal's width, or whole in a pipe.
type table struct {
	w     io.Writer
	heads []string
	rows  [][]string
	width int // of the terminal; 0 in a pipe
}

func newTable(w io.Writer, heads ...string) *table {
	return &table{w: w, heads: heads, width: terminalWidth(w)}
}

// row adds a row; missing cells are empty, control characters become spaces.
func (t *table) row(cells ...string) {
	for i := range cells {
		cells[i] = printable(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// flush prints the table under a title, which may be empty.
func (t *table) flush(title string) error {
	if title != "" {
		if _, err := fmt.Fprintln(t.w, title); err != nil {
			return err
		}
	}
	if len(t.rows) == 0 {
		_, err := fmt.Fprintln(t.w, "  nothing")
		return err
	}
	widths := t.widths()
	for _, row := range append([][]string{t.heads}, t.rows...) {
		var b strings.Builder
		for i, cell := range row {
			cell = cut(cell, widths[i])
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(t.w, strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// maxCell bounds every column but the widest in a terminal, in characters; in a
// narrow one they have a seventh of it, or minCell.
const (
	maxCell = 28
	minCell = 10
)

// widths gives each column what its longest cell needs. In a terminal the
// widest column takes what the others leave.
func (t *table) widths() []int {
	widths := make([]int, len(t.heads))
	widest := 0
	for i, head := range t.heads {
		widths[i] = utf8.RuneCountInString(head)
		for _, row := range t.rows {
			if i < len(row) {
				widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
			}
		}
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	if t.width == 0 {
		return widths
	}
	most := min(maxCell, max(minCell, t.width/7))
	rest := t.width
	for i := range widths {
		if i != widest {
			widths[i] = min(widths[i], most)
			rest -= widths[i] + 2
		}
	}
	widths[widest] = min(widths[widest], max(rest, minCell))
	return widths
}

func cut(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	r := []rune(s)
	return string(r[:max(width-1, 0)]) + "…"
}

// printable keeps a hostile text from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
}

func terminalWidth(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// who names a party for people: the speaker, and for whom where that says more.
func who(p extractor.Party) string {
	switch {
	case p.Name == "":
		return "(nobody named)"
	case p.For == "" || p.For == p.Name:
		return p.Name
	}
	return p.Name + " (" + p.For + ")"
}

// quoted gives a statement's words, in quotation marks only where they are
// the speaker's own.
func quoted(s extractor.Statement, text string) string {
	return inMarks(s.Quote, s.Words(text))
}

func inMarks(q extractor.Quote, words string) string {
	if q == extractor.Direct {
		return "“" + words + "”"
	}
	return words
}
