package extractor

import (
	"slices"
	"sort"
	"strings"
)

// member is a party that an article names.
type member struct {
	name  string
	kind  Kind
	press bool
	// traits and home are the gazetteer's.
	traits []string
	// entry is the gazetteer's, or -1.
	entry int32
	// given tells by the given name who "he" and "she" may be.
	given lexical
	// of is the member whom a person speaks for, or -1; role is in what
	// capacity, its last word.
	of   int32
	role string
	// count is how often it is named.
	count int
}

// appearance is one place where a member is named.
type appearance struct {
	stretch
	member int32
}

// cast is who is named in an article, and where, in order.
type cast struct {
	members     []member
	appearances []appearance
	byName      map[string]int32
	// at gives for each token the appearance that it is part of, plus one.
	at []int32
	// spoken are the speakers of the attributions resolved so far.
	spoken []spoken
}

// spoken is who was found to speak, and where.
type spoken struct {
	party  Party
	member int32
	token  int
}

// cast settles the guesses with the whole article in view.
func (r *nameReader) cast() *cast {
	guesses := r.guesses
	c := &casting{nameReader: r, cast: &cast{byName: make(map[string]int32)}, short: make(map[string]int32), votes: make(map[string]int)}
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
		if c.names[i] >= 0 {
			c.cast.appearances = append(c.cast.appearances, appearance{guesses[i].stretch, c.names[i]})
			c.cast.members[c.names[i]].count++
		}
	}
	c.cast.at = make([]int32, len(r.d.tokens))
	for n, a := range c.cast.appearances {
		for i := a.Start; i < a.End; i++ {
			c.cast.at[i] = int32(n + 1)
		}
	}
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
}

func (c *casting) key(s stretch) string {
	var b strings.Builder
	for i := s.Start; i < s.End; i++ {
		t := &c.d.tokens[i]
		if t.shape.is(mark) && t.lower != "&" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.lower)
	}
	return b.String()
}

func (c *casting) count(g *guess) {
	if !g.sure {
		c.votes[c.key(g.stretch)] += g.votes
	}
}

// add finds or makes a member.
func (c *casting) add(m member) int32 {
	key := strings.ToLower(m.name)
	if n, ok := c.cast.byName[key]; ok {
		return n
	}
	n := int32(len(c.cast.members))
	m.of = -1
	c.cast.members = append(c.cast.members, m)
	c.cast.byName[key] = n
	return n
}

// settle makes a member of a guess that is sure.
func (c *casting) settle(g *guess) int32 {
	if g.entry >= 0 {
		e := &c.book.entries[g.entry]
		n := c.add(member{name: e.name, kind: e.kind, press: e.press, traits: e.traits, entry: g.entry})
		c.shorten(n, e.name)
		return n
	}
	if g.kind == Person {
		if n, ok := c.short[c.key(g.stretch)]; ok && g.End > g.Start+1 && c.cast.members[n].kind != Person {
			return n
		}
		return c.person(g)
	}
	name := c.organisationName(g)
	if e, ok := c.variant(g.stretch); ok {
		return c.party(e)
	}
	n := c.add(member{name: name, kind: g.kind, entry: -1})
	c.shorten(n, c.cast.members[n].name)
	c.initials(n, g)
	return n
}

// variant finds the known airline that a name is a free version of:
// Allegiant Airlines, Frontier Airways.
func (c *casting) variant(s stretch) (int32, bool) {
	switch last := c.d.tokens[s.End-1].lower; last {
	case "airlines", "airways", "airline", "air":
	default:
		return 0, false
	}
	e, size := c.book.longest(c.w, c.d.tokens, s.Start, s.End-1)
	if size != s.End-1-s.Start || !slices.Contains(c.book.entries[e.entry].traits, "airline") {
		return 0, false
	}
	return e.entry, true
}

