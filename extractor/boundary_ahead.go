package extractor

// lookAhead finds the next quotation from token k on, and the last verb of
// saying before it, whose own it may be.
func (e *brink) lookAhead(k int) {
	if k <= e.ahead {
		return
	}
	e.ahead, e.cue = e.limit, 0
	for i := k; i < e.limit; i++ {
		if w := e.word(i); w != nil && w.verb != nil && e.groupAt[i] > 0 && e.groups[e.groupAt[i]-1].head == i {
			e.cue = i
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
	case e.ahead < e.limit && e.cue >= k:
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
