package extractor

import "strings"

// subjectIs tells whether the subject of a clause is of a kind: self (the
// speaker or its side), you, other, any, or none (an imperative).
func (v *view) subjectIs(kind string, clauses []clausePart, n int) bool {
	if kind == "any" || kind == "none" {
		return true
	}
	c := &clauses[n]
	// A verb without a subject of its own shares the one before it.
	for c.subject.empty() && n > 0 && !c.imperative {
		n--
		c = &clauses[n]
	}
	got := v.subjectKind(c)
	switch kind {
	case "other":
		return got == "other" || got == "it" || got == "you"
	case "notself":
		return got != "self"
	case "party":
		return got != "self" && v.partySubject(c)
	case "person":
		return got != "self" && v.personSubject(c)
	case "third":
		return got != "self" && got != "you" && v.partySubject(c)
	case "thing":
		return got == "it" || got == "other"
	}
	return kind == got
}

// subjectKind tells whom a clause's subject stands for: self, you, it, other.
func (v *view) subjectKind(c *clausePart) string {
	if c.subject.empty() {
		return "other"
	}
	first := c.subject.Start
	for first < c.subject.End-1 && (v.tok(first).shape.is(mark) || v.tok(first).tag == conjunction || v.tok(first).tag == adverb) {
		first++
	}
	last := v.tok(c.subject.End - 1)
	quoted := v.d.quoted[v.content[first]] > 0
	switch v.tok(first).lower {
	case "i", "we", "our", "my":
		return "self"
	case "you":
		return "you"
	case "its", "his", "her", "their":
		if !quoted {
			return "self"
		}
		return "other"
	}
	switch last.lower {
	case "i", "we":
		return "self"
	case "you":
		return "you"
	case "he", "she", "they":
		if quoted || !v.mayBeSelf(last.lower) {
			return "other"
		}
		return "self"
	case "it":
		if quoted || v.s.Speaker.Kind == Person || v.expletive(c) {
			return "it"
		}
		return "self"
	case "there", "this", "that":
		return "it"
	}
	if v.ownName(c.subject) || !quoted && v.tok(first).lower == "the" && v.ownSide(stretch{first, c.subject.End}) {
		return "self"
	}
	return "other"
}

// mayBeSelf tells whether a pronoun of reported words can stand for the
// speaker: they for no single person, he for no woman and no body.
func (v *view) mayBeSelf(pronoun string) bool {
	p := &v.s.Speaker
	if pronoun == "they" {
		return p.Kind != Person
	}
	n := v.d.cast.find(p.Name)
	if n < 0 {
		return true
	}
	switch p.Kind {
	case Person:
		given := v.d.cast.members[n].given &^ eitherGiven
		return given == 0 || given == maleGiven && pronoun == "he" || given == femaleGiven && pronoun == "she"
	case Company, Government, Organisation:
		return !v.namesBody()
	}
	return true
}

// namesBody tells whether the source is a body's own name and not somebody who
// speaks for it.
func (v *view) namesBody() bool {
	if len(v.a.source) != 1 {
		return false
	}
	r := v.d.stretchOf(v.a.source[0])
	return !r.empty() && v.d.cast.at[r.End-1] > 0 && v.d.cast.at[r.Start] == v.d.cast.at[r.End-1]
}

// ownSide tells whether "the company" in a speaker's words is its own: it
// speaks for one, and the phrase doesn't stand for another.
func (v *view) ownSide(subject stretch) bool {
	if !v.forSide() || !v.b.labels.sets["side"][v.tok(subject.End-1).lower] {
		return false
	}
	for i := subject.Start + 1; i < subject.End; i++ {
		if v.tok(i).shape.is(capital) {
			return false
		}
	}
	name := v.meant(v.absolute(subject))
	return name == "" || v.isSpeaker(name)
}

// forSide tells whether the speaker speaks for an organisation, so that "the
// company" in its words is its own.
func (v *view) forSide() bool {
	switch v.s.Speaker.Kind {
	case Company, Government, Organisation:
		return true
	}
	return v.s.Speaker.For != ""
}

// alone tells whether the speaker is somebody who speaks for no body.
func (v *view) alone() bool {
	switch v.s.Speaker.Kind {
	case Person, Group, Unnamed, NoKind:
		return v.s.Speaker.For == ""
	}
	return false
}

// partySubject tells whether somebody is a clause's subject, so that it can be
// addressed, praised or blamed.
func (v *view) partySubject(c *clausePart) bool {
	return v.personSubject(c) || !c.subject.empty() && v.partyIn(v.absolute(c.subject)) != ""
}

// personSubject tells whether a clause's subject itself is somebody.
func (v *view) personSubject(c *clausePart) bool {
	if c.subject.empty() {
		return false
	}
	last := v.tok(c.subject.End - 1)
	switch last.lower {
	case "he", "she", "they", "you":
		return true
	}
	return last.tag == name || v.person(last)
}

// pointsAt tells whether a clause has somebody for its subject, or its content
// names a party.
func (v *view) pointsAt(c *clausePart) bool {
	if v.partySubject(c) {
		return true
	}
	for _, m := range v.d.mentionsIn(v.d.span(stretch{v.content[0], v.content[len(v.content)-1] + 1})) {
		if !v.isSpeaker(m.Name) {
			return true
		}
	}
	return false
}

// expletive tells an "it" that stands for nothing: it would be some time.
func (v *view) expletive(c *clausePart) bool {
	for i := c.predicate; i < c.end && i < c.predicate+4; i++ {
		t := v.tok(i)
		switch lemmaOf(t) {
		case "be", "take", "seem", "appear", "look", "cost":
			if i+1 >= c.end {
				return false
			}
			next := v.tok(i + 1)
			return !next.form.verbal() && next.tag != preposition && !v.b.labels.sets["state"][next.lower]
		}
		if !t.form.verbal() && t.tag != adverb {
			return false
		}
	}
	return false
}

// ownName tells whether the subject names the speaker or the side it speaks
// for.
func (v *view) ownName(subject stretch) bool {
	from, to := v.content[subject.Start], v.content[subject.End-1]+1
	head := v.d.tokens[to-1]
	for _, m := range v.d.mentionsIn(v.d.span(stretch{from, to})) {
		if m.Span.End == head.end && v.isSpeaker(m.Name) {
			return true
		}
	}
	if head.tag != name {
		return false
	}
	if words := strings.TrimPrefix(strings.TrimPrefix(v.d.words(stretch{from, to}), "the "), "The "); strings.Contains(v.s.Speaker.For, words) || strings.Contains(v.s.Speaker.Name, words) {
		return true
	}
	for _, at := range v.tokensOf(v.a.source, 20) {
		if v.d.tokens[at].lower == head.lower {
			return true
		}
	}
	return false
}

// mentionsIn lists the mentions within a span.
func (d *document) mentionsIn(s Span) []Mention {
	lo, hi := 0, len(d.mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.mentions[mid].Span.Start < s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	end := lo
	for end < len(d.mentions) && d.mentions[end].Span.End <= s.End {
		end++
	}
	return d.mentions[lo:end]
}
