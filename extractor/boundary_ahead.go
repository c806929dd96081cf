package extractor

// hostClause names the clause that the cue stands in: the main one, one that
// opens the sentence and waits for it (When asked whether …, As Okafor said …),
// another one within it, a relative one.
func (e *brink) hostClause() string {
	from := e.matcher.from
	first := e.cue.Start
	if !e.source.empty() {
		first = min(first, e.source.Start)
	}
	if first == from && !e.source.empty() {
		return "main"
	}
	p := max(e.underAdverbs(first-1, from), from)
	switch t := &e.tokens[p]; {
	case first == from:
		return "opening"
	case e.tokens[first].tag == wh, t.tag == wh && t.form != formWRB:
		return "relative"
	case t.tag == complementizer:
		return "that"
	case t.form == formCC, t.tag != conjunction && t.tag != wh && !subordinators[t.lower]:
		return "main"
	case p-from < 3:
		return "opening"
	}
	return "within"
}

// lookAhead finds the next quotation from token k on, and the last verb of
// saying before it, whose own it may be.
func (e *brink) lookAhead(k int) {
	if k <= e.ahead {
		return
	}
	e.ahead, e.said = e.limit, 0
	for i := k; i < e.limit; i++ {
		if w := e.word(i); w != nil && w.verb != nil && e.groupAt[i] > 0 && e.groups[e.groupAt[i]-1].head == i {
			e.said = i
		}
		if q := e.quoted[i]; q > 0 && e.quotations[q-1].Start == i {
			e.ahead = i
			return
		}
	}
}

// aheadSigns looks at what is still to come: a quotation without a verb of
// saying before it is most often part of the content, and after a relative
// clause it may be taken up again (accused the bank, which denied it, of fraud).
func (e *brink) aheadSigns(k int, takes, mode string, see func(sign)) {
	e.lookAhead(k)
	state := "none"
	switch {
	case e.ahead == k:
		state = "here"
	case e.ahead < e.limit && e.said >= k:
		state = "cued"
	case e.ahead < e.limit:
		state = "bare"
	}
	word := e.tokens[k].lower
	see(sign{"end-ahead", state, word})
	see(sign{"end-ahead-mode", state, mode})
	see(sign{"end-ahead-takes", state, takes})
	if state == "bare" {
		see(sign{"end-ahead-gap", gap(e.ahead - k), mode})
	}
	if word == "," && k+1 < e.limit && e.tokens[k+1].tag == wh {
		see(sign{"end-resumes", e.resumption(k + 2), takes})
		see(sign{"end-resumes-ahead", e.resumption(k + 2), state})
	}
}

// resumption tells what follows on the comma that ends a relative clause from
// token i on.
func (e *brink) resumption(i int) string {
	for ; i+1 < e.limit; i++ {
		if e.tokens[i].lower == "," && e.quoted[i] == e.quoted[e.from] {
			return e.tokens[i+1].form.String()
		}
	}
	return "none"
}