// organisationName is what is printed, without legal suffixes.
func (c *casting) organisationName(g *guess) string {
	s := g.stretch
	for s.End > s.Start+1 {
		t := &c.d.tokens[s.End-1]
		if t.shape.is(mark) || c.is(s.End-1, legalWord) && t.lower != "company" {
			s.End--
			continue
		}
		break
	}
	return strings.Join(strings.Fields(c.d.words(s)), " ")
}

// shorten remembers the first word of an organisation's name if it names
// nothing else, and the name without its last word.
func (c *casting) shorten(n int32, name string) {
	words := strings.Fields(strings.ToLower(name))
	for size := 1; size < len(words); size++ {
		key := strings.Join(words[:size], " ")
		if size == 1 && c.gazetted(key) {
			continue
		}
		if size == 1 && (len(key) < 3 || c.book.words[key].is&(functionWord|monthWord|titleWord|governmentWord) != 0 || c.place(words[:1])) {
			continue
		}
		if _, taken := c.short[key]; !taken {
			c.short[key] = n
		}
	}
}

// gazetted tells whether a single word is in the gazetteer by itself.
func (c *casting) gazetted(w string) bool {
	at := c.book.words[w].id
	if at == 0 {
		return false
	}
	node, ok := c.book.edges[edge{0, at}]
	if !ok {
		return false
	}
	_, ok = c.book.ends[node]
	return ok
}

func (c *casting) place(words []string) bool {
	tokens := tokenize(strings.ToUpper(strings.Join(words, " ")))
	e, size := c.book.longest(c.book.look(tokens), tokens, 0, len(tokens))
	return size > 0 && !party(c.book.entries[e.entry].kind)
}

// initials remembers what stands in parentheses after a name: Air Line
// Pilots Association (ALPA).
func (c *casting) initials(n int32, g *guess) {
	tokens := c.d.tokens
	if g.End+2 < len(tokens) && tokens[g.End].lower == "(" && tokens[g.End+2].lower == ")" && tokens[g.End+1].shape.is(capital) {
		c.short[tokens[g.End+1].lower] = n
	}
	var b strings.Builder
	for _, w := range strings.Fields(c.cast.members[n].name) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			b.WriteByte(w[0])
		}
	}
	if key := strings.ToLower(b.String()); len(key) > 2 {
		if _, taken := c.short[key]; !taken {
			c.short[key] = n
		}
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
	name := strings.Join(strings.Fields(c.d.words(g.stretch)), " ")
	given := c.w[g.Start].is & givenWord
	if last == g.Start {
		if n, ok := c.short[surname]; ok && c.cast.members[n].kind == Person {
			return n
		}
		given = 0
		if titleSex(tokens, g.Start) != 0 {
			given = titleSex(tokens, g.Start)
		}
	}
	n := c.add(member{name: name, kind: Person, entry: -1, given: given})
	if old, ok := c.short[surname]; ok && old != n && c.cast.members[old].kind == Person && !strings.Contains(c.cast.members[old].name, " ") {
		c.rename(old, name, given)
		return old
	}
	if _, ok := c.short[surname]; !ok || c.cast.members[c.short[surname]].kind != Person {
		c.short[surname] = n
	}
	return n
}

// rename gives a member known by surname the full name found later.
func (c *casting) rename(n int32, name string, given lexical) {
	c.cast.members[n].name = name
	if given != 0 {
		c.cast.members[n].given = given
	}
	c.cast.byName[strings.ToLower(name)] = n
}

func titleSex(tokens []token, at int) lexical {
	j := at - 1
	if j > 0 && tokens[j].lower == "." {
		j--
	}
	if j < 0 {
		return 0
	}
	switch tokens[j].lower {
	case "mr", "sir", "lord", "congressman", "king", "prince", "father":
		return maleGiven
	case "mrs", "ms", "miss", "lady", "dame", "congresswoman", "queen", "princess", "baroness":
		return femaleGiven
	}
	return 0
}

