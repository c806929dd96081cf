package extractor

// mend sets tags right where the frames know better than the tagger: a cue's
// past tense taken for a participle, or its present for a noun.
func (d *document) mend() {
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
			if w := d.cues[i]; w != nil && w.verb != nil && i > s.Start {
				d.mendParticiple(i, s, w)
				d.mendPast(i, s, w, past)
				d.mendPresent(i, s, w, finite)
			}
			past = past || t.form == formVBD
		}
	}
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
	if w.form&pastForm == 0 || t.form == formVBD || i+1 >= s.End || d.tokens[i+1].lower == "by" {
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
	case t.form == formVBN && d.subjectAt(p, s.Start) && !d.restrictive(i+1, s.End):
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
	agrees := singular && (before.form == formNNP || before.form == formNN || before.lower == "he" || before.lower == "she" || before.lower == "it") ||
		!singular && (before.form == formNNS || before.form == formNNPS || before.lower == "they" || before.lower == "we" || before.lower == "i")
	if !agrees {
		return
	}
	clause := next.lower == "that" && i+2 < s.End && (d.tokens[i+2].tag == determiner || d.tokens[i+2].tag == name || d.tokens[i+2].form == formPRP || d.tokens[i+2].form == formNNS)
	if clause && w.noun == nil || finite == 0 && (next.tag == determiner || next.form == formPRP || next.form == formPRPS || next.tag == wh || clause) {
		t.tag, t.form = verb, formVBP
		if singular {
			t.form = formVBZ
		}
	}
}
