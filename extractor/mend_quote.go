package extractor

import "strings"

// farthestSpeaker is how many words may stand between a quotation and the verb
// that says whose it is.
const farthestSpeaker = 10

// mendQuoted sets tags right behind quotations, where a speaker and a verb of
// saying are what one expects: a verb taken for a noun (“…,” Okafor notes).
func (d *document) mendQuoted() {
	for i := range d.quotations {
		if q := &d.quotations[i]; q.shut && q.End < len(d.tokens) && d.quoted[q.End] == 0 {
			d.mendSpeaker(q.stretch)
		}
		d.mendLead(d.quotations[i].Start)
		d.mendBefore(d.quotations[i].Start)
	}
}

// mendSpeaker makes a verb of the word that ends the noun phrase after
// quotation q, or opens it before a name (“…,” beamed Okafor), where nothing
// else there is one.
func (d *document) mendSpeaker(q stretch) {
	at := q.End
	if d.tokens[at].lower == "," {
		at++
	}
	if at >= len(d.tokens) || at == q.End && !d.endsSaying(q.End-1) {
		return
	}
	end := min(d.sentences[d.tokens[at].sentence].End, at+farthestSpeaker)
	if f, ok := d.finiteForm(at); ok && at+1 < end && d.tokens[at].tag != verb && (d.tokens[at+1].tag == name || d.tokens[at+1].tag == pronoun || d.tokens[at+1].form == formDT) {
		d.makeVerb(at, f)
		return
	}
	k, first := at, at // the phrase and its last part
	for ; k < end; k++ {
		t := &d.tokens[k]
		if t.tag == preposition && k > at {
			if d.verbEnding(first, k, false) {
				return
			}
			first = k + 1
			continue
		}
		if t.tag == punctuation || t.tag == adverb || t.tag == to {
			break
		}
		if !nominal(t) {
			return
		}
	}
	d.verbEnding(first, k, first == at)
}

// verbEnding makes a verb of the last word in from..to that must be one: a cue,
// or any verb's form where whole tells that nothing else can be the verb.
func (d *document) verbEnding(from, to int, whole bool) bool {
	for i := to - 1; i > from; i-- {
		before := &d.tokens[i-1]
		if before.tag == determiner || before.tag == possessive {
			continue
		}
		w := d.cues[i]
		reports := w != nil && w.verb != nil && w.verb[takesQuote] != nil
		f, ok := d.finiteForm(i)
		if !ok && reports && w.form&baseForm != 0 && i == to-1 && (before.form == formNNS || before.form == formNNPS || before.tag == number || before.tag == name && strings.HasSuffix(before.lower, "s")) {
			f, ok = formVBP, true
		}
		if ok && (i == to-1 && (whole || reports || w == nil && f == formVBD && d.tokens[i].tag == noun) || reports && w.noun == nil) {
			d.makeVerb(i, f)
			return true
		}
	}
	return false
}

// nominal tells whether t can stand in a plain noun phrase.
func nominal(t *token) bool {
	switch t.tag {
	case noun, name, adjective, determiner, number, possessive, pronoun:
		return true
	}
	return false
}

// mendBefore makes a verb of the cue right before the quotation at q: a hat
// reading “…”, a message read “…”.
func (d *document) mendBefore(q int) {
	i := q - 1
	if i > 0 && (d.tokens[i].lower == "," || d.tokens[i].lower == ":") {
		i--
	}
	if i < 1 || d.cues[i] == nil || d.cues[i].verb == nil || d.tokens[i].sentence != d.tokens[q].sentence {
		return
	}
	t, w, before := &d.tokens[i], d.cues[i], &d.tokens[i-1]
	switch {
	case before.tag != noun && before.tag != name || w.verb[takesQuote] == nil:
	case t.tag == noun && w.form&gerundForm != 0:
		t.form, t.tag = formVBG, gerund
	case t.form == formVB && w.form&pastForm != 0:
		t.form = formVBD
	}
}

