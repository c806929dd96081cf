package extractor

import "strings"

// unknown takes the capitals from p on that nothing is known of, up to where
// something else begins.
func (r *nameReader) unknown(p, stop int) int {
	tokens := r.d.tokens
	q := p + 1
	for q < stop && r.goesOn(p, q, stop) {
		q++
	}
	for q > p+1 && (tokens[q-1].shape.is(mark) && tokens[q-1].lower != "!" || !tokens[q-1].shape.is(capital|digits|mark)) {
		q--
	}
	g := guess{stretch: stretch{p, q}, entry: -1}
	if t := &tokens[p]; q == p+1 && r.d.starts(p) && t.tag == adjective && strings.HasSuffix(t.lower, "ly") {
		r.guesses = append(r.guesses, guess{stretch: g.stretch, entry: -1, common: true})
		return q // Quarterly profit
	}
	if last := r.d.sentences[tokens[p].sentence].End - 1; dash(tokens[last].lower) && tokens[p].shape.is(upper) && !r.dateline(g.stretch) && r.d.starts(p) {
		return q // DARMSTADT -
	}
	if r.toldTo(p) {
		return r.press(stretch{p, q})
	}
	if r.datelinePlace(p) || q == p+1 && coded(&tokens[p]) || r.demonym(p, q) {
		return q
	}
	if to := r.country(q, stop); to == stop && q < stop && r.spoken(stop) && r.common(g.stretch) {
		return r.organisation(stretch{p, stop}, Organisation) // Parks Canada
	}
	plain := false
	if r.common(g.stretch) {
		if q == p+1 && p > 0 && !r.d.starts(p) && !tokens[p].shape.is(upper) && r.classed(p-1) {
			g.kind = Company
			g.votes = 3 // the oil company Total
			r.guesses = append(r.guesses, g)
			return q
		}
		if q == p+1 && !tokens[p].shape.is(upper) {
			r.guesses = append(r.guesses, guess{stretch: g.stretch, entry: -1, common: true, press: r.paper(p)})
			return q
		}
		if q == p+1 || r.d.starts(p) && !r.spoken(q) {
			if q > p+1 {
				r.guesses = append(r.guesses, guess{stretch: g.stretch, entry: -1, common: true})
			}
			return q
		}
		plain = true
	}
	g.kind = Company
	for i := p + 1; i < q; i++ {
		if t := &tokens[i]; t.shape.is(digits) && !t.shape.is(capital) {
			q = i
			g.End = i
		}
	}
	if to := r.legalTail(q, stop); to > q {
		g.End, g.sure = to, true
	} else if r.camel(&tokens[p]) || tokens[p].shape.is(upper) {
		g.End = r.country(q, stop)
	}
	if p > 0 && tokens[p].shape.is(digits) && tokens[p-1].lower == "$" {
		return g.End
	}
	if tokens[p].shape.is(digits) && strings.ContainsAny(tokens[p].lower, ".,$£€") {
		return g.End
	}
	if !g.sure && q > p+1 && r.is(q-1, suffixWord) && g.End == q && !r.is(q-1, legalWord|companyWord) {
		g.kind, g.sure = Person, true // Reed Jr.
	}
	if !g.sure && g.End == q && q > p+2 && nobiliary(tokens[p+1].lower) {
		g.kind, g.sure = Person, true // Piet van Dalen
	}
	if !g.sure && q == p+2 && g.End == q && p > 0 && (r.portfolio(p-1) || r.roleFor(p)) && (r.book.nouns[tokens[p-1].lower] == nil || tokens[p-1].lower == "consultant") && r.twoWords(p) {
		g.kind, g.sure = Person, true // health minister Sofie Dahlgaard
	}
	r.vote(&g)
	if r.dateline(g.stretch) {
		g.votes += 6
		g.kind, g.press = Organisation, true
	}
	if plain && !g.sure && (g.votes < 3 || g.End < stop && r.is(g.End, roleWord|titleWord)) {
		return g.End // Investment Officer
	}
	if r.w[g.End-1].is&thingWord != 0 && (g.votes < 3 || region(tokens[g.End-1].lower)) {
		return g.End
	}
	r.guesses = append(r.guesses, g)
	return g.End
}

// nobiliary tells the small words within persons' names that stand in no
// others.
func nobiliary(w string) bool {
	switch w {
	case "van", "von", "bin", "ibn", "binti", "ter", "ten", "zu":
		return true
	}
	return false
}

