package extractor

// brink is a walk over the places where content could end.
type brink struct {
	*matcher
	from, limit int
	takes       complement
	// verbs counts the verbs with a tense passed so far, commas the commas;
	// tense is that of the first verb.
	verbs, commas, open int
	// shut is where the last of its quotations ended, or 0.
	shut int
	// ahead is where the next quotation opens, or the limit; said is the last
	// verb of saying before it.
	ahead, said int
	// host names the clause that the cue stands in.
	host        string
	subordinate bool // whether it begins with a clause of its own
	tense       string
	cueTense    string
}

func (e *brink) begin() {
	e.tense, e.cueTense = "none", "none"
	if e.group != nil {
		e.cueTense = groupShape(e.group)
	}
	first := e.from
	if e.tokens[first].lower == "that" || e.tokens[first].tag == punctuation {
		first++
	}
	if first < e.limit && subordinators[e.tokens[first].lower] && e.takes != takesWh && e.takes != objectWh {
		e.subordinate = true
		e.verbs--
	}
	e.ahead = e.from
	e.host = e.hostClause()
}

var subordinators = set("if when while since as although though because after before until unless once even")

// pass counts what token k adds.
func (e *brink) pass(k int) {
	switch e.tokens[k].lower {
	case ",":
		e.commas++
	case "(":
		e.open++
	case ")":
		e.open--
	}
	if g := e.groupStarting(k); g != nil && g.kind == finiteGroup {
		if e.verbs <= 0 {
			e.tense = groupShape(g)
		}
		e.verbs++
	}
}

// score sums the signs that content ends before token k.
func (e *brink) score(k int) float64 {
	sum := 0.0
	e.signs(k, func(s sign) { sum += float64(e.book.weights.of(s)) })
	return sum
}

// signs tells see all that speaks for or against an end before token k.
func (e *brink) signs(k int, see func(sign)) {
	takes := complementNames[e.takes]
	t := &e.tokens[k]
	word := t.lower
	mode := e.mode()
	see(sign{"end", "", ""})
	see(sign{"end-takes", takes, mode})
	see(sign{"end-word", word, ""})
	see(sign{"end-word-takes", word, takes})
	see(sign{"end-word-mode", word, mode})
	see(sign{"end-last", e.tokens[k-1].form.String(), word})
	see(sign{"end-length", gap(k - e.from), mode})
	see(sign{"end-left", gap(e.limit - k), word})
	see(sign{"end-host", word, e.host})
	if e.group != nil {
		if w := e.word(e.group.head); w != nil {
			see(sign{"end-lemma", w.lemma, word})
		}
	}
	e.quoteSigns(k, takes, mode, see)
	e.aheadSigns(k, takes, mode, see)
	n := e.overAdverbs(k+1, e.limit)
	if t.form == formCC || t.tag == punctuation || t.tag == adverb || t.tag == conjunction {
		if n < e.limit && e.tokens[n].form == formCC {
			see(sign{"end-and", word, e.sighted(n)})
			word = word + "&"
			n = e.overAdverbs(n+1, e.limit)
		}
		if n < e.limit && subordinators[e.tokens[n].lower] {
			see(sign{"end-sub", word, e.tokens[n].lower})
			word = word + "~"
			n = e.overAdverbs(n+1, e.limit)
		}
		if n < e.limit {
			see(sign{"end-next", word, e.sighted(n)})
			see(sign{"end-next-form", word, e.tokens[n].form.String()})
		}
		e.verbSigns(n, word, mode, see)
		e.listSigns(n, word, takes, mode, see)
	}
	if (t.tag == preposition || t.form == formTO) && k+1 < e.limit {
		e.phraseSigns(k, takes, mode, see)
	}
	if e.commas > 0 && t.lower == "," {
		see(sign{"end-commas", gap(e.commas), mode})
	}
	if e.open > 0 {
		see(sign{"end-open", word, ""})
	}
}