// mendLead makes a verb of a cue that opens a sentence before its subject and
// the quotation at q (Said Okafor, “…”).
func (d *document) mendLead(q int) {
	s := d.sentences[d.tokens[q].sentence]
	if q-s.Start < 3 || d.tokens[q-1].lower != "," && d.tokens[q-1].lower != ":" {
		return
	}
	w := d.cues[s.Start]
	if w == nil || w.verb == nil || w.verb[takesQuote] == nil || w.form&(pastForm|thirdForm) == 0 || w.form&baseForm != 0 || d.tokens[s.Start].form.finite() {
		return
	}
	if next := &d.tokens[s.Start+1]; next.tag != name && next.form != formPRP && next.tag != determiner || !d.verbMissing(q, s.Start) {
		return
	}
	f := formVBD
	if w.form&thirdForm != 0 {
		f = formVBZ
	}
	d.makeVerb(s.Start, f)
}

// endsSaying tells whether a mark that may part a quotation from its speaker
// stands at or under closing mark i.
func (d *document) endsSaying(i int) bool {
	for i > 0 && closing(d.tokens[i].lower) {
		i--
	}
	switch d.tokens[i].lower {
	case ",", "?", "!", "…", "—", ".":
		return true
	}
	return false
}

// finiteForm gives the form that token i has if it is a verb with a tense: the
// third person, or a past.
func (d *document) finiteForm(i int) (form, bool) {
	t := &d.tokens[i]
	base, known := verbForms()[t.lower]
	if !known || t.shape.is(capital) || base == t.lower && t.lower != "read" {
		return noForm, false
	}
	switch {
	case strings.HasSuffix(t.lower, "ing"):
		return noForm, false
	case strings.HasSuffix(t.lower, "s"):
		return formVBZ, true
	}
	return formVBD, true
}

func (d *document) makeVerb(i int, f form) { d.tokens[i].form, d.tokens[i].tag = f, verb }

// mendHer makes a pronoun of "her" at i where no noun follows that could be
// hers (called her “a star”), and a possessive before one (on her page).
func (d *document) mendHer(i int, s sentence) {
	t, next := &d.tokens[i], tag(other)
	if i+1 < s.End {
		next = d.tokens[i+1].tag
	}
	switch {
	case t.form == formPRPS && next != noun && next != name && next != adjective && next != number && next != participle && next != gerund && next != adverb && next != verb:
		t.form, t.tag = formPRP, pronoun
	case t.form == formPRP && i > s.Start && d.tokens[i-1].tag == preposition && (next == noun || next == adjective):
		t.form, t.tag = formPRPS, possessive
	}
}

// mustBeVerb tells whether the noun at i, with p the word before its adverbs,
// can only be a verb: after a subject's pronoun (they state), after an aside
// before what is said (Okafor, a lawyer, notes that), after "and" and another
// verb before an infinitive (he rails and pledges to).
func (d *document) mustBeVerb(i, p, from int) bool {
	before, next := &d.tokens[p], &d.tokens[i+1]
	switch {
	case before.form == formPRP && subjectPronouns[before.lower]:
		return true
	case before.lower == "," && next.lower == "that" && next.tag == complementizer:
		return p > from && d.verbMissing(i, from)
	case before.form == formCC && p == i-1 && next.form == formTO && i+2 < len(d.tokens) && d.tokens[i+2].form == formVB:
		return !d.verbMissing(i, from) && d.listsPresent(i, from)
	}
	return false
}

// listsPresent tells whether a present tense that agrees with the word at i
// stands before it.
func (d *document) listsPresent(i, from int) bool {
	third := d.cues[i].form&thirdForm != 0
	for k := i - 1; k > from; k-- {
		if f := d.tokens[k].form; f == formVBZ && third || f == formVBP && !third {
			return true
		}
	}
	return false
}

// opensMessage tells whether what somebody found or said follows from i on,
// past when and where: a clause, an infinitive or a quotation.
func (d *document) opensMessage(i, end int) bool {
	for k := i; k < end && k-i < 10; k++ {
		switch t := &d.tokens[k]; {
		case t.tag == complementizer, t.lower == "that" && k+1 < end && !d.tokens[k+1].form.verbal(), t.form == formTO, t.lower == ":", t.form == formPRP && subjectPronouns[t.lower]:
			return true
		case d.quoted[k] > 0 && d.quotations[d.quoted[k]-1].Start == k:
			return k == i || d.tokens[k-1].tag == punctuation
		case t.tag == punctuation, t.form.verbal(), t.lower == "by":
			return false
		}
	}
	return false
}