// doubtful settles a guess by what the article says elsewhere, or drops it.
func (c *casting) doubtful(g *guess) int32 {
	key := c.key(g.stretch)
	if g.place || g.common {
		return c.established(g, key)
	}
	if g.entry >= 0 {
		if n, ok := c.cast.byName[strings.ToLower(c.book.entries[g.entry].name)]; ok && c.cast.members[n].entry == g.entry && c.agrees(g, n) {
			return n
		}
	}
	if n, ok := c.short[key]; ok && c.agrees(g, n) {
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
	switch {
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
	case c.twoSurnames(g) && votes <= 0:
		return c.person(g)
	case votes >= 2:
		if n := c.tickered(g); n >= 0 {
			return n
		}
		if votes < firmly && g.votes < firmly {
			g.kind = Organisation
		}
		return c.settle(g)
	}
	return -1
}

// callLetters tells whether a name is that of a broadcasting station in
// America, spoken of as such: told WXYZ, KABC-TV.
func (c *casting) callLetters(g *guess) bool {
	t := &c.d.tokens[g.Start]
	if g.End != g.Start+1 || !t.shape.is(upper) || t.shape.is(digits|dotted) || t.lower[0] != 'w' && t.lower[0] != 'k' {
		return false
	}
	if letters, ok := strings.CutSuffix(t.lower, "-tv"); ok {
		return len(letters) == 3 || len(letters) == 4
	}
	if n := len(t.lower); n != 3 && n != 4 || g.Start == 0 {
		return false
	}
	switch before := c.d.tokens[g.Start-1].lower; before {
	case "told", "station", "affiliate", "by", "with", "to", "tells", "affiliates", "partner":
		return true
	}
	return g.End < len(c.d.tokens) && (c.d.tokens[g.End].lower == "reported" || c.d.tokens[g.End].lower == "reports" || c.d.tokens[g.End].lower == "-")
}

// firmly is how much must speak for an unknown name being a company's.
const firmly = 5

// tickered finds the company whose ticker a name in parentheses is: the one
// named right before them.
func (c *casting) tickered(g *guess) int32 {
	tokens := c.d.tokens
	if g.End != g.Start+1 || g.End >= len(tokens) || tokens[g.End].lower != ")" {
		return -1
	}
	known, listed := c.book.tickers[strings.ToUpper(tokens[g.Start].lower)]
	for i := g.Start - 1; i >= 0 && i >= g.Start-5; i-- {
		if tokens[i].lower != "(" {
			continue
		}
		for n := range c.guesses {
			if before := &c.guesses[n]; before.End == i && c.names[n] >= 0 {
				m := c.names[n]
				if listed && c.cast.members[m].entry == known || c.cast.members[m].kind == Company {
					return m
				}
			}
		}
	}
	return -1
}

// established gives the member that a word stands for which by itself would
// be a place's name or no name, if the article names it in full.
func (c *casting) established(g *guess, key string) int32 {
	n, ok := c.short[key]
	if g.entry >= 0 {
		n, ok = c.cast.byName[strings.ToLower(c.book.entries[g.entry].name)]
	}
	if !ok {
		return -1
	}
	if c.cast.members[n].kind == Person || g.entry >= 0 {
		return n
	}
	if c.d.starts(g.Start) {
		return -1
	}
	return n
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
		return 3
	}
	if c.book.entries[g.entry].traits != nil {
		return 0
	}
	return 2
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

// mentions lists the appearances of parties.
func (c *cast) mentions(d *document) []Mention {
	out := make([]Mention, len(c.appearances))
	for i, a := range c.appearances {
		m := &c.members[a.member]
		out[i] = Mention{Span: d.span(a.stretch), Kind: m.kind, Name: m.name}
	}
	return out
}

// companies lists the companies of an article, news outlets among them,
// sorted, each once.
func (c *cast) companies() []string {
	out := []string{}
	for i := range c.members {
		if m := &c.members[i]; m.count > 0 && (m.kind == Company || m.press) && !slices.Contains(m.traits, "bourse") {
			out = append(out, m.name)
		}
	}
	sort.Strings(out)
	return slices.Compact(out)
}
