package extractor

import (
	"slices"
	"strings"
)

// guess is a name as first read, before the rest of the article is known.
type guess struct {
	stretch
	kind Kind
	// entry is the gazetteer's, or -1.
	entry int32
	// sure is set where the place itself decides; the others wait for what
	// the article says elsewhere.
	sure bool
	// also is set where the words may be no name, or somebody else's.
	also bool
	// place is set where the words name a place first, common where they are
	// plain English: both wait for the article to name the party in full.
	place, common bool
	// press is set for what is called like a newspaper or a station.
	press bool
	// titled is set after Mr., Sen., President.
	titled bool
	// located is set where the words around an unknown name say that it is a
	// place: in Leeds, at Stafford, Va.
	located bool
	// votes are for an organisation when positive, for a person when
	// negative.
	votes int
}

// findMentions finds the names of a text, in order, and who is who.
func (b *Book) findMentions(d *document) []Mention {
	r := nameReader{book: b.names, d: d, w: b.names.look(d.tokens)}
	r.read()
	d.cast = r.cast()
	return d.cast.mentions(d)
}

// nameReader reads the capitals of a text into guesses.
type nameReader struct {
	book *nameBook
	d    *document
	// w is what is known of each token as a word.
	w       []word
	guesses []guess
}

// is tells whether token i may be one of what in a name. No token outside the
// text is.
func (r *nameReader) is(i int, what lexical) bool {
	return uint(i) < uint(len(r.w)) && r.w[i].is&what != 0
}

func (r *nameReader) read() {
	tokens := r.d.tokens
	for i := 0; i < len(tokens); {
		if !r.begins(i) {
			i++
			continue
		}
		stop := r.run(i)
		p := i
		for p < stop {
			p = r.step(p, stop)
		}
		i = p
	}
	r.recall()
}

// recall finds the unknown names of several words where a sentence begins with
// them: a first word of plain English is no name there by itself.
func (r *nameReader) recall() {
	var again []guess
	for n := range r.guesses[:min(len(r.guesses), crowd)] {
		g := &r.guesses[n]
		if g.entry >= 0 || g.common || g.kind == Person || g.End < g.Start+2 || r.d.starts(g.Start) || !r.book.english(r.d.tokens[g.Start].lower) {
			continue
		}
		for _, s := range r.d.sentences {
			if s.Start != g.Start && r.same(g.stretch, s.Start) {
				again = append(again, *g)
				again[len(again)-1].stretch = stretch{s.Start, s.Start + g.End - g.Start}
			}
		}
	}
	for _, g := range again {
		k, _ := slices.BinarySearchFunc(r.guesses, g.Start, func(o guess, at int) int { return o.Start - at })
		to := k
		for to < len(r.guesses) && r.guesses[to].Start < g.End {
			to++
		}
		if k > 0 && r.guesses[k-1].End > g.Start || to > k && r.guesses[to-1].End > g.End {
			continue
		}
		r.guesses = slices.Replace(r.guesses, k, to, g)
	}
}

// same tells whether the words of s stand at token at, too.
func (r *nameReader) same(s stretch, at int) bool {
	if at+s.End-s.Start > len(r.d.tokens) {
		return false
	}
	for i := s.Start; i < s.End; i++ {
		if o := &r.d.tokens[at+i-s.Start]; o.lower != r.d.tokens[i].lower || o.shape.is(capital) != r.d.tokens[i].shape.is(capital) {
			return false
		}
	}
	return true
}

// begins tells whether a name may begin at token i.
func (r *nameReader) begins(i int) bool {
	t := &r.d.tokens[i]
	if t.shape.is(capital) {
		return r.name(i)
	}
	if t.shape.is(mark) || t.end-t.start < 2 {
		return false
	}
	if t.shape.is(digits) {
		e, size := r.book.longest(r.w, r.d.tokens, i, min(i+5, len(r.d.tokens)))
		return size > 0 && (!e.also || size > 1) || i+1 < len(r.d.tokens) && r.digitsOpen(i)
	}
	e, size := r.book.longest(r.w, r.d.tokens, i, min(i+4, len(r.d.tokens)))
	return size > 0 && e.small&1 != 0 && !e.also
}

