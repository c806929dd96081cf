package extractor

import "strings"

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
		if _, size := r.book.longest(r.w, tokens, p+1, stop); size > 0 {
			return p + 1
		}
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

// functionName tells whether a word like "The" or "All" begins a name after
// all.
func (r *nameReader) functionName(p, stop int) bool {
	t := &r.d.tokens[p]
	if countWord(t.lower) && r.d.starts(p) && p+2 < stop && r.name(p+1) && !r.is(p+1, functionWord) {
		if q, _ := r.shaped(p, stop); q > p+2 {
			return true // First Cascade Bancorp
		}
	}
	if r.name(p+1) && p+1 < stop && !r.d.starts(p) && countWord(t.lower) && !r.is(p+1, monthWord|titleWord|functionWord) {
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
	if first.end-first.start < 3 || second.end-second.start < 3 || first.shape.is(upper) || second.shape.is(upper) {
		return false
	}
	return !r.book.english(second.lower) || r.is(j, surnameWord) && (r.is(i, surnameWord) || !r.book.english(first.lower))
}

// countWord tells numbers and the like that names begin with: First Quantum,
// Five Arrows.
func countWord(w string) bool {
	switch w {
	case "first", "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "all", "next", "new":
		return true
	}
	return false
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
		return !r.book.businessNoun(tokens[q].lower)
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

// legalTail takes in the legal suffixes after a name: , Inc. or Corp.
func (r *nameReader) legalTail(q, stop int) int {
	tokens := r.d.tokens
	for q < len(tokens) {
		j := q
		if tokens[j].lower == "," || tokens[j].lower == "&" {
			j++
		}
		if j >= len(tokens) || tokens[j].sentence != tokens[q-1].sentence || !r.is(j, legalWord) || !tokens[j].shape.is(capital) && tokens[j].lower != "plc" {
			break
		}
		if q = j + 1; r.pointEnds(q) {
			q++
		}
	}
	return q
}

// country takes in the country behind a company's name: Google UK.
func (r *nameReader) country(q, stop int) int {
	if q >= stop || !r.name(q) || r.is(q, givenWord) {
		return q
	}
	e, size := r.book.longest(r.w, r.d.tokens, q, stop)
	if size == 0 || q+size != stop || r.book.entries[e.entry].kind != placeName || r.book.entries[e.entry].traits[0] != "country" || r.d.tokens[q].lower == "us" {
		return q
	}
	return q + size
}

// pointEnds tells whether the point at q is an abbreviation's and not the
// sentence's: the text goes on after it.
func (r *nameReader) pointEnds(q int) bool {
	tokens := r.d.tokens
	return q+1 < len(tokens) && tokens[q].lower == "." && tokens[q].start == tokens[q-1].end &&
		tokens[q+1].sentence == tokens[q].sentence && tokens[q+1].lower != "\"" && tokens[q+1].lower != "”"
}

// shaped finds the end of an organisation's name that begins at p by its
// shape: capitals up to a word like Corp., Department or Association, with
// "of …" or "for …" after it where it takes them.
func (r *nameReader) shaped(p, stop int) (int, Kind) {
	tokens := r.d.tokens
	best, kind := 0, Kind("")
	for q := p; q < stop; q++ {
		t := &tokens[q]
		if t.shape.is(mark) || !t.shape.is(capital) {
			continue
		}
		is := r.w[q].is
		if q > p && is&(titleWord|roleWord) != 0 && is&shapeWord == 0 || is&monthWord != 0 {
			break
		}
		if is&functionWord != 0 && !t.shape.is(upper) && q > p {
			break
		}
		if t.lower == "local" && q > p && q+1 < len(tokens) && tokens[q+1].shape.is(digits) {
			return q + 2, Organisation // a union's branch
		}
		k, opens := shapeOf(is)
		if k == "" || is&thingWord != 0 && is&shapeWord == 0 {
			continue
		}
		end := q + 1
		if opens {
			end = r.reach(q+1, stop)
		}
		if q == p && end == q+1 {
			continue // Bank, Department by itself
		}
		if is&thingWord != 0 && q+1 == end && is&legalWord == 0 && is&organisationWord == 0 {
			continue
		}
		best, kind = r.legalTail(end, stop), k
		if end > stop {
			break
		}
	}
	if best > p+2 && r.hides(p, best) {
		return 0, ""
	}
	return best, kind
}

// hides tells whether a known name stands at the end of the words from p to q
// behind plain ones: Rival American Airlines.
func (r *nameReader) hides(p, q int) bool {
	for k := p + 1; k < q-1; k++ {
		if !r.d.tokens[k].shape.is(capital) || !r.book.english(r.d.tokens[k-1].lower) {
			return false
		}
		if e, size := r.book.longest(r.w, r.d.tokens, k, q); size == q-k && size > 1 && !e.also {
			return true
		}
	}
	return false
}

// shapeOf tells what a word makes of the capitals around it, and whether
// "of …" may belong to it.
func shapeOf(is lexical) (kind Kind, opens bool) {
	switch {
	case is&legalWord != 0:
		return Company, false
	case is&governmentWord != 0:
		return Government, true
	case is&organisationWord != 0:
		return Organisation, true
	case is&pressWord != 0:
		return Organisation, false
	case is&companyWord != 0:
		return Company, is&englishWord != 0
	}
	return "", false
}

// reach goes over "of Transportation", "for Tax Reform", "of Health and Human
// Services" after the head of an organisation's name.
func (r *nameReader) reach(q, stop int) int {
	tokens := r.d.tokens
	head := q
	for q+1 < len(tokens) && tokens[q].sentence == tokens[head-1].sentence {
		j := q
		switch tokens[j].lower {
		case "of", "for", "on":
			j++
		case "and", "&":
			if q == head || !r.tail(j+1) {
				return q
			}
			j++
		case "to":
			return q
		default:
			return q
		}
		if j < len(tokens) && tokens[j].lower == "the" {
			j++
		}
		if !r.name(j) || r.is(j, monthWord) || tokens[j].sentence != tokens[q].sentence {
			return q
		}
		q = j + 1
		for q < len(tokens) && tokens[q].sentence == tokens[q-1].sentence && (tokens[q].shape.is(capital) && !r.is(q, titleWord|roleWord) ||
			tokens[q].lower == "," && r.tail(q+1) && r.listed(q+1)) {
			q++
		}
	}
	return q
}

// tail tells whether the capital at j goes on with a department's matter
// ("and Human Services") rather than being the next name.
func (r *nameReader) tail(j int) bool {
	if !r.name(j) {
		return false
	}
	t := &r.d.tokens[j]
	return r.book.english(t.lower) && !r.is(j, titleWord|functionWord)
}

// listed tells whether a list of matters that goes on at j ends with "and".
func (r *nameReader) listed(j int) bool {
	tokens := r.d.tokens
	for k := j + 1; k < min(j+4, len(tokens)-1); k++ {
		if tokens[k].lower == "and" && r.tail(k+1) {
			return true
		}
		if !tokens[k].shape.is(capital) && tokens[k].lower != "," {
			return false
		}
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

// strongWord tells words that make a company's name even of plain English.
func strongWord(w string) bool {
	switch w {
	case "bank", "airlines", "airways", "bancorp", "bancshares", "insurance", "pharmaceuticals", "therapeutics", "motors", "robotics", "telecom",
		"semiconductors", "technologies", "industries", "enterprises", "breweries", "foods", "petroleum", "gazette", "tribune", "herald":
		return true
	}
	return false
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
		case "standard", "star", "sun", "mirror", "mail", "echo", "leader", "argus", "advertiser", "record", "express", "post", "times", "herald", "news":
			return p + 2
		}
	}
	return p
}

// press records what is called like a newspaper or a station.
func (r *nameReader) press(at stretch) int {
	r.guesses = append(r.guesses, guess{stretch: at, kind: Organisation, entry: -1, sure: true, press: true})
	return at.End
}

func (r *nameReader) organisation(at stretch, kind Kind) int {
	g := guess{stretch: at, kind: kind, entry: -1, sure: true}
	g.press = kind == Organisation && r.is(at.End-1, pressWord)
	if (kind == Company || g.press) && !strongWord(r.d.tokens[at.End-1].lower) && r.common(at) && !r.is(at.End-1, legalWord) {
		// Personal Finance, Big Data: words that are no more than words.
		g.sure = false
		r.vote(&g)
		if g.votes++; r.toldTo(at.Start) {
			g.votes += 3
		}
	}
	r.guesses = append(r.guesses, g)
	return at.End
}
