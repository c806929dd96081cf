package extractor

import (
	"errors"
	"strings"
	"testing"
)

const mistakenText = `A text.

-- text --
Varga denied it. “It isn’t true,” Varga said.

-- companies --
Varga

-- statements --
`

func TestLabelledMistakes(t *testing.T) {
	for _, c := range []struct{ name, statements, want string }{
		{"right", "[Varga] <said> It isn't true\ncompany Varga | deny", ""},
		{"not there", "[Varga] <denied> nothing\ncompany Varga | deny", `a.txtar:10: "nothing" is not in the text`},
		{"part of a word", "[Varga] <denied> tru\ncompany Varga | deny", `a.txtar:10: "tru" is not in the text`},
		{"two places", "[it] <said> Varga\ncompany Varga | deny", `a.txtar:10: "Varga" is in the text 2 times: say which one with #1 to #2`},
		{"chosen", "[] <said> Varga#2\ncompany Varga | say", ""},
		{"too far", "[] <said> Varga#3\ncompany Varga | say", `a.txtar:10: "Varga" is in the text only 2 times`},
		{"no end", "[] <said> It isn't ... false\ncompany Varga | say", `a.txtar:10: "false" doesn't follow "It isn't"`},
		{"brackets", "[Varga said true\ncompany Varga | say", "a.txtar:10: want [source] <cue> content"},
		{"stance", "[] <said> true\ncompany Varga | lie", `a.txtar:11: unknown stance "lie"`},
		{"kind", "[] <said> true\nfirm Varga | say", `a.txtar:11: unknown kind "firm"`},
		{"other", "[] <said> true\ncompany Varga | say | loudly", `a.txtar:11: unknown label "loudly"`},
		{"lonely labels", "company Varga | say", "a.txtar:10: labels without a statement above them"},
		{"no labels", "[] <said> true", "a.txtar:10: the last statement has no labels"},
		{"no outer", "  [] <said> true\n  company Varga | say", "a.txtar:10: an indented statement needs one above that reports it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := parseLabelled("a.txtar", []byte(mistakenText+c.statements+"\n"))
			got := ""
			if err := errors.Join(problems...); err != nil {
				got, _, _ = strings.Cut(err.Error(), "\n")
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestLabelledNearest(t *testing.T) {
	l, problems := parseLabelled("a.txtar", []byte(mistakenText+"[Varga] <said> It isn't true\ncompany Varga | deny\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := l.gold.Statements[0]
	if want := strings.LastIndex(l.text, "Varga"); s.Source[0].Start != want {
		t.Errorf("source at byte %d, want %d", s.Source[0].Start, want)
	}
	if got := s.Words(l.text); got != "It isn’t true" {
		t.Errorf("content %q", got)
	}
}

func FuzzParseLabelled(f *testing.F) {
	f.Add(mistakenText + "[Varga] <said> It ... true | said#1\ncompany Varga | deny Varga | hedged | via X\n")
	f.Fuzz(func(t *testing.T, data string) {
		l, problems := parseLabelled("a.txtar", []byte(data))
		if len(problems) > 0 {
			return
		}
		for _, s := range l.gold.Statements {
			for _, c := range s.Content {
				if c.Start < 0 || c.Start >= c.End || c.End > len(l.text) {
					t.Errorf("span %v outside the text", c)
				}
			}
		}
	})
}
