package server

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"onrecord/extractor"
)

// TestMarkUp compares the samples' marked text with testdata/markup.txtar: each
// stretch of a statement stands in brackets with its number and role.
func TestMarkUp(t *testing.T) {
	const name = "testdata/markup.txtar"
	want, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range want.Files {
		a, statements, err := readSample("testdata/" + f.Name)
		if err != nil {
			t.Fatal(err)
		}
		got := marked(markUp(a.Text, statements))
		if *update {
			want.Files[i].Data = []byte(got)
		} else if got != string(f.Data) {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", f.Name, got, f.Data)
		}
	}
	if !*update {
		return
	}
	if err := os.WriteFile(name, txtar.Format(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func marked(paragraphs []paragraph) string {
	var b strings.Builder
	for _, p := range paragraphs {
		for _, s := range p.Segments {
			if s.Number == 0 {
				b.WriteString(s.Text)
			} else {
				fmt.Fprintf(&b, "[%d %.2s%s %s]", s.Number, s.Role, strings.Repeat("+", max(0, s.Depth-1)), s.Text)
			}
			for _, n := range s.Ends {
				fmt.Fprintf(&b, "^%d", n)
			}
		}
		fmt.Fprintf(&b, "\n    begins: %v\n", p.Begins)
	}
	return b.String()
}

// FuzzMarkUp lays spans of every kind over a text: nothing of the text is
// lost, and spans that don't fit it do no harm.
func FuzzMarkUp(f *testing.F) {
	f.Add("One two.\n\nThree four.", 0, 3, 4, 7, 2, 15)
	f.Add("", -1, 5, 0, 0, 9, 2)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, e, g int) {
		paragraphs := markUp(text, []extractor.Statement{
			{Source: []extractor.Span{{Start: a, End: b}}, Content: []extractor.Span{{Start: c, End: d}}},
			{Cue: []extractor.Span{{Start: d, End: e}}, Content: []extractor.Span{{Start: e, End: g}, {Start: a, End: g}}},
		})
		var got []string
		for _, p := range paragraphs {
			var words strings.Builder
			for _, s := range p.Segments {
				words.WriteString(s.Text)
			}
			got = append(got, words.String())
		}
		var want []string
		for _, p := range strings.Split(text, "\n\n") {
			if p = strings.TrimRight(p, "\n"); strings.TrimSpace(p) != "" {
				want = append(want, p)
			}
		}
		if strings.Join(got, "\n\n") != strings.Join(want, "\n\n") {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}
