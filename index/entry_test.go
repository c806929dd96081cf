package index

import (
	"strings"
	"testing"

	"onrecord/extractor"
)

func TestDocumentsCarryThePassage(t *testing.T) {
	const text = "The harbour was quiet.\n\nThe ferry line said on Monday that its boats would sail again, and nobody at the pier believed a word of it.\n\nThe end."
	for _, c := range []struct{ name, content, before, after string }{
		{"inside a paragraph", "its boats would sail again", "ferry line said on Monday that", ", and nobody at the pier"},
		{"a whole paragraph", "The end.", "", ""},
		{"at the text's beginning", "The harbour", "", "was quiet."},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := strings.Index(text, c.content)
			a := extractor.Article{ID: "a", Revision: 2, Title: "Ferry", Text: text}
			article, entries := Documents(a, []extractor.Statement{{ID: "s", Content: []extractor.Span{{Start: start, End: start + len(c.content)}}}}, []string{"Ferry Line"})
			if article.Text != text || article.Revision != 2 {
				t.Errorf("article lost its text or revision: %+v", article)
			}
			e := entries[0]
			if e.Words != c.content || e.Before != c.before || e.After != c.after || e.Article.Text != "" {
				t.Errorf("got before %q, words %q, after %q", e.Before, e.Words, e.After)
			}
		})
	}
}

func TestLead(t *testing.T) {
	ten := strings.Repeat("word ", 9) + "word"
	lines := func(n int) string { return strings.TrimSuffix(strings.Repeat(ten+"\n\n", n), "\n\n") }
	for name, c := range map[string]struct{ text, lead string }{
		"none":                      {"", ""},
		"all of a short text":       {"One.\n\nTwo.", "One.\n\nTwo."},
		"paragraphs of forty words": {lines(6), lines(4)},
		"eighty words of one":       {strings.Repeat(ten+" ", 20), strings.TrimSpace(strings.Repeat(ten+" ", 8))},
		"a standfirst and the next": {ten + "\n" + strings.Repeat(ten+" ", 5) + "\nMore.", ten + "\n" + strings.TrimSpace(strings.Repeat(ten+" ", 5))},
	} {
		if got := (Article{Text: c.text}).Lead(); got != c.lead {
			t.Errorf("%s: %q", name, got)
		}
	}
}
