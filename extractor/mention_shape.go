package extractor

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
	if tokens[p].lower == "chief" {
		return 0, "" // Chief Financial Officer
	}
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
		if t.lower == "united" && q+1 < stop && unitedCountry(tokens[q+1].lower) {
			break
		}
		if t.lower == "local" && q > p && q+1 < len(tokens) && tokens[q+1].shape.is(digits) {
			return q + 2, Organisation // a union's branch
		}
		k, opens := shapeOf(is)
		opens = opens || t.lower == "journal"
		if k == Company && r.publicService(p, q) {
			k, opens = Government, true
		}
		if k == Company && t.lower == "air" && q+1 < stop && (tokens[q+1].lower == "base" || tokens[q+1].lower == "national") {
			continue
		}
		if k == Organisation && (t.lower == "tv" || t.lower == "radio") && q == p+1 && r.broadcastOf(p) {
			break // Greek TV
		}
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
		if e, size := r.book.longest(r.w, r.d.tokens, p, k); size == k-p && r.book.entries[e.entry].kind == placeName {
			return false // Japan Coast Guard
		}
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
		case "of", "for":
			j++
		case "on":
			if r.is(head-1, companyWord) && !r.is(head-1, organisationWord|governmentWord) {
				return q // Casino on the Strip
			}
			j++
		case "and", "&":
			if q == head || !r.tail(j+1) {
				return q
			}
			j++
		case "to":
			if !r.is(head-1, organisationWord) || !r.name(q+1) || r.is(q+1, givenWord|titleWord|functionWord) {
				return q
			}
			j++ // Committee to Protect Journalists
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

// strongWord tells words that make a company's name even of plain English.
func strongWord(w string) bool {
	switch w {
	case "bank", "airlines", "airways", "bancorp", "bancshares", "insurance", "pharmaceuticals", "therapeutics", "motors", "robotics", "telecom",
		"semiconductors", "technologies", "industries", "enterprises", "breweries", "foods", "petroleum", "parcels",
		"gazette", "tribune", "herald", "chronicle", "courier", "examiner", "inquirer", "sentinel", "telegraph":
		return true
	}
	return false
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
