package extractor

import "strings"

// acts weighs an unknown name that stands before a verb, as a party does: a
// person would be known by a given name or a surname.
func (r *nameReader) acts(g *guess) int {
	tokens := r.d.tokens
	if g.entry >= 0 || g.kind == Person || g.End >= len(tokens) {
		return 0
	}
	if t := &tokens[g.Start]; t.end-t.start == 1 {
		return 0 // Q:
	}
	first, last := r.w[g.Start].is, r.w[g.End-1].is
	if last&(givenWord|surnameWord|thingWord|monthWord) != 0 || first&givenWord != 0 {
		return 0
	}
	switch {
	case r.spoken(g.End):
		return 2
	case tokens[g.End].lower == ":" && r.d.starts(g.Start):
		return 2
	case (tokens[g.End].lower == "'s" || tokens[g.End].lower == "'") && g.End-g.Start == 1 && !r.book.english(tokens[g.Start].lower):
		return 1
	}
	return 0
}

// toldTo tells whether the name that begins at p is whom something was told,
// or, as The Circuit, by whom it was obtained: a news outlet.
func (r *nameReader) toldTo(p int) bool {
	tokens := r.d.tokens
	if p < 2 || r.is(p, givenWord|surnameWord|titleWord|roleWord|functionWord|monthWord) {
		return false
	}
	before := tokens[p-1].lower
	if before == "told" || before == "tells" {
		return true
	}
	if before != "the" || !tokens[p-1].shape.is(capital) || r.d.starts(p-1) {
		return false
	}
	switch tokens[p-2].lower {
	case "told", "tells", "by", "in", "to", "from", "with":
		return true
	}
	return false
}

// paper tells newspapers called by their last word alone: the Tribune.
func (r *nameReader) paper(p int) bool {
	if p == 0 || r.d.starts(p) || r.d.tokens[p-1].lower != "the" || p+1 < len(r.d.tokens) && r.d.tokens[p+1].lower == "of" {
		return false
	}
	switch r.d.tokens[p].lower {
	case "post", "times", "journal", "herald", "tribune", "globe", "guardian", "telegraph", "chronicle", "inquirer", "examiner", "gazette", "courier", "ledger", "dispatch":
		return true
	}
	return false
}

// definesName tells whether a name ends right before the parenthesis at i.
func (r *nameReader) definesName(i int) bool {
	n := len(r.guesses)
	return n > 0 && r.guesses[n-1].End == i
}

// answers tells verbs of what parties alone do.
func answers(w string) bool {
	switch w {
	case "denied", "denies", "declined", "declines", "refused", "apologised", "apologized", "apologises", "apologizes", "sued", "sues", "accused", "accuses", "blamed", "blames",
		"warned", "warns", "responded", "announced", "announces", "agreed", "acknowledged", "admitted", "confirmed", "confirms", "disputed", "disputes", "vowed", "promised":
		return true
	}
	return false
}

// corporate tells roles that companies have as well as people.
func corporate(w string) bool {
	switch w {
	case "customer", "client", "partner", "owner", "shareholder", "investor", "producer", "dealer", "broker", "employer", "sponsor", "player", "bidder", "trader":
		return true
	}
	return false
}

// firmOf tells roles in the plural that a firm fills: lawyers, auditors.
func firmOf(w string) bool {
	one, ok := strings.CutSuffix(w, "s")
	switch one {
	case "solicitor", "lawyer", "attorney", "auditor", "adviser", "advisor", "accountant", "broker", "banker", "publisher", "architect", "insurer", "owner":
		return ok
	}
	return false
}

// lonely tells whether the capital at i stands within a sentence among small
// words, which a plain word does not: sued Subway over.
func (r *nameReader) lonely(i int) bool {
	tokens := r.d.tokens
	if r.d.starts(i) || tokens[i-1].shape.is(capital|mark) || i+1 < len(tokens) && tokens[i+1].shape.is(capital) {
		return false
	}
	switch tokens[i-1].tag {
	case determiner:
		return false
	}
	return i+1 == len(tokens) || tokens[i+1].shape.is(mark) || !tokens[i+1].shape.is(digits) && tokens[i+1].tag != noun && tokens[i+1].tag != adjective
}
