package extractor

// step reads one name or one word at p of a run of capitals that ends at
// stop, and gives where to go on.
func (r *nameReader) step(p, stop int) int {
	tokens := r.d.tokens
	t := &tokens[p]
	if t.shape.is(mark) || r.is(p, particleWord) && !t.shape.is(capital) {
		return p + 1
	}
	if r.is(p, functionWord) && !r.functionName(p, stop) {
		return p + 1
	}
	if r.is(p, initialsWord) && t.shape.is(upper) && p+1 < stop && r.begins(p+1) {
		if _, size := r.book.longest(r.w, tokens, p+1, min(stop+8, len(tokens))); size > 0 {
			return p + 1
		}
	}
	if p+1 < stop && (r.fullName(p+1, stop) && r.is(p, titleWord|roleWord) && !r.is(p, givenWord|surnameWord) && !saint(t.lower) || r.portfolio(p) && r.name(p+1) && !r.is(p+1, shapeWord|functionWord)) {
		return p + 1 // Administrator Samantha Reed, Secretary of State Colin Reed
	}
	if p+1 < stop && r.name(p+1) && r.d.starts(p) && !t.shape.is(upper) && r.book.nouns[t.lower] != nil && agentive(t.lower) {
		if _, size := r.book.longest(r.w, tokens, p, stop); size < 2 {
			return p + 1 // Chipmaker Harrow Micro
		}
	}
	if q := r.timed(p, stop); q > p {
		return r.press(stretch{p, q})
	}
	if (t.lower == "radio" || t.lower == "television" || t.lower == "tv") && r.name(p+1) && !r.is(p+1, functionWord|titleWord) && !t.shape.is(upper) {
		q := p + 2
		for q < stop && r.name(q) {
			q++
		}
		return r.press(stretch{p, q})
	}
	if t.lower == "air" && r.name(p+1) && p+1 < stop && !t.shape.is(upper) && !r.is(p+1, shapeWord|functionWord|thingWord|roleWord|titleWord) && !r.book.english(tokens[p+1].lower) {
		if _, size := r.book.longest(r.w, tokens, p, stop); size == 0 {
			return r.organisation(stretch{p, p + 2}, Company) // Air Tagus
		}
	}
	if q := r.firm(p); q > p {
		return r.organisation(stretch{p, q}, Company)
	}
	e, size := r.book.longest(r.w, tokens, p, min(stop+8, len(tokens)))
	if q, kind := r.shaped(p, stop); q > p+max(size, 1) {
		if q == p+2 && r.is(p, maleGiven|femaleGiven) && !r.is(p+1, legalWord) && (r.aged(q) || r.is(p+1, surnameWord) && !r.is(p+1, governmentWord|organisationWord|pressWord)) && r.person(p, q) {
			return q // Spencer Gear, 32, and Robert Mills
		}
		return r.organisation(stretch{p, q}, kind)
	}
	if size > 0 {
		if q, ok := r.known(p, stop, e, size); ok {
			return q
		}
	}
	if q := r.personEnd(p, stop); q > p && r.person(p, q) {
		return q
	}
	if r.is(p, titleWord|roleWord) && !r.is(p, givenWord) || r.is(p, monthWord) {
		return p + 1
	}
	if p+1 < stop && r.name(p+1) && r.d.starts(p) && !t.shape.is(upper) {
		if r.book.nouns[t.lower] != nil || r.book.english(t.lower) && !r.book.english(tokens[p+1].lower) {
			return p + 1 // Rival Ostrava, Chipmaker Harrow Micro
		}
	}
	return r.unknown(p, stop)
}

// known takes a name of the gazetteer.
func (r *nameReader) known(p, stop int, e end, size int) (int, bool) {
	it := &r.book.entries[e.entry]
	q := p + size
	if e.also && size == 1 && r.fullName(p, stop) {
		return 0, false
	}
	if it.kind == placeName || it.kind == peopleName || it.kind == thingName {
		if size == 1 && r.fullName(p, stop) {
			return 0, false
		}
		if it.kind != thingName && q < stop && r.leads(p, q, stop) {
			if to := r.unknown(p, stop); to > q {
				return to, true
			}
		}
		if size == 1 && r.is(p, surnameWord) {
			r.guesses = append(r.guesses, guess{stretch: stretch{p, q}, entry: -1, common: true})
		}
		return q, true
	}
	g := guess{stretch: stretch{p, q}, kind: it.kind, entry: e.entry, sure: !e.also, also: e.also}
	if size == 1 && r.indexed(q) {
		return q, true
	}
	if e.also && size == 1 && r.otherwise(p) || e.place && r.modifier(p, q) {
		return q, true
	}
	g.place = e.place
	if q < stop && !e.also && r.extends(q) {
		// Microsoft Research, Goldman Sachs Foundation: names of their own.
		if to, kind := r.shaped(p, stop); to > q {
			return r.organisation(stretch{p, to}, kind), true
		}
	}
	if e.also && size == 1 && q < stop && r.name(q) && (!r.follows(q) || r.is(p, roleWord|titleWord)) {
		return 0, false
	}
	if q+1 < stop && foreignOf(r.d.tokens[q].lower) && r.name(q+1) && (it.press || it.kind == Company) {
		to := q + 2
		for to < stop && r.name(to) {
			to++
		}
		g = guess{stretch: stretch{p, to}, kind: it.kind, entry: -1, sure: true, press: it.press}
		r.guesses = append(r.guesses, g)
		return to, true // El Diario del Norte
	}
	q = r.legalTail(q, stop)
	if q == p+size && !e.also {
		q = r.country(q, stop)
	}
	g.End = q
	if q > p+size {
		g.sure = true
	}
	r.vote(&g)
	r.guesses = append(r.guesses, g)
	return q, true
}

