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
	if r.toldTo(p) {
		return r.press(stretch{p, q})
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
	r.vote(&g)
	if r.dateline(g.stretch) {
		g.votes += 6
		g.kind, g.press = Organisation, true
	}
	if plain && !g.sure && g.votes < 3 {
		return g.End
	}
	if r.w[g.End-1].is&thingWord != 0 && g.votes < 3 {
		return g.End
	}
	r.guesses = append(r.guesses, g)
	return g.End
}

// classed tells whether the word at i says what is named right behind it: a
// noun in the singular that is no title.
func (r *nameReader) classed(i int) bool {
	t := &r.d.tokens[i]
	return r.book.nouns[t.lower] != nil && !t.shape.is(capital) && t.form == formNN && !r.is(i, titleWord)
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
		return t.shape.is(digits)
	}
	is := r.w[q].is
	if is&(monthWord|titleWord|roleWord) != 0 && is&surnameWord == 0 {
		return false
	}
	if is&functionWord != 0 && !t.shape.is(upper) {
		return false
	}
	if e, size := r.book.longest(r.w, r.d.tokens, q, stop); size > 0 && !e.also && r.book.entries[e.entry].kind != peopleName {
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
		}
	}
	if g.End-g.Start == 1 && r.d.starts(g.Start) && r.book.english(tokens[g.Start].lower) {
		g.votes -= 2
	}
}

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

// measured tells what pollsters and research firms put out.
func measured(w string) bool {
	switch w {
	case "poll", "polls", "survey", "surveys", "data", "figures", "analysis", "estimates", "estimate", "research", "polled", "study":
		return true
	}
	return false
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

// after weighs the words behind a name.
func (r *nameReader) after(i int) int {
	tokens := r.d.tokens
	switch t := &tokens[i]; t.lower {
	case "(":
		return r.ticker(i + 1)
	case "'s", "'":
		if i+1 < len(tokens) && (r.is(i+1, roleWord|companyWord) || r.book.businessNoun(tokens[i+1].lower)) {
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
		if r.book.businessNoun(t.lower) {
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
		if r.is(j, roleWord|titleWord) {
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
	if r.book.nouns[t.lower] != nil {
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
		if t.lower == "," && i > 1 && !tokens[i-2].shape.is(capital) && (r.is(i-2, roleWord) || human(tokens[i-2].lower)) {
			return -3 // her lawyer, Philippa Judd
		}
		return 0
	case "by", "from":
		if i > 1 && measured(tokens[i-2].lower) {
			return 3 // a poll by Kompas
		}
		return 1
	case "at":
		if i > 1 && r.is(i-2, roleWord) {
			return 4
		}
		return 1
	case "of", "in":
		if n := len(r.guesses); t.lower == "of" && n > 0 && r.guesses[n-1].End == i-1 && r.guesses[n-1].kind == Person && r.guesses[n-1].sure {
			return 3 // Ben Aldous of Pike Street Research
		}
		if i > 1 && r.is(i-2, roleWord) && heads(tokens[i-2].lower) {
			return 5
		}
		if i > 1 && (r.book.businessNoun(tokens[i-2].lower) || r.is(i-2, roleWord)) {
			return 3
		}
		return 0
	}
	if r.is(i-1, roleWord|titleWord) && t.lower != "group" && !t.shape.is(mark) {
		return -3
	}
	return 0
}

// businessNoun tells whether a word goes with companies alone.
func (b *nameBook) businessNoun(w string) bool {
	switch w {
	case "shares", "share", "stock", "stocks", "shareholders", "shareholder", "earnings", "profit", "profits",
		"revenue", "revenues", "sales", "employees", "customers", "subsidiary", "headquarters", "products",
		"investors", "board", "spokesman", "spokeswoman", "spokesperson", "unit", "dealers", "stores", "factory",
		"plant", "plants", "app", "users", "business", "businesses", "brand", "brands", "acquisition", "ipo",
		"chief", "ceo", "cfo", "executives", "management", "market", "workers", "staff", "operations", "clients":
		return true
	}
	return false
}

// starts tells whether token i is the first word of its sentence or of a
// quotation.
func (d *document) starts(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if d.tokens[j].sentence != d.tokens[i].sentence {
			return true
		}
		if !d.tokens[j].shape.is(mark) {
			return false
		}
		switch d.tokens[j].lower {
		case "\"", "“", "‘", ":", ".", "•", "?", "!", "(", "—", "–":
			return true
		}
	}
	return true
}

// shouts tells whether token i stands among words in capitals, where capitals
// tell nothing.
func (d *document) shouts(i int) bool {
	loud := 0
	for j := max(0, i-2); j < min(len(d.tokens), i+3); j++ {
		if j != i && d.tokens[j].sentence == d.tokens[i].sentence && d.tokens[j].shape.is(upper) && d.tokens[j].end-d.tokens[j].start > 3 {
			loud++
		}
	}
	return loud >= 2
}
