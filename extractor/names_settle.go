package extractor

import "strings"

// cast settles the guesses with the whole article in view.
func (r *nameReader) cast() *cast {
	guesses := r.guesses
	c := &casting{nameReader: r, cast: &cast{byName: make(map[string]int32)}, short: make(map[string]int32), votes: make(map[string]int), known: make(map[int32]int32), singles: make(map[string]int), alone: make(map[string]int), places: make(map[string]int), best: make(map[string]int), heads: make(map[string]int32),
		defined: make(map[string]int32), local: make(map[string]int32)}
	for i := range guesses {
		c.count(&guesses[i])
	}
	c.names = make([]int32, len(guesses))
	for i := range guesses {
		c.names[i] = -1
		if guesses[i].sure && guesses[i].kind != Person {
			c.names[i] = c.settle(&guesses[i])
		}
	}
	for i := range guesses {
		if guesses[i].sure && c.names[i] < 0 {
			c.names[i] = c.settle(&guesses[i])
		}
	}
	for i := range guesses {
		if c.names[i] < 0 {
			c.names[i] = c.doubtful(&guesses[i])
		}
	}
	for i := range guesses {
		c.unowned(i)
		if c.names[i] >= 0 {
			c.cast.appearances = append(c.cast.appearances, appearance{guesses[i].stretch, c.names[i]})
			m := &c.cast.members[c.names[i]]
			m.count++
			m.lead = m.lead || r.d.tokens[guesses[i].Start].sentence < 3
		}
	}
	c.cast.at = make([]int32, len(r.d.tokens))
	for n, a := range c.cast.appearances {
		for i := a.Start; i < a.End; i++ {
			c.cast.at[i] = int32(n + 1)
		}
	}
	c.learnTraits()
	c.affiliate()
	return c.cast
}

// party tells whether what has this kind can say something.
func party(k Kind) bool { return k != placeName && k != peopleName && k != thingName }

// casting is the work of settling.
type casting struct {
	*nameReader
	cast *cast
	// short gives members by what the article may call them for short: a
	// surname, initials, the first word of a company's name.
	short map[string]int32
	// votes adds up what speaks for a doubtful name being an organisation,
	// and seen counts it.
	votes map[string]int
	names []int32
	// singles counts plain words that stand where names do, alone unknown
	// names of one word, places unknown names that stand as a place does.
	singles, alone, places map[string]int
	// known gives the members of gazetteer entries.
	known map[int32]int32
	// defined gives members by the initials that stand in parentheses behind
	// their name, and local by their name without the place before it: they
	// win over the gazetteer's.
	defined, local map[string]int32
	// best is the most that speaks for an unknown name at one place.
	best map[string]int
	// heads gives bodies by the last word of their names.
	heads map[string]int32
	// small has the words that the article writes without a capital; it is
	// filled when first asked for.
	small map[string]bool
	// bearers lists the persons of a surname where there are several.
	bearers map[string][]int32
}

// key is how a name is looked up: its words in small letters.
func (c *casting) key(s stretch) string {
	if s.End == s.Start+1 {
		return strings.TrimSuffix(c.d.tokens[s.Start].lower, ".")
	}
	return strings.ToLower(tidy(c.d.words(s)))
}

// tidy puts single spaces where a name has others or breaks its line.
func tidy(name string) string {
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= 0x80 || c == '\n' || c == '\t' || c == ' ' && i+1 < len(name) && name[i+1] == ' ' {
			return strings.Join(strings.Fields(strings.Map(visible, name)), " ")
		}
	}
	return name
}

// visible drops runes that are not seen: a mark of byte order, a soft hyphen.
func visible(r rune) rune {
	if r == '\ufeff' || r == '\u200b' || r == '\u00ad' {
		return -1
	}
	return r
}

