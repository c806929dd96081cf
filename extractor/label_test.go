package extractor

import (
	"testing"
	"testing/fstest"
)

// TestLabels holds target, certainty, channel and via to sentences with their
// source, cue and content marked.
func TestLabels(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, target string
		certainty    Certainty
		channel      Channel
		via          string
	}{
		{text: "[Lind] <accused> Halden Inc. of {hiding the fault}.", target: "Halden"},
		{text: "[The mayor] <blamed> {the flood on Halden Inc}.", target: "Halden"},
		{text: "Halden Inc. <was accused by> [the union] of {hiding the fault}.", target: "Halden"},
		{text: "[Halden] <apologized> {to its riders for the delay}.", target: "riders"},
		{text: "[The airline] <issued> {travel waivers to stranded passengers}.", target: "passengers"},
		{text: "[Lind] <urged> the board to {resign}.", target: "board"},
		{text: "[The minister] <said> {Mexico should open the gate}.", target: "Mexico"},
		{text: "[Halden] <declined to> {comment on Delta's claim}.", target: "Delta Air Lines"},
		{text: "[A dozen riders] <said> {the trains ran late}.", target: ""},
		{text: "[The site] <said> {Delta had canceled 90 flights}.", target: "Delta Air Lines"},
		{text: "[The site] <said> {Delta and Boeing had lost money}.", target: ""},

		{text: "[Lind] <said> {the repairs may take weeks}.", certainty: Hedged},
		{text: "[Lind] <believes> {the gate was open}.", certainty: Hedged},
		{text: "[Lind] <claimed> {that the gate was open}.", certainty: Alleged},
		{text: "[The driver] <allegedly threatened> {the guard}.", certainty: Alleged, target: ""},
		{text: "[Lind] <said> {about 40 riders were hurt}."},
		{text: "[The study] <found> {the old were more likely to fall}.", channel: "report"},
		{text: "[Lind] <isn't sure> {the gate was open}.", certainty: Hedged},

		{text: "{The gate was open}, [Lind] <said> in a statement.", channel: "statement"},
		{text: "[Lind] <posted> on Facebook that {the gate was open}.", channel: "post"},
		{text: "[Lind] <told> analysts on an earnings call that {sales fell}.", channel: "call"},
		{text: "[Lind] <wrote> in a memo to staff that {sales fell}.", channel: "memo"},
		{text: "In court documents, [Lind] <said> {the gate was open}.", channel: "filing"},
		{text: "[The letter] <reads>: “{The gate was open}.”", channel: "letter"},
		{text: "[Lind] <said> {she mailed the letter in an envelope}."},

		{text: "[Lind] <told> CNN that {the gate was open}.", via: "CNN"},
		{text: "[Lind] <told> CNN affiliate WCCO that {the gate was open}.", via: "WCCO"},
		{text: "[Lind] <said> in an interview with CNBC that {sales fell}.", via: "CNBC", channel: "interview"},
		{text: "[Lind] <plans> {to sell the yard}, as first reported by Reuters.", via: "Reuters"},
		{text: "[Lind] <told> Boeing that {the gate was open}."},
	} {
		plain, a := marked(t, c.text, c.text)
		d := b.document(Article{Text: plain})
		d.mentions = b.findMentions(d)
		b.attribute(d)
		s := Statement{Speaker: Party{Name: plain[a.source[0].Start:a.source[0].End]}}
		if s.Speaker.Name == "The airline" {
			s.Speaker.Kind = Company
		}
		b.label(d, a, &s)
		if c.certainty == "" {
			c.certainty = Plain
		}
		if s.Certainty != c.certainty || s.Channel != c.channel || s.Via != c.via {
			t.Errorf("%s\ngot %s, channel %q, via %q", c.text, s.Certainty, s.Channel, s.Via)
		}
		if s.Target != c.target && c.via == "" && c.channel == "" && c.certainty == Plain {
			t.Errorf("%s\ngot target %q, want %q", c.text, s.Target, c.target)
		}
	}
}

// FuzzLabel labels any spans of any text.
func FuzzLabel(f *testing.F) {
	f.Add("Lind said he would not sue “the board” unless it resigned?", 0, 4, 9)
	f.Add("to\x00 \xff, never: ?", 1, 1, 3)
	b, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, source, cue, content int) {
		d := b.document(Article{Text: text})
		d.mentions = b.findMentions(d)
		b.attribute(d)
		at := func(n int) Span {
			if len(d.tokens) == 0 {
				return Span{}
			}
			n = max(n, -n) % len(d.tokens)
			last := min(n+max(n, 3), len(d.tokens)-1)
			return Span{d.tokens[max(n, 0)].start, d.tokens[max(last, 0)].end}
		}
		a := &attribution{source: []Span{at(source)}, cue: []Span{at(cue)}, content: []Span{at(content)}, within: -1}
		if len(d.tokens) == 0 {
			a = &attribution{within: -1}
		}
		var s Statement
		b.label(d, a, &s)
		if s.Stance == "" || s.Certainty == "" {
			t.Fatalf("no stance or certainty: %+v", s)
		}
	})
}

// FuzzStances reads any stance file.
func FuzzStances(f *testing.F) {
	f.Add("set a\nwords b c\n\nrule r\nat cue\nstance deny\nmatch x|@a * \"y\"\nyes z\n")
	f.Fuzz(func(t *testing.T, text string) {
		l := &labelBook{sets: map[string]map[string]bool{}, cues: map[string][]*stanceRule{}, lexicon: newLexicon()}
		_ = l.readStances(fstest.MapFS{"stance.txt": {Data: []byte(text)}}, "stance.txt")
	})
}
