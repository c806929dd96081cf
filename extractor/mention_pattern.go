package extractor

import "strings"

// functionName tells whether a word like "The" or "All" begins a name after
// all.
func (r *nameReader) functionName(p, stop int) bool {
	t := &r.d.tokens[p]
	if r.book.has(t.lower, countingWord) && r.d.starts(p) && p+2 < stop && r.name(p+1) && !r.is(p+1, functionWord) {
		if q, _ := r.shaped(p, stop); q > p+2 {
			return true // First Cascade Bancorp
		}
	}
	if r.name(p+1) && p+1 < stop && !r.d.starts(p) && r.book.has(t.lower, countingWord) && !r.is(p+1, monthWord|titleWord|functionWord) {
		return true
	}
	if t.shape.is(upper) && !r.d.shouts(p) {
		_, size := r.book.longest(r.w, r.d.tokens, p, stop)
		return size > 0
	}
	if t.lower == "the" {
		return false
	}
	e, size := r.book.longest(r.w, r.d.tokens, p, stop)
	return size > 1 && !e.also
}

// firm finds the end of a firm called after its partners that begins at p:
// Harrow, Lane & Brandt, LLP.
func (r *nameReader) firm(p int) int {
	tokens := r.d.tokens
	q := p
	if p+2 < len(tokens) && tokens[p+1].lower == "&" && r.partners(p, p+2) {
		return r.legalTail(p+3, p+3)
	}
	for r.name(q) && q+2 < len(tokens) && !r.is(q, functionWord|monthWord) && !tokens[q].shape.is(upper) {
		switch {
		case tokens[q+1].lower == "," && r.name(q+2):
			if q += 2; q-p > 8 {
				return p
			}
		case tokens[q+1].lower == "&" && q > p && r.name(q+2):
			return r.legalTail(q+3, q+3)
		default:
			return p
		}
	}
	return p
}

// partners tells whether the words at i and j are the names of two partners:
// Price & Dowell, not Health & Safety.
func (r *nameReader) partners(i, j int) bool {
	if !r.name(i) || !r.name(j) || r.is(i, functionWord) || r.is(j, shapeWord|functionWord|thingWord) || r.name(j+1) && !r.is(j+1, legalWord) {
		return false
	}
	first, second := &r.d.tokens[i], &r.d.tokens[j]
	switch second.lower {
	case "sons", "son", "daughters", "daughter", "brothers", "associates":
		return first.end-first.start > 2
	}
	if first.end-first.start < 3 || second.end-second.start < 3 || first.shape.is(upper) || second.shape.is(upper) {
		return false
	}
	return !r.book.english(second.lower) || r.is(j, surnameWord) && (r.is(i, surnameWord) || !r.book.english(first.lower))
}

// coupled tells whether the "and" at j stands within a body's name: the Beer
// and Pub Association. Both sides are plain words, the whole behind "the".
func (r *nameReader) coupled(j int) bool {
	tokens := r.d.tokens
	if j < 2 || !r.plainCapital(j-1) || !r.plainCapital(j+1) || r.is(j-1, shapeWord) {
		return false
	}
	from := j - 1
	for from > 0 && tokens[from].sentence == tokens[from-1].sentence && tokens[from-1].shape.is(capital) && !r.is(from-1, functionWord) {
		from--
	}
	if from == 0 || tokens[from-1].lower != "the" {
		return false
	}
	for k := j + 2; k < min(j+5, len(tokens)) && r.name(k); k++ {
		if r.is(k, governmentWord|organisationWord) && !r.name(k+1) {
			return true
		}
	}
	return false
}

// plainCapital tells whether a word of the language stands at i with a
// capital, and no name, title or role.
func (r *nameReader) plainCapital(i int) bool {
	if !r.name(i) || r.is(i, titleWord|roleWord|givenWord|functionWord|monthWord) || !r.book.english(r.d.tokens[i].lower) {
		return false
	}
	_, size := r.book.longest(r.w, r.d.tokens, i, i+1)
	return size == 0
}

// aged tells whether what ends before q is a person: an age or who follows.
func (r *nameReader) aged(q int) bool {
	tokens := r.d.tokens
	if q+2 >= len(tokens) || tokens[q].lower != "," {
		return false
	}
	return tokens[q+1].lower == "who" || tokens[q+1].shape.is(digits) && tokens[q+1].end-tokens[q+1].start == 2 && tokens[q+2].lower == ","
}

// portfolio tells whether the word at p is what a minister is for.
func (r *nameReader) portfolio(p int) bool {
	if p < 2 || r.d.tokens[p-1].lower != "of" {
		return false
	}
	switch r.d.tokens[p-2].lower {
	case "secretary", "minister", "undersecretary", "under-secretary":
	default:
		return false
	}
	return r.book.english(r.d.tokens[p].lower) && !r.is(p, companyWord)
}

// prefixed tells words of which only the second part is a name: ex-FBI.
func prefixed(w string) bool {
	before, after, _ := strings.Cut(w, "-")
	switch before {
	case "ex", "non", "anti", "pro", "then", "mid":
		return after != ""
	}
	return false
}

// agentive tells nouns for what a company does, which stand before its name.
func agentive(w string) bool {
	switch w {
	case "rival", "airline", "startup", "utility":
		return true
	}
	return strings.HasSuffix(w, "er") || strings.HasSuffix(w, "or")
}

// timed finds the end of a name like Morning Standard, Channel 8 or Sunday
// Mirror that begins at p, or gives p.
func (r *nameReader) timed(p, stop int) int {
	tokens := r.d.tokens
	if p+1 >= len(tokens) || tokens[p+1].sentence != tokens[p].sentence {
		return p
	}
	switch tokens[p].lower {
	case "channel":
		if tokens[p+1].shape.is(digits) {
			return p + 2
		}
	case "morning", "evening", "sunday", "daily", "weekly":
		if p+1 >= stop || !r.name(p+1) {
			return p
		}
		switch tokens[p+1].lower {
		case "dispatch", "comet", "chronicle", "tribune", "ledger", "courier", "telegraph", "gazette", "observer", "bugle", "journal", "standard", "star", "sun", "mirror", "mail", "echo", "leader", "argus", "advertiser", "record", "express", "post", "times", "herald", "news":
			return p + 2
		}
	}
	return p
}