func (c *casting) count(g *guess) {
	if g.sure {
		return
	}
	key := c.key(g.stretch)
	c.votes[key] += g.votes
	c.best[key] = max(c.best[key], g.votes)
	if g.located {
		c.places[key]++
	}
	if g.entry < 0 && !g.common && g.End == g.Start+1 {
		c.alone[key]++
	}
	if g.common && g.End == g.Start+1 && (!c.d.starts(g.Start) || c.spoken(g.End) || c.owns(g.End)) {
		c.singles[key]++
	}
}

// add finds or makes a member, and tells whether it is new.
func (c *casting) add(m member) (n int32, isNew bool) {
	key := strings.ToLower(m.name)
	if n, ok := c.cast.byName[key]; ok {
		return n, false
	}
	n = int32(len(c.cast.members))
	m.of = -1
	c.cast.members = append(c.cast.members, m)
	c.cast.byName[key] = n
	return n, true
}

// party finds or makes the member of a gazetteer entry.
func (c *casting) party(entry int32) int32 {
	if n, ok := c.known[entry]; ok {
		return n
	}
	e := &c.book.entries[entry]
	n, isNew := c.add(member{name: e.name, kind: e.kind, press: e.press, traits: e.traits, entry: entry})
	c.known[entry] = n
	if isNew {
		c.shorten(n)
		if e.press {
			c.shortenPress(n)
		}
	}
	return n
}

// body finds or makes the member of an organisation that is known by its name
// in the text alone.
func (c *casting) body(name string, kind Kind) int32 {
	n, isNew := c.add(member{name: name, kind: kind, entry: -1})
	if isNew {
		if t := tradeOf(name); t != "" {
			c.cast.members[n].traits = []string{t}
		}
		c.shorten(n)
		c.initials(n)
		if kind == Government || kind == Organisation {
			c.shortenHead(n)
		}
		if kind == Government {
			c.localise(n)
		}
	}
	return n
}

// settle makes a member of a guess that is sure.
func (c *casting) settle(g *guess) int32 {
	if g.entry >= 0 {
		if n, ok := c.meantHere(g); ok {
			return n
		}
		if g.kind == Government && g.End > g.Start+1 {
			if printed := tidy(c.d.words(g.stretch)); c.placed(g.Start, printed) != printed {
				return c.body(c.placed(g.Start, printed), Government)
			}
		}
		return c.party(g.entry)
	}
	if g.kind == Person {
		if g.End > g.Start+1 {
			if n, ok := c.short[c.key(g.stretch)]; ok && c.cast.members[n].kind != Person {
				return n
			}
		}
		return c.person(g)
	}
	if e, ok := c.variant(g.stretch); ok {
		return c.party(e)
	}
	name := c.organisationName(g)
	if g.kind == Government {
		name = c.placed(g.Start, name)
	}
	if n, ok := c.short[strings.ToLower(name)]; ok && c.cast.members[n].kind == g.kind && strings.Contains(name, " ") {
		return n // Angel City, of Angel City FC
	}
	n := c.body(name, g.kind)
	if g.press {
		c.cast.members[n].press = true
		c.shortenPress(n)
	}
	tokens := c.d.tokens
	if g.End+2 < len(tokens) && tokens[g.End].lower == "(" && tokens[g.End+2].lower == ")" && tokens[g.End+1].shape.is(capital) {
		c.short[tokens[g.End+1].lower] = n // Air Line Pilots Association (ALPA)
		c.defined[tokens[g.End+1].lower] = n
	}
	return n
}

// meantHere finds the party that the article itself has given a name of the
// gazetteer to: initials that it defines, the Supreme Court of the state
// whose Supreme Court it has named.
func (c *casting) meantHere(g *guess) (int32, bool) {
	if g.End == g.Start+1 {
		if n, ok := c.headed(g.Start); ok {
			return n, true
		}
		n, ok := c.defined[c.d.tokens[g.Start].lower]
		return n, ok
	}
	if g.kind != Government || len(c.local) == 0 {
		return 0, false
	}
	n, ok := c.local[c.key(g.stretch)]
	return n, ok
}
