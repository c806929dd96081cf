package extractor

import "strings"

// vote counts what stands around a name and what it looks like.
func (r *nameReader) vote(g *guess) {
	tokens := r.d.tokens
	if g.End < len(tokens) {
		g.votes += r.after(g.End)
	}
	if g.Start > 0 {
		g.votes += r.before(g.Start)
	}
	g.votes += r.acts(g)
	g.located = g.entry < 0 && r.located(g.stretch)
	for i := g.Start; i < g.End; i++ {
		t := &tokens[i]
		switch {
		case r.camel(t):
			g.votes += 2
		case t.shape.is(upper) && !r.d.shouts(i):
			g.votes += 2
		case r.is(i, surnameWord) && g.End-g.Start > 1 && !r.book.english(t.lower):
			g.votes--
		}
	}
	if g.Start > 0 && g.End < len(tokens) && tokens[g.Start-1].lower == "(" && tokens[g.End].lower == ")" && !r.definesName(g.Start-1) {
		g.votes -= 2
	}
	if g.also && g.End < len(tokens) && g.End-g.Start == 1 && r.d.starts(g.Start) {
		// A bare singular before a verb is a name: Apple makes, Target cut.
		if next := tokens[g.End].tag; (next == verb || next == auxiliary || next == modal) && !strings.HasSuffix(tokens[g.Start].lower, "s") {
			g.votes += 3
			if r.book.has(tokens[g.End].lower, speechWord) || answers(tokens[g.End].lower) {
				g.votes += 2
			}
		}
	}
	if g.also && g.End-g.Start == 1 && r.lonely(g.Start) {
		g.votes += 2
	}
	if g.End-g.Start == 1 && r.d.starts(g.Start) && r.book.english(tokens[g.Start].lower) {
		g.votes -= 2
	}
}

// after weighs the words behind a name.
func (r *nameReader) after(i int) int {
	tokens := r.d.tokens
	switch t := &tokens[i]; t.lower {
	case "(":
		return r.ticker(i + 1)
	case "'s", "'":
		if r.fullName(i+1, min(i+4, len(tokens))) {
			return 3 // Berning's Anil Deshpande
		}
		if i+1 < len(tokens) && (r.is(i+1, roleWord|companyWord) || r.book.has(tokens[i+1].lower, businessWord)) {
			return 3
		}
		return 1
	case ",", "and":
		if r.sureCompany(i + 1) {
			if t.lower == "and" {
				return 4
			}
			return 2
		}
		if t.lower == "," {
			return r.apposed(i + 1)
		}
	case "-":
		if i+1 < len(tokens) && (tokens[i+1].lower == "owned" || tokens[i+1].lower == "backed" || tokens[i+1].lower == "made" || tokens[i+1].lower == "branded") {
			return 4
		}
	case "who", "himself", "herself":
		return -4
	case "newspaper", "magazine":
		return 4
	default:
		if r.is(i, roleWord) && !t.shape.is(mark) {
			return 3
		}
		if r.book.has(t.lower, businessWord) {
			return 3
		}
	}
	return 0
}

// sureCompany tells whether the name of a company begins at i for certain.
func (r *nameReader) sureCompany(i int) bool {
	if !r.name(i) {
		return false
	}
	e, size := r.book.longest(r.w, r.d.tokens, i, min(i+5, len(r.d.tokens)))
	return size > 0 && !e.also && r.book.entries[e.entry].kind == Company
}

// ticker weighs what stands in parentheses behind a name.
func (r *nameReader) ticker(i int) int {
	tokens := r.d.tokens
	if i+1 >= len(tokens) {
		return 0
	}
	t := &tokens[i]
	switch t.lower {
	case "nyse", "nasdaq", "lse", "otc", "asx", "tsx", "nse", "lon", "nysemkt", "nysearca", "tsxv", "aim":
		return 8
	}
	if tokens[i+1].lower == ")" && t.shape.is(upper) {
		return 3
	}
	return 0
}

