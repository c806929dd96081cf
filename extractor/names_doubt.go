package extractor

import "strings"

// doubtful settles a guess by what the article says elsewhere, or drops it.
func (c *casting) doubtful(g *guess) int32 {
	key := c.key(g.stretch)
	if g.End == g.Start+1 {
		if n, ok := c.headed(g.Start); ok {
			return n
		}
	}
	if g.place || g.common {
		return c.established(g, key)
	}
	if g.entry >= 0 {
		if n, ok := c.known[g.entry]; ok && c.agrees(g, n) {
			return n
		}
	}
	if n, ok := c.short[key]; ok && c.agrees(g, n) {
		if c.cast.members[n].kind == Person {
			n, _ = c.bearer(key, c.titleSex(g.Start))
		}
		return n
	}
	if n, ok := c.cast.byName[key]; ok {
		return n
	}
	if g.kind == Person {
		if g.votes <= -2 {
			return c.person(g)
		}
		return -1
	}
	votes := c.votes[key]
	if first, _, ok := strings.Cut(key, " "); ok && c.singles[first] > 0 {
		votes += 2 // Helix Medical is also called Helix
	}
	switch {
	case g.press && votes < 3:
		return -1
	case c.places[key] > 0 && g.entry < 0 && votes < 6:
		return -1
	case c.calledLast(g):
		return c.person(g)
	case c.callLetters(g):
		n := c.settle(&guess{stretch: g.stretch, kind: Organisation, entry: -1})
		c.cast.members[n].press = true
		return n
	case g.entry >= 0:
		if t := &c.d.tokens[g.Start]; (t.end-t.start == 1 || t.shape.is(dotted) && t.end-t.start == 2) && g.End == g.Start+1 && (g.Start == 0 || c.d.tokens[g.Start-1].lower != "on") && g.votes < 4 {
			return -1
		}
		if c.book.entries[g.entry].press && g.Start > 0 && c.d.tokens[g.Start-1].lower == "the" && !c.d.starts(g.Start-1) && c.d.tokens[g.Start-1].shape.is(capital) {
			return c.settle(g)
		}
		if c.book.entries[g.entry].kind == Government && !c.d.starts(g.Start) {
			return c.settle(g)
		}
		if votes < c.threshold(g) {
			return -1
		}
		return c.settle(g)
	case votes <= -2 && !c.d.tokens[g.Start].shape.is(upper):
		return c.person(&guess{stretch: g.stretch, kind: Person, entry: -1})
	case c.givenBefore(g):
		return c.person(g)
	case c.twoSurnames(g) && votes <= 0:
		return c.person(g)
	case c.surnameAlone(g, votes):
		return c.person(g)
	case votes >= 2:
		if n := c.tickered(g); n >= 0 {
			return n
		}
		if c.d.tokens[g.Start].shape.is(upper) && g.End == g.Start+1 && c.best[key] < 5 {
			g.kind = Organisation // most initials are agencies and unions
		}
		n := c.settle(g)
		if enough := c.firmly(g); votes < enough && g.votes < enough {
			c.cast.members[n].weak = true
		}
		return n
	}
	return -1
}

// firmly is how much must speak for an unknown name being a company's.
func (c *casting) firmly(g *guess) int {
	if c.is(g.End-1, companyWord) {
		return 3
	}
	return 5
}

// established gives the member that a word stands for which by itself would
// be a place's name or no name, if the article names it in full.
func (c *casting) established(g *guess, key string) int32 {
	n, ok := c.short[key]
	if !ok {
		n, ok = c.cast.byName[key]
	}
	if g.entry >= 0 {
		n, ok = c.known[g.entry]
	}
	if !ok && g.press {
		return c.settle(&guess{stretch: g.stretch, kind: Organisation, entry: -1, press: true})
	}
	if !ok {
		return -1
	}
	if g.entry >= 0 {
		return n
	}
	if c.cast.members[n].kind == Person {
		n, _ = c.bearer(key, 0)
		return n
	}
	if c.cast.members[n].press && (g.Start == 0 || c.d.tokens[g.Start-1].lower != "the") && !(c.d.starts(g.Start) && c.colon(g.End)) {
		return -1
	}
	if c.d.starts(g.Start) && !c.spoken(g.End) && !c.owns(g.End) && !c.colon(g.End) && (g.End >= len(c.d.tokens) || c.after(g.End) <= 0) && !c.neverSmall(key) {
		return -1
	}
	return n
}

// colon tells whether a turn of speech opens at token i.
func (c *casting) colon(i int) bool { return i < len(c.d.tokens) && c.d.tokens[i].lower == ":" }

// neverSmall tells whether the article writes a word with a capital only.
func (c *casting) neverSmall(w string) bool {
	const enough = 4000 // tokens: a long article writes everything small somewhere
	if len(c.d.tokens) > enough {
		return false
	}
	if c.small == nil {
		c.small = make(map[string]bool)
		for i := range c.d.tokens {
			if t := &c.d.tokens[i]; !t.shape.is(capital | mark) {
				c.small[t.lower] = true
			}
		}
	}
	return !c.small[w]
}

// owns tells whether the name that ends before token i is a possessor.
func (c *casting) owns(i int) bool {
	return i < len(c.d.tokens) && (c.d.tokens[i].lower == "'s" || c.book.has(c.d.tokens[i].lower, businessWord))
}

// agrees tells whether a short form in print may be that member: a surname
// for a person, initials in capitals for an organisation.
func (c *casting) agrees(g *guess, n int32) bool {
	if g.entry >= 0 && c.cast.members[n].entry == g.entry {
		return true
	}
	if c.cast.members[n].kind == Person {
		return true
	}
	if !c.d.starts(g.Start) {
		return true
	}
	return !c.book.english(c.d.tokens[g.Start].lower) || g.votes > 0
}

// threshold is how much must speak for a name that is also a word.
func (c *casting) threshold(g *guess) int {
	if c.d.starts(g.Start) && c.book.english(c.d.tokens[g.Start].lower) {
		if c.book.entries[g.entry].traits != nil {
			return 1
		}
		return 3
	}
	if c.book.entries[g.entry].traits != nil {
		return 0
	}
	return 2
}
