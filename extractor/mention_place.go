package extractor

import "strings"

// located tells whether the words around an unknown name say that it is a
// place: "in" or "near" before it with nothing that can be held, a state or
// country behind it.
func (r *nameReader) located(s stretch) bool {
	tokens := r.d.tokens
	last := &tokens[s.End-1]
	if s.End-s.Start > 2 || last.shape.is(upper|digits) || r.camel(last) || r.is(s.End-1, shapeWord) {
		return false
	}
	if s.End+1 < len(tokens) && tokens[s.End].lower == "," && r.name(s.End+1) {
		e, size := r.book.longest(r.w, tokens, s.End+1, min(s.End+5, len(tokens)))
		after := s.End + 1 + size
		if size > 0 && r.book.entries[e.entry].kind == placeName && r.book.entries[e.entry].traits[0] != "city" &&
			(after == len(tokens) || tokens[after].shape.is(mark)) && !r.listing(s.Start, after) {
			return true // Geneva, Illinois,
		}
	}
	if s.Start == 0 || s.End < len(tokens) && !r.closes(s.End) {
		return false
	}
	switch tokens[s.Start-1].lower {
	case "near", "outside", "throughout", "across":
		return true
	case "in":
		return s.Start < 2 || !heldIn(tokens[s.Start-2].lower)
	}
	return false
}

// listing tells whether a comma or "and" makes what stands from p to q part of
// a list rather than a place with its country.
func (r *nameReader) listing(p, q int) bool {
	tokens := r.d.tokens
	if p > 0 && (tokens[p-1].lower == "," || tokens[p-1].lower == "and") {
		return true
	}
	return q+1 < len(tokens) && tokens[q].lower == "," && (tokens[q+1].lower == "and" || r.name(q+1))
}

// closes tells whether a phrase ends before token i: no noun follows that the
// name would belong to.
func (r *nameReader) closes(i int) bool {
	t := &r.d.tokens[i]
	if t.shape.is(mark) {
		return t.lower != "'s" && t.lower != "'" && t.lower != "&" && t.lower != "-"
	}
	if t.shape.is(capital | digits) {
		return false
	}
	switch t.tag {
	case noun, adjective, possessive:
		return false
	}
	return t.lower != "'s"
}

// heldIn tells what somebody has in a company: a stake, shares, trust.
func heldIn(w string) bool {
	switch w {
	case "stake", "stakes", "share", "shares", "stock", "holding", "holdings", "interest", "interests", "invest", "invested", "investing", "investment", "investments", "investor",
		"investors", "shareholder", "shareholders", "position", "positions", "trading", "confidence", "trust", "faith", "believe", "believes", "bonds":
		return true
	}
	return false
}

// coded tells what is called by letters and a number: a virus, a weapon, a
// flight, as H5N1, GBU-39, MH17.
func coded(t *token) bool {
	if !t.shape.is(upper|digits) || t.end-t.start < 3 {
		return false
	}
	last := t.lower[len(t.lower)-1]
	return last >= '0' && last <= '9'
}

// saint tells the first words of places called after saints: St. Louis.
func saint(w string) bool {
	return w == "st" || w == "st." || w == "saint" || w == "santa" || w == "san"
}

// demonym tells whether an unknown word from p to q is what people of a place
// are called: the Nevadans.
func (r *nameReader) demonym(p, q int) bool {
	t := &r.d.tokens[p]
	return q == p+1 && !t.shape.is(upper) && len(t.lower) > 6 && (strings.HasSuffix(t.lower, "ans") || strings.HasSuffix(t.lower, "landers"))
}

// nations tells whether both parts of a compound are peoples: Italian-American.
func (b *nameBook) nations(first, second string) bool {
	return b.people(first) && b.people(second)
}

func (b *nameBook) people(w string) bool {
	at, ok := b.edges[edge{0, b.words[w].id}]
	if !ok || b.words[w].id == 0 {
		return false
	}
	e, ok := b.ends[at]
	return ok && (e.place || b.entries[e.entry].kind == peopleName)
}

// twoWords tells whether an unknown name of two words begins at i, each
// written as a person's is.
func (r *nameReader) twoWords(i int) bool {
	tokens := r.d.tokens
	if !r.name(i) || !r.name(i+1) || i+2 < len(tokens) && r.name(i+2) {
		return false
	}
	for k := i; k < i+2; k++ {
		if tokens[k].shape.is(upper|digits) || r.camel(&tokens[k]) || r.is(k, shapeWord|thingWord|functionWord) {
			return false
		}
	}
	return !r.book.english(tokens[i+1].lower)
}
