package extractor

// person records the name of a person from p to q, unless nothing speaks for
// its being one.
func (r *nameReader) person(p, q int) bool {
	g := guess{stretch: stretch{p, q}, kind: Person, entry: -1, titled: p > 0 && r.titleBefore(p)}
	g.sure = g.titled || r.named(p, q)
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
	return !r.book.english(last.lower) && !last.shape.is(digits)
}

// fullName tells whether a given name with a surname begins at p.
func (r *nameReader) fullName(p, stop int) bool {
	q := r.personEnd(p, stop)
	return q > p+1 && r.named(p, q)
}

// personEnd reads a given name or title with what follows it.
func (r *nameReader) personEnd(p, stop int) int {
	tokens := r.d.tokens
	first := r.w[p].is
	titled := p > 0 && r.titleBefore(p)
	if first&(givenWord) == 0 && !titled {
		return p
	}
	if tokens[p].shape.is(upper) && tokens[p].end-tokens[p].start <= 3 && !titled && !r.d.shouts(p) {
		return p
	}
	q := p + 1
	for q < stop {
		t := &tokens[q]
		is := r.w[q].is
		switch {
		case t.shape.is(mark):
			if t.lower != "." && t.lower != "-" && t.lower != "‐" && t.lower != "‑" {
				return r.personTail(p, q, stop)
			}
		case !t.shape.is(capital):
			if is&particleWord == 0 || q+1 >= stop {
				return r.personTail(p, q, stop)
			}
		case is&(monthWord|functionWord) != 0 && is&(givenWord|surnameWord) == 0, is&shapeWord != 0 && is&surnameWord == 0:
			return r.personTail(p, q, stop)
		case is&(titleWord|roleWord) != 0 && is&surnameWord == 0 && is&suffixWord == 0:
			return r.personTail(p, q, stop)
		}
		q++
		if q-p > 6 {
			break
		}
	}
	return r.personTail(p, q, stop)
}

// personTail drops marks and particles from the end and takes in Jr.
func (r *nameReader) personTail(p, q, stop int) int {
	tokens := r.d.tokens
	for q > p && (tokens[q-1].shape.is(mark) || !tokens[q-1].shape.is(capital)) {
		q--
	}
	return q
}

// titleBefore tells whether a title stands right before token p.
func (r *nameReader) titleBefore(p int) bool {
	tokens := r.d.tokens
	j := p - 1
	if tokens[j].lower == "." && j > 0 {
		j--
	}
	return r.is(j, titleWord) && tokens[j].shape.is(capital) && tokens[j].sentence == tokens[p].sentence
}
