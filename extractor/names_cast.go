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
	// weak is set where little speaks for its being a company: it is listed as
	// one if it says something.
	weak bool
	// given tells by the given name who "he" and "she" may be.
	given lexical
	// of is the member whom a person speaks for, or -1; role is in what
	// capacity, its last word.
	of   int32
	role string
	// count is how often it is named.
	count int
	// full is how often a person is named in full after the first time.
	full int
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
	c := &casting{nameReader: r, cast: &cast{byName: make(map[string]int32)}, short: make(map[string]int32), votes: make(map[string]int), known: make(map[int32]int32), singles: make(map[string]int),
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
			c.cast.members[c.names[i]].count++
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
	// singles counts plain words that stand where names do.
	singles map[string]int
	// known gives the members of gazetteer entries.
	known map[int32]int32
	// defined gives members by the initials that stand in parentheses behind
	// their name, and local by their name without the place before it: they
	// win over the gazetteer's.
	defined, local map[string]int32
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
			return strings.Join(strings.Fields(name), " ")
		}
	}
	return name
}

func (c *casting) count(g *guess) {
	if g.sure {
		return
	}
	key := c.key(g.stretch)
	c.votes[key] += g.votes
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
		c.shorten(n)
		c.initials(n)
		if kind == Government {
			c.localise(n)
		}
	}
	return n
}

// localise remembers a body by its name without the place that it begins
// with.
func (c *casting) localise(n int32) {
	name := c.cast.members[n].name
	for i := 0; i < len(name); i++ {
		if name[i] != ' ' {
			continue
		}
		if e, ok := c.book.byName[name[:i]]; ok && c.book.entries[e].kind == placeName {
			c.local[strings.ToLower(name[i+1:])] = n
		}
	}
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
	n := c.body(name, g.kind)
	if g.press {
		c.cast.members[n].press = true
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
		n, ok := c.defined[c.d.tokens[g.Start].lower]
		return n, ok
	}
	if g.kind != Government || len(c.local) == 0 {
		return 0, false
	}
	n, ok := c.local[c.key(g.stretch)]
	return n, ok
}

// placed puts the place before the name of a department that is said to be
// its own: Georgia's Department of Labor.
func (c *casting) placed(at int, name string) string {
	if at < 2 || c.d.tokens[at-1].lower != "'s" {
		return name
	}
	for from := max(0, at-4); from < at-1; from++ {
		e, size := c.book.longest(c.w, c.d.tokens, from, at-1)
		if size == at-1-from && c.book.entries[e.entry].kind == placeName {
			return c.book.entries[e.entry].name + " " + name
		}
	}
	return name
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
	return tidy(c.d.words(s))
}

// shorten remembers by which first words of its name the article may call an
// organisation, unless they name something else.
func (c *casting) shorten(n int32) {
	name := strings.ToLower(c.cast.members[n].name)
	for i := 0; i < len(name); i++ {
		if name[i] != ' ' {
			continue
		}
		key := name[:i]
		if !strings.Contains(key, " ") && (len(key) < 3 || c.gazetted(key) ||
			c.book.words[key].is&(functionWord|monthWord|titleWord|governmentWord) != 0) {
			continue
		}
		if _, taken := c.short[key]; !taken {
			c.short[key] = n
		}
	}
}

// shortenPress remembers the last word of a newspaper's name: the Post.
func (c *casting) shortenPress(n int32) {
	name := strings.ToLower(c.cast.members[n].name)
	last := name[strings.LastIndexByte(name, ' ')+1:]
	switch last {
	case "post", "times", "journal", "herald", "tribune", "globe", "guardian", "telegraph", "star", "sun", "mail", "mirror", "chronicle",
		"inquirer", "examiner", "register", "bee", "sentinel", "monitor", "observer", "dispatch", "courier", "gazette", "standard", "express", "republic":
		if _, taken := c.short[last]; !taken {
			c.short[last] = n
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

// initials remembers the capitals that a name's words begin with.
func (c *casting) initials(n int32) {
	name := c.cast.members[n].name
	var b [8]byte
	k := 0
	for i := 0; i < len(name) && k < len(b); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' && (i == 0 || name[i-1] == ' ') {
			b[k] = name[i] + 'a' - 'A'
			k++
		}
	}
	if k < 3 {
		return
	}
	if key := string(b[:k]); c.short[key] == 0 {
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

// doubtful settles a guess by what the article says elsewhere, or drops it.
func (c *casting) doubtful(g *guess) int32 {
	key := c.key(g.stretch)
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
	case c.surnameAlone(g, votes):
		return c.person(g)
	case votes >= 2:
		if n := c.tickered(g); n >= 0 {
			return n
		}
		if c.d.tokens[g.Start].shape.is(upper) && g.End == g.Start+1 && votes < 5 {
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
	return c.cast.byName[t.lower] > 0 || g.Start > 0 && speech(c.d.tokens[g.Start-1].lower)
}

// speech tells the verbs that stand before a speaker's name.
func speech(w string) bool {
	switch w {
	case "said", "says", "added", "adds", "told", "asked", "wrote", "replied", "explained", "continued", "noted", "argued", "insisted":
		return true
	}
	return false
}

// firmly is how much must speak for an unknown name being a company's.
func (c *casting) firmly(g *guess) int {
	if c.is(g.End-1, companyWord) {
		return 3
	}
	return 5
}

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
		n := sort.Search(len(c.guesses), func(n int) bool { return c.guesses[n].End >= i })
		if n == len(c.guesses) || c.guesses[n].End != i || c.names[n] < 0 {
			return -1
		}
		m := c.names[n]
		if listed && c.cast.members[m].entry == known || c.cast.members[m].kind == Company {
			return m
		}
	}
	return -1
}

// established gives the member that a word stands for which by itself would
// be a place's name or no name, if the article names it in full.
func (c *casting) established(g *guess, key string) int32 {
	n, ok := c.short[key]
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
	if c.cast.members[n].press && (g.Start == 0 || c.d.tokens[g.Start-1].lower != "the") {
		return -1
	}
	if c.d.starts(g.Start) && !c.spoken(g.End) && !c.owns(g.End) && (g.End >= len(c.d.tokens) || c.after(g.End) <= 0) && !c.neverSmall(key) {
		return -1
	}
	return n
}

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
	return i < len(c.d.tokens) && (c.d.tokens[i].lower == "'s" || c.book.businessNoun(c.d.tokens[i].lower))
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
	speaks := make(map[string]bool)
	for _, s := range c.spoken {
		speaks[s.party.For] = true
	}
	for i := range c.members {
		if m := &c.members[i]; m.count > 0 && (m.kind == Company && (!m.weak || speaks[m.name]) || m.press) && !slices.Contains(m.traits, "bourse") {
			out = append(out, m.name)
		}
	}
	sort.Strings(out)
	return slices.Compact(out)
}
