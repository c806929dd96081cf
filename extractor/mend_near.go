package extractor

// listsVerbs tells whether a present tense stands before token p that nobody
// but a headline's subject does.
func (d *document) listsVerbs(p, from int) bool {
	for k := p - 1; k > from; k-- {
		switch t := &d.tokens[k]; {
		case t.form == formVBZ:
			return d.tokens[k-1].tag == name || d.tokens[k-1].tag == noun
		case t.form.finite():
			return false
		}
	}
	return false
}

// afterRelative tells whether all verbs before token p stand in relative
// clauses, so that the subject's own is still to come.
func (d *document) afterRelative(p, from int) bool {
	relatives, verbs := 0, 0
	for k := from; k < p; k++ {
		switch t := &d.tokens[k]; {
		case t.form == formWP, t.form == formWDT, t.form == formWPS, t.form == formWRB:
			relatives++
		case t.form.finite():
			verbs++
		}
	}
	return relatives > 0 && verbs <= relatives
}

// verbMissing tells whether no verb with a tense stands before token i but in
// relative clauses.
func (d *document) verbMissing(i, from int) bool {
	for k := from; k < i; k++ {
		if d.tokens[k].form.finite() {
			return d.afterRelative(i, from)
		}
	}
	return true
}

var some = set("some many others most few several both")

// opensObject tells whether a verb's object may begin with t.
func opensObject(t *token) bool {
	switch t.tag {
	case noun, name, determiner, pronoun, possessive:
		return true
	}
	return t.form == formPRPS
}

// acts tells whether the last past tense before token p is a deed and no
// helping verb (called it a shame and called on …, was praised and called on).
func (d *document) acts(p, from int) bool {
	for k := p - 1; k >= from; k-- {
		if d.tokens[k].form == formVBD {
			return !beForms[d.tokens[k].lower] && !haveForms[d.tokens[k].lower]
		}
	}
	return false
}