// apposed weighs an apposition: "the world's largest maker of" against
// "who" and an age.
func (r *nameReader) apposed(i int) int {
	tokens := r.d.tokens
	if i >= len(tokens) {
		return 0
	}
	t := &tokens[i]
	switch {
	case t.lower == "who":
		return -4
	case t.shape.is(digits) && t.end-t.start == 2 && i+1 < len(tokens) && tokens[i+1].lower == ",":
		return -4
	case t.lower == "inc" || t.lower == "llc":
		return 6
	case t.lower != "a" && t.lower != "an" && t.lower != "the" && t.lower != "which":
		return 0
	case t.lower == "which":
		return 2
	}
	// The last noun of the phrase decides: the bank's head is a person.
	weight := 0
	for j := i + 1; j < min(i+9, len(tokens)); j++ {
		if tokens[j].shape.is(mark) && tokens[j].lower != "-" || tokens[j].tag == preposition || tokens[j].tag == wh {
			break
		}
		if corporate(tokens[j].lower) {
			weight = 0 // Norvik, the ferry's owner: a company as well
		} else if r.is(j, roleWord|titleWord) {
			weight = -3
		} else if r.book.nouns[tokens[j].lower] != nil {
			weight = 4
		}
	}
	return weight
}

// before weighs the words in front of a name.
func (r *nameReader) before(i int) int {
	tokens := r.d.tokens
	t := &tokens[i-1]
	if r.book.nouns[t.lower] != nil && !(r.is(i-1, roleWord) && !t.shape.is(capital) && r.twoWords(i)) {
		return 3
	}
	switch t.lower {
	case ",", "and":
		if n := len(r.guesses); n > 0 {
			if last := &r.guesses[n-1]; last.End == i-1 && last.sure && last.kind == Company {
				return 2
			} else if last.End == i-1 && last.sure && last.kind == Person {
				return -2
			}
		}
		if t.lower == "," && i > 1 && !tokens[i-2].shape.is(capital) && r.book.nouns[tokens[i-2].lower] != nil && !r.is(i-2, roleWord) {
			return 3 // the contractor, Glenmore Roads
		}
		if t.lower == "," && i > 1 && !tokens[i-2].shape.is(capital) && (r.is(i-2, roleWord) || r.book.has(tokens[i-2].lower, humanWord)) {
			return -3 // her lawyer, Philippa Judd
		}
		if t.lower == "," && i > 1 && !tokens[i-2].shape.is(capital) && firmOf(tokens[i-2].lower) {
			return 4 // its solicitors, Penhallow Crane
		}
		return 0
	case "founded", "cofounded", "co-founded", "acquired", "sued", "runs", "owns":
		return 3
	case "himself", "herself":
		return -4 // calling himself Mothman
	case "by", "from":
		if i > 1 && r.book.has(tokens[i-2].lower, measuredWord) {
			return 3 // a poll by Kompas
		}
		return 1
	case "at":
		if i > 1 && r.is(i-2, roleWord) {
			return 4
		}
		return 1
	case "in":
		if i > 1 && heldIn(tokens[i-2].lower) {
			return 3
		}
		return 0
	case "of":
		if n := len(r.guesses); t.lower == "of" && n > 0 && r.guesses[n-1].End == i-1 && r.guesses[n-1].kind == Person && r.guesses[n-1].sure {
			return 3 // Ben Aldous of Pike Street Research
		}
		if i > 1 && r.is(i-2, roleWord) && r.book.has(tokens[i-2].lower, headWord) {
			return 5
		}
		if i > 1 && (r.book.has(tokens[i-2].lower, businessWord) || r.is(i-2, roleWord)) {
			return 3
		}
		return 0
	}
	if r.is(i-1, roleWord|titleWord) && t.lower != "group" && !t.shape.is(mark) {
		return -3
	}
	if trade(t.lower) && r.book.english(t.lower) && (!t.shape.is(capital) || r.d.starts(i-1)) {
		return -5 // fisherman Ebi Preye
	}
	return 0
}

// trade tells by its ending whether a word is for what people do: fisherman,
// astronomer, biologist.
func trade(w string) bool {
	for _, ending := range [...]string{"man", "woman", "nomer", "farmer", "ician", "ologist"} {
		if strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}
