package extractor

import "strings"

// target names whom the stance is directed at, or gives "".
func (v *view) target(w verdict) string {
	switch w.stance {
	case Say, Predict, Confirm:
		return v.topic()
	case Silent:
		return v.asker()
	}
	if w.rule != nil && w.rule.target == "nobody" {
		return ""
	}
	if !w.object.empty() {
		if name := v.partyIn(w.object); name != "" {
			return name
		}
	}
	switch w.stance {
	case Commit, Offer, Admit:
		return v.receiver(w)
	}
	if w.clause == nil {
		if name := v.blamed(w); name != "" {
			return name
		}
		if name := v.cueTarget(w); name != "" {
			return name
		}
	} else if name := v.clauseTarget(w); name != "" {
		return name
	}
	if name := v.contentParty(); name != "" {
		return name
	}
	return v.otherwise(w)
}

// otherwise names the party spoken of before, for acts that need somebody at
// whom they are directed.
func (v *view) otherwise(w verdict) string {
	if w.clause != nil || w.rule == nil {
		return ""
	}
	switch w.stance {
	case Accuse, Deny, Decline, Threaten, Demand:
		return v.before()
	}
	if w.rule.target == "before" {
		return v.before()
	}
	return ""
}

// receiver names to whom a promise, an offer or an apology is made: people,
// or a party behind "to". A remedy without one is for customers.
func (v *view) receiver(w verdict) string {
	if w.clause == nil {
		if name := v.cueTarget(w); name != "" && (w.stance != Commit || v.b.labels.sets["people"][name]) {
			return name
		}
	}
	if len(v.content) == 0 {
		return ""
	}
	people := v.b.labels.sets["people"]
	remedy := false
	for n, i := range v.content {
		lower := v.d.tokens[i].lower
		if people[lower] {
			return lower
		}
		remedy = remedy || v.b.labels.sets["remedy"][lower]
		if lower == "to" && n+1 < len(v.content) && w.stance != Commit {
			if name := v.partyAt(i+1, v.content[len(v.content)-1]+1); name != "" && !v.isSpeaker(name) {
				return name
			}
		}
	}
	if w.stance == Admit || remedy || w.stance == Offer {
		if name := v.peopleNear(); name != "" {
			return name
		}
	}
	if remedy && v.s.Speaker.Kind == Company {
		return "customers"
	}
	return ""
}

// peopleNear names the people of the cue's sentence or the two before it.
func (v *view) peopleNear() string {
	at := v.sentence()
	for n := at; n >= 0 && n > at-3; n-- {
		for i := v.d.sentences[n].Start; i < v.d.sentences[n].End; i++ {
			if v.b.labels.sets["people"][v.d.tokens[i].lower] {
				return v.d.tokens[i].lower
			}
		}
	}
	return ""
}

// asker names whose request, question or claim is not answered.
func (v *view) asker() string {
	if len(v.content) == 0 {
		return ""
	}
	all := stretch{v.content[0], v.content[len(v.content)-1] + 1}
	for i := all.Start; i < all.End; i++ {
		m, ok := v.mentionAt(i, all.End)
		if !ok || v.isSpeaker(m.Name) {
			continue
		}
		next := v.d.tokenAt(m.Span.End)
		if i > all.Start && (v.d.tokens[i-1].lower == "from" || v.d.tokens[i-1].lower == "by") ||
			next < all.End && v.d.tokens[next].tag == possessive {
			return m.Name
		}
	}
	return ""
}

// before names the last party before the statement, in its sentence or the
// one before.
func (v *view) before() string {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	first := v.d.sentences[at].Start
	if len(v.cue) > 0 {
		first = v.cue[0]
	}
	from := v.d.sentences[max(at-1, 0)].Start
	return v.lastParty(stretch{from, first})
}

// blamed names the party behind "on" of a cue that blames something on it.
func (v *view) blamed(w verdict) string {
	if w.trigger.empty() || w.stance != Accuse || lemmaOf(&v.d.tokens[w.trigger.Start]) != "blame" {
		return ""
	}
	end := v.d.sentences[v.d.tokens[w.trigger.Start].sentence].End
	for i := w.trigger.End; i+1 < end; i++ {
		if v.d.tokens[i].lower == "on" {
			return v.partyIn(stretch{i + 1, min(i+5, end)})
		}
	}
	return ""
}

// cueTarget looks where a cue's own object stands: its object phrase, between
// cue and content, before a passive cue.
func (v *view) cueTarget(w verdict) string {
	if !v.a.object.empty() {
		if name := v.partyIn(v.a.object); name != "" {
			return name
		}
	}
	if len(v.cue) == 0 {
		return ""
	}
	first, last := v.cue[0], v.cue[len(v.cue)-1]
	if v.passive(w) {
		if name := v.lastParty(stretch{v.d.sentences[v.d.tokens[first].sentence].Start, first}); name != "" {
			return name
		}
	}
	end := v.d.sentences[v.d.tokens[last].sentence].End
	if len(v.content) > 0 && v.content[0] > last && v.content[0] < end {
		end = v.content[0]
	} else if len(v.content) > 0 && v.content[0] < first {
		end = min(end, last+6)
	}
	return v.partyIn(stretch{min(last+1, end), end})
}

