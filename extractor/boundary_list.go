package extractor

// listReach bounds how far a list is looked for.
const listReach = 14

// listSigns looks whether what begins at token n is one more item of a list
// (hotel, meal or ground transportation) or a clause with its verb.
func (e *brink) listSigns(n int, word, takes, mode string, see func(sign)) {
	if n >= e.limit || e.chunkAt[n] == 0 {
		return
	}
	after := "end"
	if k := e.chunks[e.chunkAt[n]-1].End; k < e.limit {
		after = e.tokens[k].form.String()
		if t := e.tokens[k].lower; t == "," || t == "and" || t == "or" {
			after = t
		}
	}
	ahead := e.listAhead(n)
	see(sign{"end-list", word, after})
	see(sign{"end-list-mode", after, mode})
	see(sign{"end-list-ahead", word, ahead})
	see(sign{"end-list-ahead-mode", ahead, mode})
	see(sign{"end-list-ahead-takes", ahead, takes})
}

// listAhead tells what comes first behind token n: a conjunction, a verb with a
// tense, a quotation or the end.
func (e *brink) listAhead(n int) string {
	for k := n; k < min(e.limit, n+listReach); k++ {
		if e.quoted[k] != e.quoted[n] {
			return "quote"
		}
		if g := e.groupStarting(k); g != nil && g.kind == finiteGroup {
			return "verb"
		}
		if t := e.tokens[k].lower; t == "and" || t == "or" {
			return t
		}
	}
	return "end"
}