// digitsOpen tells whether a number begins a company's name: 361 Capital.
func (r *nameReader) digitsOpen(i int) bool {
	next := &r.d.tokens[i+1]
	return next.shape.is(capital) && r.is(i+1, companyWord) && !r.is(i+1, monthWord|thingWord)
}

// run finds the end of the capitals that begin at token i, small words that
// join them not taken in.
func (r *nameReader) run(i int) int {
	tokens := r.d.tokens
	j := i + 1
	for j < len(tokens) && tokens[j].sentence == tokens[i].sentence {
		t := &tokens[j]
		switch {
		case r.name(j), t.shape.is(digits) && !t.shape.is(mark) && j+1 < len(tokens) && tokens[j-1].end+1 >= t.start && r.name(j+1):
			j++
		case r.joins(j):
			j++
		default:
			return j
		}
	}
	return j
}

// name tells whether token j is a word with a capital, and not a compound
// like Atlanta-based.
func (r *nameReader) name(j int) bool {
	if j >= len(r.d.tokens) || !r.d.tokens[j].shape.is(capital) {
		return false
	}
	t := &r.d.tokens[j]
	cut := strings.LastIndexByte(t.lower, '-')
	if cut < 0 || r.w[j].id != 0 {
		return true
	}
	if prefixed(t.lower) || r.book.nations(t.lower[:cut], t.lower[cut+1:]) {
		return false
	}
	if t.shape.is(upper) {
		return true
	}
	after := r.d.text[t.start+min(cut+1, t.end-t.start-1)]
	return after < 'a' || after > 'z' || !r.book.english(t.lower[cut+1:])
}

// joins tells whether the mark or small word at j stands within a name.
func (r *nameReader) joins(j int) bool {
	tokens := r.d.tokens
	t := &tokens[j]
	switch t.lower {
	case "&":
		return r.name(j + 1)
	case "and":
		return r.coupled(j)
	case "-", "‐", "‑":
		return r.name(j+1) && !r.book.nations(tokens[j-1].lower, tokens[j+1].lower) && (t.start == tokens[j-1].end && tokens[j+1].start == t.end || r.hyphenated(j))
	case ".":
		return r.pointed(j)
	case "'s", "'":
		return r.name(j+1) && r.book.has(tokens[j-1].lower, owningWord) && (r.is(j+1, shapeWord|thingWord|surnameWord) || r.name(j+2) && r.is(j+2, organisationWord))
	case "!":
		return t.start == tokens[j-1].end && j+1 < len(tokens) && tokens[j+1].shape&(capital|mark) == 0
	}
	if r.w[j].is&particleWord != 0 && r.name(j+1) {
		return t.lower != "y" && t.lower != "e" && t.lower != "do" || r.is(j-1, givenWord|surnameWord)
	}
	return false
}

// hyphenated tells whether a hyphen set off by spaces joins one name.
func (r *nameReader) hyphenated(j int) bool {
	tokens := r.d.tokens
	before, after := &tokens[j-1], &tokens[j+1]
	if before.shape.is(upper) && !after.shape.is(upper) {
		return false
	}
	if r.is(j-1, givenWord) && r.is(j+1, givenWord|surnameWord) {
		return true
	}
	_, size := r.book.longest(r.w, tokens, j-1, min(j+3, len(tokens)))
	return size > 1
}

// pointed tells whether the point at j belongs to the word before it, within
// a name: an initial, Mr., Inc.
func (r *nameReader) pointed(j int) bool {
	tokens := r.d.tokens
	before := &tokens[j-1]
	if tokens[j].start != before.end || j+1 >= len(tokens) {
		return false
	}
	if before.end-before.start == 1 || before.lower == "st" || before.lower == "u.s" || before.lower == "u.k" || before.lower == "u.n" {
		return r.name(j + 1)
	}
	if r.is(j-1, titleWord) && before.end-before.start <= 5 {
		return r.name(j + 1)
	}
	return len(before.lower) < 5 && len(before.lower) > 2 && before.lower[1] == '.' && r.name(j+1)
}
