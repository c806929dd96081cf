package extractor

import "strings"

// target names whom the stance is directed at, or gives "".
func (v *view) target(w verdict) string {
	where := ""
	if w.rule != nil {
		where = w.rule.target
	}
	switch {
	case w.stance == Say || w.stance == Predict || w.stance == Confirm:
		return v.topic()
	case where == "nobody":
		return ""
	}
	if !w.object.empty() {
		if name := v.partyIn(w.object); name != "" {
			return name
		}
	}
	if w.clause == nil {
		if name := v.cueTarget(w); name != "" {
			return name
		}
	} else if name := v.clauseTarget(w); name != "" {
		return name
	}
	if where == "object" || w.stance == Accuse || w.stance == Support || w.stance == Question || w.stance == Demand || w.stance == Deny || w.stance == Decline || w.stance == Threaten {
		if name := v.contentParty(); name != "" {
			return name
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
	if v.a.passive {
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

// topic names the one other party that a content is chiefly about: the
// subject of its first clause, where no other party is named.
func (v *view) topic() string {
	clauses := v.parse()
	if len(clauses) == 0 || clauses[0].subject.empty() {
		return ""
	}
	c := clauses[0]
	name := v.partyIn(v.absolute(c.subject))
	if name == "" {
		return ""
	}
	return name
}

// partyIn names the first party in r that is not the speaker.
func (v *view) partyIn(r stretch) string {
	if r.empty() {
		return ""
	}
	for _, m := range v.d.mentionsIn(v.d.span(r)) {
		if !v.isSpeaker(m.Name) {
			return m.Name
		}
	}
	for i := r.Start; i < r.End; i++ {
		if v.b.labels.sets["people"][v.d.tokens[i].lower] {
			return v.d.tokens[i].lower
		}
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
