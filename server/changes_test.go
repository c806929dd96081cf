package server

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestCompareTexts reads testdata/changes.txtar: three files a case, before,
// after, and what is shown, with [-gone-] and {+come+}.
func TestCompareTexts(t *testing.T) {
	a, err := txtar.ParseFile("testdata/changes.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+2 < len(a.Files); i += 3 {
		got := shown(compareTexts(string(a.Files[i].Data), string(a.Files[i+1].Data)))
		if *update {
			a.Files[i+2].Data = []byte(got)
		} else if want := string(a.Files[i+2].Data); got != want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", a.Files[i].Name, got, want)
		}
	}
	if !*update {
		return
	}
	if err := os.WriteFile("testdata/changes.txtar", txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

func shown(changes []change) string {
	var b strings.Builder
	for _, c := range changes {
		if c.Same > 0 {
			fmt.Fprintf(&b, "(%d the same)\n", c.Same)
			continue
		}
		for _, p := range c.Pieces {
			switch p.Op {
			case '-':
				b.WriteString("[-" + p.Text + "-]")
			case '+':
				b.WriteString("{+" + p.Text + "+}")
			default:
				b.WriteString(p.Text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// FuzzCompareWords checks that what stays and what is gone make the old text,
// what stays and what has come the new one.
func FuzzCompareWords(f *testing.F) {
	f.Add("about 5,000 flights", "more than 6,300 flights")
	f.Add("", "x")
	f.Add("a b c d", "d c b a")
	f.Fuzz(func(t *testing.T, before, after string) {
		var old, now strings.Builder
		for _, p := range compareWords(before, after).Pieces {
			if p.Op != '+' {
				old.WriteString(p.Text)
			}
			if p.Op != '-' {
				now.WriteString(p.Text)
			}
		}
		if old.String() != before || now.String() != after {
			t.Fatalf("%q, %q became %q, %q", before, after, old.String(), now.String())
		}
	})
}

// TestCompareBounds makes sure that texts with nothing in common don't take
// for ever.
func TestCompareBounds(t *testing.T) {
	before, after := strings.Repeat("a b\n\nc ", 20000), strings.Repeat("x y\n\nz ", 20000)
	if got := compareTexts(before, after); len(got) == 0 {
		t.Error("no changes")
	}
}

// FuzzCompareTexts checks that a comparison holds every paragraph of both
// texts once.
func FuzzCompareTexts(f *testing.F) {
	f.Add("One.\n\nTwo words.", "Nought.\n\nOne.\n\nTwo other words.")
	f.Add("a b\n\nc d\n\ne f", "c e\n\na b x")
	f.Fuzz(func(t *testing.T, before, after string) {
		var old, now []string
		same := 0
		for _, c := range compareTexts(before, after) {
			same += c.Same
			var was, is strings.Builder
			for _, p := range c.Pieces {
				if p.Op != '+' {
					was.WriteString(p.Text)
				}
				if p.Op != '-' {
					is.WriteString(p.Text)
				}
			}
			if was.Len() > 0 {
				old = append(old, was.String())
			}
			if is.Len() > 0 {
				now = append(now, is.String())
			}
		}
		if len(old)+same != len(paragraphsOf(before)) || len(now)+same != len(paragraphsOf(after)) {
			t.Fatalf("%q, %q: %d and %d paragraphs, %d the same", before, after, len(old), len(now), same)
		}
	})
}

func FuzzEditPlace(f *testing.F) {
	f.Add(EditPlace{Recorded: noon, Article: "a b", Revision: 2}.cursor())
	f.Add("nonsense")
	f.Fuzz(func(t *testing.T, cursor string) {
		p, err := readEditPlace(cursor)
		if err != nil || cursor == "" {
			return
		}
		if again, err := readEditPlace(p.cursor()); err != nil || again != p {
			t.Errorf("%+v, then %+v, %v", p, again, err)
		}
	})
}