// quoteSigns looks at the quotation that ends before token k, or at whether one
// of the content's has ended.
func (e *brink) quoteSigns(k int, takes, mode string, see func(sign)) {
	if !e.shutAt(k) {
		if e.shut > 0 {
			see(sign{"end-shut", e.tokens[k].lower, mode})
			see(sign{"end-shut-gap", gap(k - e.shut), takes})
		}
		return
	}
	e.shut = k
	q := e.quotations[e.quoted[k-1]-1]
	place := "within"
	if q.Start == e.from {
		place = "first"
	}
	see(sign{"end-quote", e.tokens[k].lower, place})
	see(sign{"end-quote-takes", takes, place})
	see(sign{"end-quote-mode", mode, place})
	see(sign{"end-quote-form", e.tokens[k].form.String(), place})
	see(sign{"end-quote-length", gap(k - q.Start - 2), place})
	see(sign{"end-quote-opens", e.tokens[q.Start+1].form.String(), place})
	if t := e.tokens[k-2].lower; t == "," || terminal(t) {
		see(sign{"end-quote-mark", t, place})
	}
}

// phraseSigns looks at the noun of the phrase that a preposition at k opens.
func (e *brink) phraseSigns(k int, takes, mode string, see func(sign)) {
	c := e.chunkAt[k+1]
	if c == 0 {
		see(sign{"end-phrase", e.tokens[k].lower, e.tokens[k+1].form.String()})
		return
	}
	head := &e.tokens[e.chunks[c-1].head]
	kind := head.form.String()
	if e.timeWord(e.chunks[c-1].head) {
		kind = "time"
	}
	see(sign{"end-phrase", e.tokens[k].lower, kind})
	see(sign{"end-phrase-takes", kind, takes})
	see(sign{"end-phrase-noun", e.tokens[k].lower, e.sighted(e.chunks[c-1].head)})
	see(sign{"end-phrase-only", e.sighted(e.chunks[c-1].head), ""})
	if e.chunks[c-1].End >= e.limit {
		see(sign{"end-phrase-last", e.tokens[k].lower, mode})
	}
}

// mode tells how far the content has come: whether it has its verb.
func (e *brink) mode() string {
	switch {
	case e.verbs < 0:
		return "opening"
	case e.verbs == 0 && e.subordinate:
		return "unfinished"
	case e.verbs == 0 && (e.takes == takesThat || e.takes == takesClause || e.takes == takesWh ||
		e.takes == objectThat || e.takes == objectClause || e.takes == objectWh):
		return "unfinished"
	case e.verbs == 0:
		return "phrase"
	case e.verbs == 1:
		return "clause"
	}
	return "clauses"
}

// tenses joins two names without a new string for the common ones.
func tenses(a, b string) string {
	switch {
	case a == b:
		return "same"
	case a == "past" && b == "modal":
		return "past-modal"
	case a == "past" && b == "present":
		return "past-present"
	case a == "past" && b == "perfect":
		return "past-perfect"
	case a == "present" && b == "past":
		return "present-past"
	case a == "present" && b == "modal":
		return "present-modal"
	case a == "modal" || b == "modal":
		return "modal"
	}
	return "else"
}

// verbSigns looks at the verb that begins at token n, or after a subject there.
func (e *brink) verbSigns(n int, word, mode string, see func(sign)) {
	if n >= e.limit {
		return
	}
	if g := e.groupStarting(n); g != nil {
		shape := groupShape(g)
		see(sign{"end-verb", word, shape})
		see(sign{"end-verb-mode", shape, mode})
		see(sign{"end-verb-cue", shape, e.cueTense})
		see(sign{"end-verb-tense", shape, e.tense})
		see(sign{"end-verb-all", tenses(shape, e.tense), e.cueTense})
		if w := e.word(g.head); w != nil && w.verb != nil {
			see(sign{"end-verb-lemma", word, w.lemma})
			see(sign{"end-cue-next", word, mode})
		}
		return
	}
	if e.trailer(n, e.limit) {
		see(sign{"end-trailer", word, ""})
	}
	if e.chunkAt[n] > 0 {
		to := e.overAdverbs(e.chunks[e.chunkAt[n]-1].End, e.limit)
		if g := e.groupStarting(to); g != nil && to < e.limit {
			see(sign{"end-subject", word, groupShape(g)})
			see(sign{"end-subject-mode", word, mode})
			if w := e.word(g.head); w != nil && w.verb != nil {
				see(sign{"end-subject-cue", word, mode})
			}
			see(sign{"end-subject-host", word, e.host})
		}
	}
}
