package extractor

import (
	"strings"
	"testing"
)

// TestSources holds who is found to do what a cue says to a table of sentences.
func TestSources(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(sample(t, "attributions/sources.txt"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		marked, want, ok := strings.Cut(line, " => ")
		before, rest, opens := strings.Cut(marked, "<")
		cue, after, shuts := strings.Cut(rest, ">")
		if !ok || !opens || !shuts {
			t.Errorf("sources.txt:%d: want a sentence with a <cue>, => and its source", n+1)
			continue
		}
		at := Span{len(before), len(before) + len(cue)}
		if got := sourceAt(b, before+cue+after, at); got != want {
			t.Errorf("sources.txt:%d: %s\ngot  %s\nwant %s", n+1, marked, got, want)
		}
	}
}

// sourceAt gives the source of the attribution whose cue holds at.
func sourceAt(b *Book, text string, at Span) string {
	for _, a := range b.attribute(b.document(Article{Text: text})) {
		for _, c := range a.cue {
			if !c.Overlaps(at) {
				continue
			}
			words := make([]string, len(a.source))
			for i, s := range a.source {
				words[i] = text[s.Start:s.End]
			}
			return strings.Join(words, " … ")
		}
	}
	return "no statement"
}
