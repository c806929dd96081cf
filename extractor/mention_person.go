package extractor

import "strings"

// person records the name of a person from p to q, unless nothing speaks for
// its being one.
func (r *nameReader) person(p, q int) bool {
	if r.is(q-1, thingWord) && !r.is(q-1, surnameWord|givenWord) && q > p+1 {
		return false // Dixie Fire
	}
	g := guess{stretch: stretch{p, q}, kind: Person, entry: -1, titled: p > 0 && r.titleBefore(p)}
	g.sure = g.titled || p > 1 && r.d.tokens[p-1].lower == "named" && r.book.has(r.d.tokens[p-2].lower, humanWord) || r.named(p, q) || q > p+1 && p > 0 && r.byline(p) || q > p+1 && (r.initial(p, q) || r.roleFor(p))
	if !g.sure && q > p+1 {
		return false
	}
	if !g.sure && r.book.english(r.d.tokens[p].lower) && r.d.starts(p) {
		return false
	}
	r.vote(&g)
	r.guesses = append(r.guesses, g)
	return true
}

// roleFor tells whether a role right before token p says that a person is
// named there: its lobbyist Jack Teller; her brother, Dino Ferrante.
func (r *nameReader) roleFor(p int) bool {
	if p > 1 && r.d.tokens[p-1].lower == "," {
		p--
	}
	return p > 0 && r.is(p-1, roleWord|humanWord) && !r.is(p-1, companyWord) && !r.d.tokens[p-1].shape.is(capital|mark) && r.d.tokens[p-1].form == formNN
}

// stranger tells whether two words that are nothing else begin at p behind a
// role: health minister Signe Dalgaard.
func (r *nameReader) stranger(p, stop int) bool {
	if p+1 >= stop || !r.roleFor(p) || !r.name(p+1) || r.d.tokens[p-1].lower == "," {
		return false
	}
	for i := p; i < p+2; i++ {
		if t := &r.d.tokens[i]; r.w[i].id != 0 || t.shape.is(upper|digits) || r.book.english(t.lower) || r.is(i, shapeWord|thingWord|companyWord) {
			return false
		}
	}
	return true
}

// named tells whether the words from p to q are a given name and a surname.
func (r *nameReader) named(p, q int) bool {
	tokens := r.d.tokens
	if q < p+2 || !r.is(p, givenWord) {
		return false
	}
	last := &tokens[q-1]
	if r.is(q-1, surnameWord|givenWord|suffixWord) {
		return !r.d.starts(p) || !r.book.english(tokens[p].lower) || r.is(q-1, surnameWord)
	}
	if last.shape.is(digits) {
		return false
	}
	if e, size := r.book.longest(r.w, tokens, q-1, q); size == 1 && !party(r.book.entries[e.entry].kind) {
		return false // Paris Olympics
	}
	if !r.book.english(last.lower) {
		return true
	}
	if q == p+2 && r.is(p, maleGiven|femaleGiven) && !r.is(q-1, shapeWord|thingWord|roleWord|titleWord|monthWord|functionWord) && !last.shape.is(upper) && r.introduced(p, q) {
		return true // its lobbyist Jack Teller
	}
	// A plain word behind what is nothing but a given name: Mara Quill.
	return q == p+2 && r.is(p, maleGiven|femaleGiven) && r.w[p].id == 0 && !r.book.english(tokens[p].lower) &&
		!r.is(q-1, shapeWord|thingWord|roleWord|titleWord|monthWord|functionWord) && !last.shape.is(upper)
}

// introduced tells whether a person is expected from p to q: behind a role or
// said, before a verb of speech, an age or who.
func (r *nameReader) introduced(p, q int) bool {
	tokens := r.d.tokens
	if p > 0 && !tokens[p-1].shape.is(mark) && tokens[p-1].sentence == tokens[p].sentence && (r.is(p-1, roleWord) || r.book.has(tokens[p-1].lower, humanWord) || r.book.has(tokens[p-1].lower, speechWord)) {
		return true
	}
	if p > 1 && tokens[p-1].lower == "named" && r.book.has(tokens[p-2].lower, humanWord) {
		return true
	}
	if q >= len(tokens) {
		return false
	}
	if tokens[q].lower == "," && q+2 < len(tokens) {
		return r.aged(q)
	}
	return r.book.has(tokens[q].lower, speechWord)
}

// fullName tells whether a given name with a surname begins at p.
func (r *nameReader) fullName(p, stop int) bool {
	if p >= stop {
		return false
	}
	q := r.personEnd(p, stop)
	return q > p+1 && r.named(p, q)
}

