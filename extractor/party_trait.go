package extractor

import "slices"

// learnTraits takes up what the article itself calls its parties: the
// drugmaker Harrow, Harrow Lane, an investment firm.
func (c *casting) learnTraits() {
	for n := range c.cast.appearances {
		a := &c.cast.appearances[n]
		m := &c.cast.members[a.member]
		if m.kind == Person {
			continue
		}
		if a.Start > 0 {
			c.learn(m, a.Start-1, max(0, a.Start-4))
			if a.Start > 2 && c.d.tokens[a.Start-1].lower == "," && (a.End >= len(c.d.tokens) || c.d.tokens[a.End].lower == ",") {
				c.learn(m, a.Start-2, max(0, a.Start-4)) // The bank, First Harbor,
			}
		}
		if noun, from := c.apposition(a.End); noun > 0 {
			c.learn(m, noun, from)
		}
	}
}

// learn adds the traits of the noun phrase that ends at token i.
func (c *casting) learn(m *member, i, from int) {
	tokens := c.d.tokens
	if tokens[i].shape.is(capital|mark) || c.book.nouns[tokens[i].lower] == nil {
		return
	}
	r := resolver{book: c.book, d: c.d, cast: c.cast}
	traits := r.nounTraits(from, i)
	both := slices.Contains(traits, string(Company)) && slices.Contains(traits, string(Organisation))
	if m.entry < 0 && len(traits) > 0 && !m.press && m.kind != Government && !both {
		m.kind = kindOfTraits(traits)
		m.weak = false
	}
	special, _ := divide(traits)
	if len(special) > 2 {
		return // a firm may be anything
	}
	for _, t := range special {
		if m.entry < 0 && (t == "newspaper" || t == "network" || t == "broadcaster") {
			m.press, m.kind = true, Organisation
		}
	}
	for _, t := range special {
		if !slices.Contains(m.traits, t) {
			m.traits = append(slices.Clip(m.traits), t)
		}
	}
}

// apposition finds the noun of ", a … firm" behind a name, and where its
// phrase begins.
func (c *casting) apposition(end int) (noun, from int) {
	tokens := c.d.tokens
	if end+2 >= len(tokens) || tokens[end].lower != "," {
		return 0, 0
	}
	if first := tokens[end+1].lower; first != "a" && first != "an" && first != "the" {
		return 0, 0
	}
	for i := end + 2; i < min(len(tokens), end+8); i++ {
		if tokens[i].shape.is(mark) || tokens[i].tag == preposition || tokens[i].tag == wh || tokens[i].lower == "that" {
			break
		}
		if noun > 0 && noun == i-1 && (tokens[i].tag == auxiliary || tokens[i].tag == modal || tokens[i].lower == "is" || tokens[i].lower == "was" || c.book.has(tokens[i].lower, speechWord)) {
			return 0, 0 // As a sponsor of the Team, the company is
		}
		if c.book.nouns[tokens[i].lower] != nil {
			noun = i
		}
	}
	return noun, end + 2
}
