package extractor

import "strings"

// unowned takes "Campbell's" for the person Campbell, where the article names
// one, and not for the company of that name.
func (c *casting) unowned(i int) {
	g := &c.guesses[i]
	if c.names[i] < 0 || g.entry < 0 || g.End != g.Start+2 || c.d.tokens[g.End-1].lower != "'s" {
		return
	}
	if n, ok := c.bearer(c.d.tokens[g.Start].lower, 0); ok {
		c.names[i] = n
		g.End--
	}
}

// person makes a member of a person's name; the longer of two names of one
// person is kept.
func (c *casting) person(g *guess) int32 {
	tokens := c.d.tokens
	last := g.End - 1
	for last > g.Start && (c.is(last, suffixWord) || tokens[last].shape.is(mark)) {
		last--
	}
	surname := tokens[last].lower
	sex := c.titleSex(g.Start)
	if last > g.Start {
		if n, ok := c.short[c.key(stretch{g.Start, last + 1})]; ok && c.cast.members[n].kind == Person {
			return n // Young Thomas, where Liz Young Thomas is known
		}
	}
	if last == g.Start {
		if n, ok := c.bearer(surname, sex); ok {
			return n
		}
		return c.newPerson(tidy(c.d.words(g.stretch)), surname, sex)
	}
	if sex == 0 {
		sex = c.w[g.Start].is & givenWord
	}
	return c.newPerson(tidy(c.d.words(g.stretch)), surname, sex)
}

func (c *casting) newPerson(name, surname string, sex lexical) int32 {
	old, ok := c.short[surname]
	if ok && c.cast.members[old].kind == Person && c.cast.members[old].name != name && !strings.Contains(c.cast.members[old].name, " ") {
		c.rename(old, name, sex)
		return old
	}
	n, isNew := c.add(member{name: name, kind: Person, entry: -1, given: sex})
	if !isNew {
		c.cast.members[n].full++
		return n
	}
	// Where the family name comes first, the first word alone means the person.
	if first, _, ok := strings.Cut(strings.ToLower(name), " "); ok && c.book.words[first].is&(maleGiven|femaleGiven) == 0 && len(first) > 1 && !c.book.english(first) {
		if _, taken := c.short[first]; !taken {
			c.short[first] = n
		}
	}
	if low := strings.ToLower(name); strings.Count(low, " ") == 2 {
		_, double, _ := strings.Cut(low, " ")
		if _, taken := c.short[double]; !taken && !strings.Contains(double, ".") {
			c.short[double] = n
		}
	}
	if !ok || c.cast.members[old].kind != Person {
		c.short[surname] = n
		return n
	}
	if c.bearers == nil {
		c.bearers = make(map[string][]int32)
	}
	if len(c.bearers[surname]) == 0 {
		c.bearers[surname] = append(c.bearers[surname], old)
	}
	c.bearers[surname] = append(c.bearers[surname], n)
	return n
}

// bearer finds the person whom a surname means: of several the one of that
// sex whom the article names in full most often.
func (c *casting) bearer(surname string, sex lexical) (int32, bool) {
	n, ok := c.short[surname]
	if !ok || c.cast.members[n].kind != Person {
		return 0, false
	}
	for _, other := range c.bearers[surname] {
		m, best := &c.cast.members[other], &c.cast.members[n]
		fits := sex == 0 || m.given == 0 || m.given&(sex|eitherGiven) != 0
		bestFits := sex == 0 || best.given == 0 || best.given&(sex|eitherGiven) != 0
		if fits && (!bestFits || m.full > best.full) {
			n = other
		}
	}
	return n, true
}

// rename gives a member known by surname the full name found later.
func (c *casting) rename(n int32, name string, given lexical) {
	c.cast.members[n].name = name
	if given != 0 {
		c.cast.members[n].given = given
	}
	c.cast.byName[strings.ToLower(name)] = n
}

// titleSex tells by the title before token at whether a man or a woman is
// named, or 0.
func (c *casting) titleSex(at int) lexical {
	if at == 0 {
		return 0
	}
	switch strings.TrimSuffix(c.d.tokens[at-1].lower, ".") {
	case "mr", "sir", "lord", "congressman", "king", "prince", "father", "spokesman", "chairman", "councilman", "businessman":
		return maleGiven
	case "mrs", "ms", "miss", "lady", "dame", "congresswoman", "queen", "princess", "baroness", "spokeswoman", "chairwoman", "councilwoman", "businesswoman":
		return femaleGiven
	}
	return 0
}

// surnameAlone tells whether a lone capital is the surname of somebody whom
// the article doesn't name in full.
func (c *casting) surnameAlone(g *guess, votes int) bool {
	t := &c.d.tokens[g.Start]
	if g.End != g.Start+1 || votes >= 2 || g.End >= len(c.d.tokens) || !c.is(g.Start, surnameWord) || t.shape.is(upper) || c.book.english(t.lower) || c.camel(t) {
		return false
	}
	switch next := &c.d.tokens[g.End]; next.tag {
	case verb, auxiliary, modal, possessive:
		return true
	}
	return c.cast.byName[t.lower] > 0 || g.Start > 0 && c.book.has(c.d.tokens[g.Start-1].lower, speechWord)
}

// twoSurnames tells whether an unknown name of two or three words looks like
// a person's.
func (c *casting) twoSurnames(g *guess) bool {
	tokens := c.d.tokens[g.Start:g.End]
	if len(tokens) < 2 || len(tokens) > 4 {
		return false
	}
	for i := range tokens {
		if tokens[i].shape.is(upper|digits) || c.is(i, shapeWord) {
			return false
		}
	}
	return c.is(len(tokens)-1, surnameWord)
}

// calledLast tells whether the article calls an unknown name of two words by
// its last one, as it does with persons: Aitan Goelman, then Goelman.
func (c *casting) calledLast(g *guess) bool {
	if g.entry >= 0 || g.End != g.Start+2 || g.votes >= 5 {
		return false
	}
	first, last := &c.d.tokens[g.Start], &c.d.tokens[g.Start+1]
	if first.shape.is(upper|digits) || last.shape.is(upper|digits) || !last.shape.is(capital) || c.is(g.Start+1, shapeWord|thingWord) {
		return false
	}
	return !c.camel(last) && !c.book.english(first.lower) && c.alone[last.lower] > 0 && c.alone[first.lower] == 0
}
