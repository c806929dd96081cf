package extractor

import "strings"

// orgAt gives the organisation named at token i, "the" and plain words before
// it stepped over, or -1.
func (c *casting) orgAt(i int) int32 {
	for j := i; j < len(c.d.tokens) && j < i+5; j++ {
		if at := c.cast.at[j]; at > 0 {
			if m := c.cast.appearances[at-1].member; c.cast.members[m].kind != Person {
				return m
			}
			return -1
		}
		if c.d.tokens[j].shape.is(mark) || c.d.tokens[j].tag == verb {
			return -1
		}
	}
	return -1
}

// linked tells whether the words before a name join it to a role: of, for, at.
func linked(before []token) bool {
	for i := len(before) - 1; i >= 0 && i >= len(before)-7; i-- {
		switch before[i].lower {
		case "of", "for", "at", "with", "in", "from", "to", "by", "representing", "represents", "runs", "heads", "leads", "founded":
			return true
		case ",", "on", "after", "said", "told", "as":
			return false
		}
	}
	return len(before) == 0 || before[len(before)-1].lower != ","
}

// localBody names what is written small after a place: the New York fire
// department, whose last word is token i.
func (c *casting) localBody(i int) int32 {
	tokens := c.d.tokens
	from := i
	for from > 0 && i-from < 3 && !tokens[from-1].shape.is(capital|mark) {
		from--
	}
	if from == 0 || !tokens[from-1].shape.is(capital) {
		return -1
	}
	for k := max(0, from-3); k < from; k++ {
		e, size := c.book.longest(c.w, tokens, k, from)
		if size == from-k && c.book.entries[e.entry].kind == placeName {
			name := c.book.entries[e.entry].name
			for j := from; j <= i; j++ {
				name += " " + strings.ToUpper(tokens[j].lower[:1]) + tokens[j].lower[1:]
			}
			return c.body(name, kindOfTraits(c.book.nouns[tokens[i].lower]))
		}
	}
	return -1
}

// meantBefore finds whom "the union" or "the company" means in a role.
func (c *casting) meantBefore(i int, traits []string) int32 {
	r := resolver{book: c.book, d: c.d, cast: c.cast}
	return r.organisationBefore(max(i, 0), traits)
}

// nearestBody gives the organisation of any kind that "its" at token i is
// said of: the one its sentence or the one before names first.
func (c *casting) nearestBody(i int) int32 {
	body := func(m *member) bool { return m.kind != Person && !m.press }
	at := c.d.tokens[i].sentence
	for s := at; s >= 0 && s > at-2; s-- {
		if n := c.firstOutside(s, i, body); n >= 0 {
			return n
		}
	}
	return c.nearest(i)
}

// nearest gives the company that the sentence of token i or one shortly
// before it is about, else the one named most, or -1.
func (c *casting) nearest(i int) int32 {
	return c.nearestOf(i, func(m *member) bool { return (m.kind == Company || m.kind == Organisation) && !m.press })
}

// nearestOf is nearest for members that fit.
func (c *casting) nearestOf(i int, fits func(*member) bool) int32 {
	at := c.d.tokens[i].sentence
	best := int32(-1)
	for s := at; s >= 0 && s > at-6; s-- {
		n := c.firstOutside(s, i, fits)
		if n < 0 {
			continue
		}
		if c.d.sentences[s].paragraph == c.d.sentences[at].paragraph {
			return n
		}
		// Further off it is whom the article is about.
		if best < 0 || c.cast.members[n].count > c.cast.members[best].count {
			best = n
		}
	}
	if best >= 0 {
		return best
	}
	r := resolver{book: c.book, d: c.d, cast: c.cast}
	return r.most(fits)
}

// firstOutside gives the first fitting member named in a sentence before
// token at, outside quotations unless the token is in one, or -1.
func (c *casting) firstOutside(sentence, at int, fits func(*member) bool) int32 {
	s := c.d.sentences[sentence]
	for i := s.Start; i < min(s.End, at); i++ {
		n := c.cast.at[i]
		if n == 0 || c.d.quoted[i] > 0 && c.d.quoted[i] != c.d.quoted[at] {
			continue
		}
		if m := c.cast.appearances[n-1].member; fits(&c.cast.members[m]) {
			return m
		}
	}
	return -1
}
