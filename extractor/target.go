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
	if w.stance == Question && len(v.cue) == 1 && v.d.tokens[v.cue[0]].lower == ":" {
		if name := v.answerer(); name != "" {
			return name
		}
	}
	if !w.object.empty() {
		if name := v.objectParty(w.object); name != "" {
			return name
		}
	}
	if w.stance == Question {
		if name := v.asked(); name != "" {
			return name
		}
	}
	switch w.stance {
	case Commit, Offer, Admit:
		return v.receiver(w)
	case Deny:
		return v.denied(w)
	case Decline:
		return v.declined(w)
	}
	if w.rule != nil && w.rule.target == "named" {
		if w.clause != nil {
			return v.partyIn(v.absolute(stretch{w.clause.predicate, w.clause.end}))
		}
		return v.partyIn(v.firstChunk().stretch)
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
	if w.clause == nil {
		if name := v.invited(w); name != "" {
			return name
		}
	}
	if name := v.contentParty(w); name != "" {
		return name
	}
	if w.stance != Demand {
		if name := v.maker(); name != "" {
			return name
		}
	}
	return v.otherwise(w)
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
		if many := v.each(i); many != "" {
			return many
		}
		remedy = remedy || v.b.labels.sets["remedy"][lower]
		if (lower == "to" || lower == "by" && w.stance == Offer) && n+1 < len(v.content) && w.stance != Commit {
			if name := v.partyAt(i+1, v.content[len(v.content)-1]+1); name != "" && !v.isSpeaker(name) {
				return name
			}
		}
	}
	if w.stance == Offer {
		if name := v.contentParty(w); name != "" {
			return name
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
		if name := v.objectParty(v.a.object); name != "" {
			return name
		}
		if n := v.d.chunkAt[v.a.object.Start]; n > 0 && v.a.rule != nil && strings.HasPrefix(v.a.rule.name, "cue-object") {
			if name := v.nounWords(v.d.chunks[n-1]); name != "" {
				return name
			}
		}
	}
	if len(v.cue) == 0 {
		return ""
	}
	first, last := v.cue[0], v.cue[len(v.cue)-1]
	if v.passive(w) {
		if name := v.lastParty(stretch{max(v.d.sentences[v.d.tokens[first].sentence].Start, first-clipReach), first}); name != "" {
			return name
		}
	}
	end := min(v.d.sentences[v.d.tokens[last].sentence].End, last+clipReach)
	if len(v.content) > 0 && v.content[0] > last && v.content[0] < end {
		end = v.content[0]
	} else if len(v.content) > 0 && v.content[0] < first {
		end = min(end, last+6)
	}
	from := last + 1
	if !w.trigger.empty() {
		from = min(from, w.trigger.End)
	}
	return v.partyIn(stretch{min(from, end), end})
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
	if !c.subject.empty() && w.stance != Threaten && v.subjectKind(c) != "self" {
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
