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