// leads tells whether the place's or people's name from p to q may lead an
// unknown name: Southern Wires. What follows is a capital that is nothing else.
func (r *nameReader) leads(p, q, stop int) bool {
	if !r.name(q) || r.is(q, titleWord|roleWord|givenWord|functionWord|monthWord|initialsWord) || r.d.tokens[q].shape.is(upper) || r.d.tokens[p].shape.is(upper) {
		return false
	}
	_, size := r.book.longest(r.w, r.d.tokens, q, stop)
	return size == 0 && p > 0 && (r.book.nouns[r.d.tokens[p-1].lower] != nil || r.spoken(q+1))
}

// spoken tells whether a verb stands at i, as after the name of who acts.
func (r *nameReader) spoken(i int) bool {
	if i >= len(r.d.tokens) || r.d.tokens[i].shape.is(capital) {
		return false
	}
	switch t := &r.d.tokens[i]; t.tag {
	case verb, auxiliary, modal:
		return t.lower != "are" && t.lower != "were"
	}
	return false
}

// otherwise tells whether the words around a name that is also a word give it
// its other meaning: the Delta variant, the Mississippi Delta.
func (r *nameReader) otherwise(p int) bool {
	tokens := r.d.tokens
	if p+1 < len(tokens) {
		if tokens[p].lower == "labour" || tokens[p].lower == "labor" {
			switch tokens[p+1].lower {
			case "minister", "ministry", "secretary", "department", "court", "law", "laws", "market", "dispute", "relations", "costs", "force", "board":
				return true
			}
		}
		switch tokens[p+1].lower {
		case "variant", "variants", "wave", "strain", "blues", "region", "river", "farmers", "smelt", "force", "kappa", "sigma",
			"orchard", "orchards", "pie", "trees", "juice", "date", "audience", "range", "price", "prices", "practice":
			return true
		}
	}
	if p == 0 {
		return false
	}
	switch before := &tokens[p-1]; before.lower {
	case "niger", "mississippi", "mekong", "nile", "river", "big", "work", "h-1b", "tourist", "travel", "student":
		return before.end+1 == tokens[p].start
	}
	return false
}

// indexed tells whether the word at q makes an index of the exchange before
// it: Nasdaq Composite, FTSE 100.
func (r *nameReader) indexed(q int) bool {
	if q >= len(r.d.tokens) {
		return false
	}
	t := &r.d.tokens[q]
	return t.lower == "composite" || t.lower == "index" || t.shape.is(digits) && !t.shape.is(capital) && r.d.tokens[q-1].shape.is(upper) && r.d.tokens[q-1].end+1 == t.start
}

// modifier tells whether a name that is first a place's stands before a noun
// as an adjective does: American voters.
func (r *nameReader) modifier(p, q int) bool {
	tokens := r.d.tokens
	if q >= len(tokens) || tokens[q].shape.is(mark|capital) {
		return p > 0 && (tokens[p-1].lower == "the" || tokens[p-1].lower == "in")
	}
	if t := tokens[q].tag; t == noun || t == adjective || t == number {
		return !r.book.has(tokens[q].lower, businessWord)
	}
	return p > 0 && (tokens[p-1].lower == "the" || tokens[p-1].lower == "in")
}

// follows tells whether the capital at q may follow a company's name without
// being part of it: a role, a given name, a person's title.
func (r *nameReader) follows(q int) bool {
	if r.is(q, titleWord|roleWord|givenWord) {
		return true
	}
	e, size := r.book.longest(r.w, r.d.tokens, q, len(r.d.tokens))
	return size > 0 && r.book.entries[e.entry].kind == peopleName
}

// extends tells whether the capital at q makes the name before it another
// one.
func (r *nameReader) extends(q int) bool {
	return r.name(q) && r.is(q, shapeWord) && !r.is(q, legalWord|titleWord|thingWord)
}