// personEnd finds the end of a person's name that begins at p: a given name,
// an initial or any word after a title, with what belongs to it. It gives p
// where there is none.
func (r *nameReader) personEnd(p, stop int) int {
	tokens := r.d.tokens
	is := r.w[p].is
	introduced := p > 0 && (r.titleBefore(p) || r.byline(p) || r.stranger(p, stop))
	if is&givenWord == 0 && !introduced && !r.initial(p, stop) {
		return p
	}
	if is&shapeWord != 0 && is&givenWord == 0 && p+1 < stop && r.is(p+1, roleWord) {
		return p // Chief Financial Officer
	}
	if is&monthWord != 0 && (is&givenWord == 0 || p+1 >= stop || !r.is(p+1, surnameWord)) {
		return p
	}
	if is&(titleWord|roleWord) != 0 && is&givenWord == 0 && (is&surnameWord == 0 || p+1 < stop && r.name(p+1)) {
		return p
	}
	if n := tokens[p].end - tokens[p].start; n == 1 || n <= 3 && tokens[p].shape.is(upper) && !tokens[p].shape.is(dotted) && !introduced && !r.initial(p, stop) && !r.d.shouts(p) {
		return p
	}
	q := p + 1
	for q < stop && q-p < 7 && r.personGoesOn(p, q, stop) {
		q++
	}
	for q > p && !tokens[q-1].shape.is(capital) {
		q--
	}
	return q
}

// initial tells whether a name begins at p with an initial: T. Kent Elliot.
func (r *nameReader) initial(p, stop int) bool {
	t := &r.d.tokens[p]
	if t.shape.is(upper) && t.end-t.start == 2 && !r.is(p, initialsWord|legalWord) && !r.listedAt(p) {
		return p+2 == stop && r.name(p+1) && !r.d.tokens[p+1].shape.is(upper) && !r.is(p+1, shapeWord|roleWord|thingWord) && // JB Pritzker
			(r.is(p+1, surnameWord) || !r.book.english(r.d.tokens[p+1].lower)) && !r.camel(&r.d.tokens[p+1])
	}
	if !t.shape.is(dotted) || t.end-t.start > 4 || r.is(p, titleWord|legalWord|initialsWord) || p+1 >= stop {
		return false
	}
	return r.is(p+1, givenWord) || r.is(p+1, surnameWord) && !r.is(p+1, shapeWord) || r.name(p+1) && r.w[p+1] == (word{}) && !r.book.english(r.d.tokens[p+1].lower)
}

// listedAt tells whether a name of the gazetteer begins with the word at p:
// EY, JD Sports, but not JD Harmon.
func (r *nameReader) listedAt(p int) bool {
	if r.w[p].id == 0 {
		return false
	}
	_, size := r.book.longest(r.w, r.d.tokens, p, min(p+4, len(r.d.tokens)))
	return size > 0
}

// personGoesOn tells whether token q belongs to the name of a person that
// begins at p.
func (r *nameReader) personGoesOn(p, q, stop int) bool {
	tokens := r.d.tokens
	t, is := &tokens[q], r.w[q].is
	switch {
	case t.shape.is(mark):
		return t.lower == "." || t.lower == "-" || t.lower == "‐" || t.lower == "‑"
	case !t.shape.is(capital):
		return is&particleWord != 0 && q+1 < stop
	case is&suffixWord != 0:
		return true
	case q == p+1 && tokens[p].end-tokens[p].start == 2:
		return true // an initial or two before the surname
	case t.shape.is(upper) != tokens[p].shape.is(upper) && t.end-t.start > 3 && !tokens[p].shape.is(dotted):
		return false // another line in capitals, a place
	case r.camel(t) && !strings.HasPrefix(t.lower, "mc") && !strings.HasPrefix(t.lower, "mac") && is&surnameWord == 0:
		return false
	case is&(monthWord|functionWord) != 0 && is&(givenWord|surnameWord) == 0:
		return false
	case is&shapeWord != 0 && is&surnameWord == 0:
		return false
	case is&(titleWord|roleWord) != 0 && (is&surnameWord == 0 || q+1 < stop && r.is(q+1, givenWord)):
		return false
	}
	if q < p+2 || tokens[q-1].shape.is(dotted|mark) || !tokens[q-1].shape.is(capital) || q-1 == p {
		return true
	}
	// A third name is a surname, or no word at all.
	return is&surnameWord != 0 && !r.book.english(t.lower) || is == 0 || is&surnameWord != 0 && r.is(q-1, givenWord)
}

// titleBefore tells whether a title stands right before token p.
func (r *nameReader) titleBefore(p int) bool {
	t := &r.d.tokens[p-1]
	return r.is(p-1, titleWord) && t.shape.is(capital) && t.sentence == r.d.tokens[p].sentence
}

// byline tells whether token p begins the name of who wrote the article: By
// …, Reporting by …, Editing by ….
func (r *nameReader) byline(p int) bool {
	tokens := r.d.tokens
	if tokens[p-1].lower != "by" || r.book.english(tokens[p].lower) || p+1 >= len(tokens) || !r.name(p+1) || r.is(p, shapeWord) {
		return false
	}
	if r.w[p].id != 0 {
		if _, size := r.book.longest(r.w, tokens, p, min(p+3, len(tokens))); size > 0 {
			return false
		}
	}
	if tokens[p-1].shape.is(capital) {
		return true
	}
	if p < 2 {
		return true
	}
	switch tokens[p-2].lower {
	case "reporting", "editing", "writing", "written", "photo", "photograph", "photography", "compiled", "edited", "interview", "posted":
		return true
	}
	return false
}