// surnamePrefix tells surnames with a capital behind their particle: DeWine.
func surnamePrefix(word string) bool {
	for _, prefix := range [...]string{"De", "La", "Le", "Di", "Du", "Mc", "Mac", "Van", "Von", "Fitz", "Ter", "Lo", "Da"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) > 2 && rest[0] >= 'A' && rest[0] <= 'Z' && strings.ToLower(rest[1:]) == rest[1:] {
			return true
		}
	}
	return false
}

// region tells what a stretch of land or a fire is called, never a company.
func region(w string) bool {
	switch w {
	case "county", "counties", "fire", "fires", "district", "province", "valley", "village", "island", "islands":
		return true
	}
	return false
}

// classed tells whether the word at i says what is named right behind it: a
// noun in the singular that is no title.
func (r *nameReader) classed(i int) bool {
	t := &r.d.tokens[i]
	return r.book.nouns[t.lower] != nil && !t.shape.is(capital) && t.form == formNN && !r.is(i, titleWord)
}

// datelinePlace tells whether the word in capitals that begins a paragraph at
// p is where the article was written: DARMSTADT, Germany -
func (r *nameReader) datelinePlace(p int) bool {
	d := r.d
	t := &d.tokens[p]
	if !t.shape.is(upper) || t.end-t.start < 4 || p+1 >= len(d.tokens) {
		return false
	}
	if s := d.sentences[t.sentence]; s.Start != p || d.paragraphs[s.paragraph].Start != t.sentence {
		return false
	}
	switch d.tokens[p+1].lower {
	case ",", "-", "–", "—", "--", "(":
		return true
	}
	return false
}

// dateline tells whether a name stands as the wire's in a dateline: (Nordwire) -
func (r *nameReader) dateline(s stretch) bool {
	tokens := r.d.tokens
	if s.Start == 0 || s.End+1 >= len(tokens) || tokens[s.Start-1].lower != "(" || tokens[s.End].lower != ")" {
		return false
	}
	switch tokens[s.End+1].lower {
	case "-", "–", "—", "--":
		return s.Start < 16 || r.d.sentences[tokens[s.Start].sentence].Start > s.Start-12
	}
	return false
}

// goesOn tells whether token q goes on with the unknown name from p.
func (r *nameReader) goesOn(p, q, stop int) bool {
	t := &r.d.tokens[q]
	if t.shape.is(mark) {
		return true
	}
	if !t.shape.is(capital) {
		return t.shape.is(digits) || q+1 < stop && (nobiliary(t.lower) || foreignOf(t.lower) && q == p+2 && !r.is(p, givenWord))
	}
	is := r.w[q].is
	if is&(monthWord|titleWord|roleWord) != 0 && (is&surnameWord == 0 || q+1 < stop && r.is(q+1, givenWord)) {
		return false
	}
	if is&functionWord != 0 && !t.shape.is(upper) {
		return false
	}
	if e, size := r.book.longest(r.w, r.d.tokens, q, min(stop+8, len(r.d.tokens))); size > 0 && !e.also && r.book.entries[e.entry].kind != peopleName {
		return false
	}
	return !(is&givenWord != 0 && r.fullName(q, stop) && is&surnameWord == 0)
}

// common tells whether all words are plain English: a heading, the start of a
// sentence, a thing.
func (r *nameReader) common(at stretch) bool {
	tokens := r.d.tokens[at.Start:at.End]
	for i := range tokens {
		t := &tokens[i]
		if t.shape.is(mark) || t.shape.is(digits) && !t.shape.is(capital) {
			continue
		}
		if r.camel(t) {
			return false
		}
		if t.shape.is(upper) && !r.d.shouts(at.Start+i) {
			if r.is(at.Start+i, initialsWord|monthWord) || len(t.lower) > 3 && r.book.english(t.lower) {
				continue
			}
			return false
		}
		if !r.book.english(t.lower) && !r.is(at.Start+i, initialsWord|monthWord|titleWord|roleWord) {
			return false
		}
	}
	return true
}

// camel tells whether a word has a capital inside: AdRoll, eBay.
func (r *nameReader) camel(t *token) bool {
	if t.shape.is(upper) {
		return false
	}
	word := r.d.text[t.start:t.end]
	if surnamePrefix(word) {
		return false
	}
	small := false
	for i := 1; i < len(word); i++ {
		if c := word[i]; c >= 'A' && c <= 'Z' && small && word[i-1] != '\'' && word[i-1] != '-' && word[i-1] != 0x99 {
			return true
		} else if c >= 'a' && c <= 'z' {
			small = true
		}
	}
	return false
}