// passive tells whether the cue's verb is passive: was accused of.
func (v *view) passive(w verdict) bool {
	if v.a.passive {
		return true
	}
	be := false
	for _, i := range v.cue {
		t := &v.d.tokens[i]
		if i >= w.trigger.Start {
			return be && t.form == formVBN
		}
		be = be || helper(t.lower) == formVBN
	}
	return false
}

// clauseTarget looks where a content's act has its object: a subject that is
// not the speaker, else the first party of the predicate.
func (v *view) clauseTarget(w verdict) string {
	c := w.clause
	if !c.subject.empty() {
		if name := v.partyIn(v.absolute(c.subject)); name != "" {
			return name
		}
	}
	return v.partyIn(v.absolute(stretch{c.predicate, c.end}))
}

// absolute turns positions of the content into a stretch of tokens.
func (v *view) absolute(r stretch) stretch {
	if r.empty() {
		return stretch{}
	}
	return stretch{v.content[r.Start], v.content[r.End-1] + 1}
}

// contentParty names the first party of the content.
func (v *view) contentParty() string {
	if len(v.content) == 0 {
		return ""
	}
	return v.partyIn(stretch{v.content[0], v.content[len(v.content)-1] + 1})
}

// topic names the one other party that a content is chiefly about: it is the
// subject of the first clause, or owns it, and no other party is named.
func (v *view) topic() string {
	if len(v.content) == 0 {
		return ""
	}
	clauses := v.parse()
	subject := v.d.span(stretch{v.content[0], v.content[len(v.content)-1] + 1})
	if len(clauses) > 0 {
		subject = v.d.span(v.absolute(clauses[0].subject))
	}
	about := ""
	for _, m := range v.d.mentionsIn(v.d.span(stretch{v.content[0], v.content[len(v.content)-1] + 1})) {
		if v.isSpeaker(m.Name) || m.Name == about || m.Kind != Company && m.Kind != Person && m.Kind != Organisation && m.Kind != Government {
			continue
		}
		if about != "" || !subject.Contains(m.Span) {
			return ""
		}
		about = m.Name
	}
	return about
}

// partyIn names the first party in r that is not the speaker: a name, people,
// or a pronoun or phrase that stands for a party of the article.
func (v *view) partyIn(r stretch) string {
	for i := r.Start; i < r.End; i++ {
		if name := v.partyAt(i, r.End); name != "" && !v.isSpeaker(name) && name != v.s.Via {
			return name
		}
	}
	return ""
}

// partyAt names the party whose words begin at token i, or gives "".
func (v *view) partyAt(i, end int) string {
	t := &v.d.tokens[i]
	for _, m := range v.d.mentionsIn(Span{t.start, v.d.tokens[end-1].end}) {
		if m.Span.Start == t.start {
			return m.Name
		}
		break
	}
	switch t.lower {
	case "him", "her", "them", "his", "their", "he", "she", "they":
		return v.meant(stretch{i, i + 1})
	case "the", "its", "this":
		if n := v.d.chunkAt[i]; n > 0 && v.d.chunks[n-1].Start == i && v.b.labels.sets["side"][v.d.tokens[v.d.chunks[n-1].head].lower] {
			return v.meant(v.d.chunks[n-1].stretch)
		}
	}
	if v.b.labels.sets["people"][t.lower] {
		return t.lower
	}
	return v.place(i, end)
}

// place names the place at token i: countries and cities act and are blamed.
func (v *view) place(i, end int) string {
	if v.d.tokens[i].tag != name {
		return ""
	}
	near := v.d.tokens[i:min(end, i+5)]
	e, size := v.b.names.longest(v.b.names.look(near), near, 0, len(near))
	if size == 0 || v.b.names.entries[e.entry].kind != placeName {
		return ""
	}
	return v.b.names.entries[e.entry].name
}

// meant names the party of the article that a pronoun or a phrase stands for.
func (v *view) meant(r stretch) string {
	p := v.b.partyOf(v.d, v.d.span(r))
	switch p.Kind {
	case Company, Person, Government, Organisation:
		return p.Name
	}
	return ""
}

// lastParty names the last party in r that is not the speaker.
func (v *view) lastParty(r stretch) string {
	if r.empty() {
		return ""
	}
	found := v.d.mentionsIn(v.d.span(r))
	for i := len(found) - 1; i >= 0; i-- {
		if !v.isSpeaker(found[i].Name) {
			return found[i].Name
		}
	}
	return ""
}

func (v *view) isSpeaker(name string) bool {
	return name == "" || strings.Contains(v.s.Speaker.Name, name) || strings.Contains(v.s.Speaker.For, name)
}
