package extractor

// mend sets tags right where the frames know better than the tagger: a cue's
// past tense taken for a participle, or its present for a noun.
func (d *document) mend() {
	d.mendQuoted()
	for _, s := range d.sentences {
		finite := 0
		for i := s.Start; i < s.End; i++ {
			if f := d.tokens[i].form; f.finite() {
				finite++
			}
		}
		past := false // whether a past tense stands before i
		for i := s.Start; i < s.End; i++ {
			t := &d.tokens[i]
			if t.lower == "her" {
				d.mendHer(i, s)
			}
			if w := d.cues[i]; w != nil && w.verb != nil && i > s.Start {
				d.mendUnknown(i, s, w)
				d.mendParticiple(i, s, w)
				d.mendPast(i, s, w, past)
				d.mendPresent(i, s, w, finite)
			}
			past = past || t.form == formVBD
		}
	}
}

// mendUnknown makes a verb of a cue that the tagger took for something that
// the cue never is: a past tense for a noun, a base form after a helping verb
// for an adjective.
func (d *document) mendUnknown(i int, s sentence, w *cueWord) {
	t := &d.tokens[i]
	p := d.underAdverbs(i-1, s.Start)
	if p < s.Start || t.tag == verb || t.shape.is(capital) {
		return
	}
	before := &d.tokens[p]
	switch {
	case w.form&baseForm != 0 && w.noun == nil && (before.form == formNNS || some[before.lower]) && d.verbMissing(i, s.Start):
		t.form = formVBP
	case w.form&gerundForm != 0 && w.noun == nil && beForms[before.lower] && i+1 < s.End && opensObject(&d.tokens[i+1]):
		t.form, t.tag = formVBG, gerund
		return
	case w.form&baseForm != 0 && (doForms[before.lower] || before.form == formMD):
		t.form = formVB
	case t.tag == noun && w.noun == nil && w.form&pastForm != 0 && w.form&baseForm == 0 &&
		(before.tag == pronoun || before.form == formWP || d.subjectAt(p, s.Start)):
		t.form = formVBD
	default:
		return
	}
	t.tag = verb
}

// mendParticiple makes a participle of a past tense that nobody is the subject
// of (when asked).
func (d *document) mendParticiple(i int, s sentence, w *cueWord) {
	t := &d.tokens[i]
	if t.form != formVBD || w.form&participleForm == 0 {
		return
	}
	switch d.tokens[i-1].lower {
	case "when", "if", "once", "while", "until", "unless", "though", "although", "whenever":
		t.form, t.tag = formVBN, participle
	}
}

// mendPast makes a past tense of what follows "and" after another one, or
// follows a subject without a helping verb.
func (d *document) mendPast(i int, s sentence, w *cueWord, past bool) {
	t := &d.tokens[i]
	if w.form&pastForm == 0 || t.form == formVBD || i+1 >= s.End || d.tokens[i+1].lower == "by" && (i+2 >= s.End || d.tokens[i+2].form != formVBG) {
		return
	}
	p := d.underAdverbs(i-1, s.Start)
	if p < s.Start {
		return
	}
	before := &d.tokens[p]
	next := d.tokens[i+1].tag
	switch {
	case before.form == formCC && past && t.form != formVBN && next != noun && next != name:
	case before.form == formCC && past && t.form == formVBN && d.takesObject(i+1):
	case before.form == formCC && past && t.form == formVBN && w.verb[prepositional[d.tokens[i+1].lower]] != nil && d.acts(p, s.Start):
	case t.form == formVBN && d.subjectAt(p, s.Start) && !d.restrictive(i+1, s.End):
	case t.form == formVBN && before.lower == "," && w.verb[objectThat] == nil && d.verbMissing(i, s.Start) && d.opensMessage(i+1, s.End):
	default:
		return
	}
	t.form, t.tag = formVBD, verb
}

// subjectAt tells whether a noun phrase that opens its clause ends with token
// p.
func (d *document) subjectAt(p, from int) bool {
	k := p
	for k >= from && p-k < 6 {
		switch d.tokens[k].tag {
		case noun, name, adjective, determiner, number, possessive:
			k--
			continue
		case pronoun:
			return k == p && (k == from || d.tokens[k-1].tag != preposition)
		}
		break
	}
	if k == p {
		return false
	}
	if k < from {
		return true
	}
	t := &d.tokens[k]
	return t.tag == punctuation && t.lower != "—" || t.form == formCC || t.tag == complementizer || t.form.finite()
}

