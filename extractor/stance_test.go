package extractor

import (
	"fmt"
	"strings"
	"testing"
)

// marked reads an example's marks: [source] <cue> {content}.
func marked(t *testing.T, where, text string) (string, *attribution) {
	t.Helper()
	var plain strings.Builder
	a := &attribution{within: -1}
	open := map[rune]int{}
	for _, r := range text {
		at := plain.Len()
		switch r {
		case '[', '<', '{':
			open[r] = at
		case ']':
			a.source = append(a.source, Span{open['['], at})
		case '>':
			a.cue = append(a.cue, Span{open['<'], at})
		case '}':
			a.content = append(a.content, Span{open['{'], at})
		default:
			plain.WriteRune(r)
		}
	}
	if len(a.cue)+len(a.content) == 0 {
		t.Fatalf("%s: nothing is marked in %q", where, text)
	}
	return plain.String(), a
}

// decide gives the verdict on a marked example.
func decide(t *testing.T, b *Book, where, text string) verdict {
	t.Helper()
	plain, a := marked(t, where, text)
	d := b.document(Article{Text: plain})
	d.mentions = b.findMentions(d)
	b.attribute(d)
	s := Statement{}
	if len(a.source) > 0 {
		s.Speaker = Party{Name: plain[a.source[0].Start:a.source[0].End]}
	}
	return b.view(d, a, &s).stance()
}

func TestStanceRulesHoldTheirExamples(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.labels.rules {
		if len(r.yes) == 0 || len(r.no) == 0 {
			t.Errorf("stance.txt:%d: rule %s needs a yes and a no", r.line, r.name)
		}
		for _, e := range r.yes {
			where := fmt.Sprintf("stance.txt:%d", e.line)
			w := decide(t, b, where, e.text)
			if w.rule != r || w.stance != r.stance {
				t.Errorf("%s: rule %s says %s by %s: %s", where, r.name, w.stance, ruleName(w.rule), e.text)
			}
		}
		for _, e := range r.no {
			where := fmt.Sprintf("stance.txt:%d", e.line)
			if w := decide(t, b, where, e.text); w.rule == r && w.stance == r.stance {
				t.Errorf("%s: rule %s holds by tokens %v: %s", where, r.name, w.trigger, e.text)
			}
		}
	}
}

// TestEveryWordSetIsUsed finds sets that no pattern names and that the code
// doesn't read.
func TestEveryWordSetIsUsed(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text, err := embedded.ReadFile("rules/stance.txt")
	if err != nil {
		t.Fatal(err)
	}
	read := set("side people nobody state bitter pleasant naming outlet light hedging hedged alleged remedy accusing outrageous misdeed praising outlaws")
	for name := range b.labels.sets {
		if !read[name] && !strings.Contains(string(text), "@"+name) {
			t.Errorf("stance.txt: set %s is not used", name)
		}
	}
}

func ruleName(r *stanceRule) string {
	if r == nil {
		return "no rule"
	}
	return r.name
}

func BenchmarkLabel(b *testing.B) {
	book, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	text := "Lind told the Herald in an interview that the board should resign because it had misled the town, and that Halden would sue its supplier if the gate stayed closed."
	d := book.document(Article{Text: text})
	d.mentions = book.findMentions(d)
	book.attribute(d)
	cue := strings.Index(text, "told")
	a := &attribution{source: []Span{{0, 4}}, cue: []Span{{cue, cue + 4}}, content: []Span{{strings.Index(text, "that the"), len(text)}}}
	b.ReportAllocs()
	for b.Loop() {
		var s Statement
		book.label(d, a, &s)
	}
}
