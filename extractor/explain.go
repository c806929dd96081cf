package extractor

import (
	"cmp"
	"fmt"
	"slices"
)

// Explanation tells how one cue was read: what was made of it, and what was
// considered and refused.
type Explanation struct {
	// Statement is what the cue gave, nil where every reading was refused.
	Statement *Statement
	// Chosen is the reading that became the statement.
	Chosen *Consideration
	// StanceBy names the rule that decided the stance, empty where nothing
	// spoke for more than say; StanceWords are the words that it went by.
	StanceBy    string
	StanceWords Span
	// Refused are the other readings of the cue, the likeliest first.
	Refused []Consideration
}

// Consideration is one reading of a cue.
type Consideration struct {
	Rule string
	// Frame is the verb frame that the cue was read with, empty where the rule
	// needs none.
	Frame                string
	Source, Cue, Content []Span
	// Likelihood is between 0 and 1; For and Against are the signs that spoke
	// loudest, with their weights.
	Likelihood   float64
	For, Against []Sign
	// Needed is the likelihood from which on it is taken.
	Needed float64
	// Refusal tells why it was not taken, empty for the one that was.
	Refusal string
}

// Sign is one thing seen of a reading: its kind, the words concerned, and how
// much it speaks for the reading (above zero) or against it.
type Sign struct {
	Kind, Words string
	Weight      float64
}

// loudest is how many signs an explanation names on either side.
const loudest = 4

// Explain reads an article as Read does and tells for each cue of it, in the
// order of the text, how it was read. It takes a few times as long as Read.
func (b *Book) Explain(a Article) (Reading, []Explanation) {
	d := b.document(a)
	d.mentions = b.findMentions(d)
	considered := map[int][]Consideration{} // by the cue's head
	var heads []int
	d.attributions = b.attributeSeen(d, func(m *matcher) {
		if considered[m.head] == nil {
			heads = append(heads, m.head)
		}
		considered[m.head] = append(considered[m.head], m.consideration())
	})
	r := Reading{Mentions: d.mentions, Statements: b.statements(d)}
	r.Companies = d.cast.companies()
	slices.Sort(heads)
	out := make([]Explanation, 0, len(heads))
	turns := d.explainTurns(r.Statements)
	for _, head := range heads {
		for len(turns) > 0 && turns[0].Chosen.Content[0].Start <= d.tokens[head].start {
			out, turns = append(out, turns[0]), turns[1:]
		}
		out = append(out, b.explain(d, r.Statements, head, considered[head]))
	}
	return r, append(out, turns...)
}

// consideration writes down the candidate under the matcher's eyes.
func (m *matcher) consideration() Consideration {
	a := m.attribution()
	c := Consideration{Rule: m.rule.name, Source: a.source, Cue: a.cue, Content: a.content, Likelihood: likelihood(m.score()), Needed: m.needs()}
	if m.frame != nil {
		c.Frame = m.frame.name
	}
	var all []Sign
	m.signs(func(s sign) {
		if w := float64(m.book.weights.of(s)); w != 0 {
			all = append(all, Sign{Kind: s.kind, Words: s.words(), Weight: w})
		}
	})
	slices.SortStableFunc(all, func(x, y Sign) int { return cmp.Compare(y.Weight, x.Weight) })
	for i := 0; i < len(all) && i < loudest && all[i].Weight > 0; i++ {
		c.For = append(c.For, all[i])
	}
	for i := len(all) - 1; i >= 0 && len(all)-i <= loudest && all[i].Weight < 0; i-- {
		c.Against = append(c.Against, all[i])
	}
	return c
}

// words gives what a sign is about.
func (s sign) words() string {
	if s.b == "" {
		return s.a
	}
	return s.a + " " + s.b
}

// explain tells what became of the readings of the cue at head.
func (b *Book) explain(d *document, statements []Statement, head int, readings []Consideration) Explanation {
	var e Explanation
	slices.SortStableFunc(readings, func(x, y Consideration) int { return cmp.Compare(y.Likelihood, x.Likelihood) })
	at := slices.IndexFunc(d.attributions, func(a attribution) bool { return a.head == head && a.turn == nil })
	if at >= 0 {
		e.Statement = statementOf(statements, &d.attributions[at])
	}
	if e.Statement != nil {
		w := b.view(d, &d.attributions[at], e.Statement).stance()
		e.StanceBy, e.StanceWords = w.by, d.span(w.trigger)
	}
	for i := range readings {
		c := readings[i]
		if e.Statement != nil && e.Chosen == nil && i == 0 {
			e.Chosen = &c
			continue
		}
		c.Refusal = c.refusal(e.Statement != nil || i > 0 && readings[0].Likelihood >= readings[0].Needed, at >= 0)
		e.Refused = append(e.Refused, c)
	}
	return e
}

// refusal tells why a reading was not taken.
func (c *Consideration) refusal(beaten, kept bool) string {
	switch {
	case c.Likelihood < c.Needed:
		return fmt.Sprintf("too unlikely: %.2f is less than %.2f", c.Likelihood, c.Needed)
	case beaten:
		return "another reading of the same cue is likelier"
	case kept:
		return "it stands within another statement and is not worth a record of its own"
	}
	return "its words belong to another statement"
}

// statementOf finds the statement that an attribution gave.
func statementOf(statements []Statement, a *attribution) *Statement {
	for i := range statements {
		s := &statements[i]
		if slices.Equal(s.Cue, a.cue) && slices.Equal(s.Content, a.content) {
			return s
		}
	}
	return nil
}