// restrictive tells whether a verb follows that has no subject of its own: the
// words before it only tell which one is meant (the man accused of theft
// said).
func (d *document) restrictive(i, end int) bool {
	for k := i; k < end && k-i < 30; k++ {
		t := &d.tokens[k]
		if !t.form.finite() {
			continue
		}
		p := d.underAdverbs(k-1, i)
		if p < i {
			return true
		}
		switch b := &d.tokens[p]; {
		case b.form == formCC, b.form == formWP, b.form == formWDT, b.tag == complementizer, b.form == formPRP:
			return false
		case b.tag == noun, b.tag == name:
			return !d.ownSubject(p, i)
		case b.lower == ",":
			return true
		}
		return false
	}
	return false
}

// ownSubject tells whether the noun phrase that ends with p can be a subject:
// no preposition stands before it.
func (d *document) ownSubject(p, from int) bool {
	k := p
	for k > from {
		switch d.tokens[k].tag {
		case noun, name, adjective, determiner, number, possessive:
			k--
			continue
		}
		break
	}
	return d.tokens[k].tag != preposition && d.tokens[k].form != formTO && k > from
}

// mendPresent makes a verb of a noun that stands where a sentence's only verb
// should be.
func (d *document) mendPresent(i int, s sentence, w *cueWord, finite int) {
	t := &d.tokens[i]
	if t.tag != noun || w.form&(thirdForm|baseForm) == 0 || i+1 >= s.End || t.shape.is(capital) {
		return
	}
	p := d.underAdverbs(i-1, s.Start)
	if p < s.Start {
		return
	}
	before, next := &d.tokens[p], &d.tokens[i+1]
	singular := w.form&thirdForm != 0
	if d.mustBeVerb(i, p, s.Start) {
		t.tag, t.form = verb, formVBP
		if singular {
			t.form = formVBZ
		}
		return
	}
	if singular && w.noun == nil && before.lower == "," && (d.listsVerbs(p, s.Start) || d.afterRelative(p, s.Start)) {
		t.tag, t.form = verb, formVBZ
		return
	}
	agrees := singular && (before.form == formNNP || before.form == formNN || before.lower == "he" || before.lower == "she" || before.lower == "it") ||
		!singular && (before.form == formNNS || before.form == formNNPS || before.lower == "they" || before.lower == "we" || before.lower == "i")
	if !agrees {
		return
	}
	if singular && w.noun == nil && d.verbMissing(i, s.Start) || !singular && finite == 0 || !singular && before.form == formNNS && finite == 1 && next.form == formVBZ {
		// nothing else can be the verb of this sentence or headline.
		t.tag, t.form = verb, formVBP
		if singular {
			t.form = formVBZ
		}
		return
	}
	if next.form == formRP && i+2 < s.End && (d.tokens[i+2].lower == "that" || d.tokens[i+2].lower == ",") {
		t.tag, t.form = verb, formVBP
		if singular {
			t.form = formVBZ
		}
		return
	}
	clause := next.lower == "that" && i+2 < s.End && (d.tokens[i+2].tag == determiner || d.tokens[i+2].tag == name || d.tokens[i+2].form == formPRP || d.tokens[i+2].form == formNNS)
	if clause && w.noun == nil || finite == 0 && (next.tag == determiner || next.form == formVBG || next.form == formJJR || next.form == formRBR || next.form == formPRP || next.form == formPRPS || next.tag == wh || clause) {
		t.tag, t.form = verb, formVBP
		if singular {
			t.form = formVBZ
		}
	}
}

// takesObject tells whether token i opens the object of a verb before it, and
// not the noun that a participle describes.
func (d *document) takesObject(i int) bool {
	switch t := &d.tokens[i]; t.tag {
	case determiner, possessive, pronoun, name, number:
		return true
	default:
		return t.form == formPRPS || t.lower == "that" || t.lower == "“" || t.lower == "\""
	}
}
