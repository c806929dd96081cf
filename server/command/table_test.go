package command

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTableFits holds a table to the terminal's width, and prints it whole in a
// pipe.
func TestTableFits(t *testing.T) {
	words := strings.Repeat("that the update had passed every test ", 5)
	for _, width := range []int{80, 100, 120, 200, 0} {
		var out strings.Builder
		table := newTable(&out, "who", "stance", "whom", "words", "outlet", "date")
		table.width = width
		table.row("Zsófia Vörös-Whitby (Northgate Systems)", "question", "US Department of Transportation", words,
			"The Meridian Courier and Advertiser", "2024-10-31")
		table.row("Tern\x1b[31m Airways\nLtd", "deny")
		if err := table.flush(""); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := utf8.RuneCountInString(line); width > 0 && n > width {
				t.Errorf("at %d columns a line has %d: %q", width, n, line)
			}
			if strings.ContainsAny(line, "\x1b\n") {
				t.Errorf("a cell steers the terminal: %q", line)
			}
		}
		if whole := strings.Contains(out.String(), words); whole != (width == 0) {
			t.Errorf("at %d columns the words are whole: %v", width, whole)
		}
	}
}
