package embedded

import (
	"strings"
	"testing"
	"unicode/utf8"

	"onrecord/index"
)

func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"Delta's “outage”":                 "delta 's outage",
		"Delta’s":                          "delta 's",
		"it's the passengers' U.S. e-mail": "it 's the passengers us e mail",
		"Nestlé NAÏVE ﬁne":                 "nestle naive fine",
		"Søren Łukasz Weiß":                "soren lukasz weiss",
		"7,000 flights at 10.30":           "7,000 flights at 10.30",
		"example.com 'tis a.m.":            "example.com tis am",
		"in\u200bvis\u00adi\u2060ble wo\u200b rds": "invisible wo rds",
		"東京 🙂 — …":                                 "東 京",
	} {
		var terms []string
		for _, w := range cut(text) {
			terms = append(terms, w.term)
		}
		if got := strings.Join(terms, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzMarks holds words, marks and excerpts to their text's bounds, for any
// text and any query.
func FuzzMarks(f *testing.F) {
	f.Add("The airline’s flights were cancelled.", `cancel "were cancelled" -airline`)
	f.Add("a\u200bb \xff\xfe \u0301x ''s", "a's")
	f.Add(strings.Repeat("the harbour ", 100)+"light", "light OR the")
	f.Fuzz(func(t *testing.T, text, query string) {
		q, err := index.Parse(query)
		if err != nil {
			return
		}
		end := 0
		list := cut(text)
		for _, w := range list {
			if w.start < end || w.end <= w.start || w.end > len(text) || w.term == "" {
				t.Fatalf("word %+v after %d of %q", w, end, text)
			}
			end = w.end
		}
		n := newNeedles(q, newStems())
		excerpt, marks := n.excerpt(text)
		if utf8.ValidString(text) && !utf8.ValidString(excerpt) {
			t.Fatalf("excerpt %q of %q is cut within a character", excerpt, text)
		}
		end = 0
		for _, m := range marks {
			if m.Start < end || m.End <= m.Start || m.End > len(excerpt) {
				t.Fatalf("mark %+v after %d of %q", m, end, excerpt)
			}
			end = m.End
		}
	})
}

func FuzzCursor(f *testing.F) {
	f.Add(encodeCursor(candidate{score: 0.5, date: 17, key: 4}, false), false)
	f.Add("AAAA", true)
	f.Fuzz(func(t *testing.T, text string, byDate bool) {
		c, err := decodeCursor(text, byDate)
		if err == nil && encodeCursor(c, byDate) != text {
			t.Errorf("%q reads as %+v", text, c)
		}
	})
}
