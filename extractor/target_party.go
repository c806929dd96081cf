package extractor

import (
	"strings"
)

// peopleNear names the people of the cue's sentence or the two before it.
func (v *view) peopleNear() string {
	at := v.sentence()
	for n := at; n >= 0 && n > at-3; n-- {
		r := v.clip(v.d.sentences[n].stretch)
		for i := r.Start; i < r.End; i++ {
			if v.b.labels.sets["people"][v.d.tokens[i].lower] {
				return v.d.tokens[i].lower
			}
		}
	}
	return ""
}

// before names the last party before the statement, in its sentence or the
// one before, at most so many sentences back.
func (v *view) before(most int) string {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	end := v.d.sentences[at].Start
	if len(v.cue) > 0 {
		end = v.cue[0]
	}
	if name := v.lastParty(stretch{v.d.sentences[max(at-1, 0)].Start, end}); name != "" {
		return name
	}
	for n := at - 2; n >= 0 && n >= at-most; n-- {
		if name := v.lastParty(v.d.sentences[n].stretch); name != "" {
			return name
		}
	}
	return ""
}

// contentParty names the first party of the content. People told by their noun
// alone come behind all others, save where a demand or an offer is for them.
func (v *view) contentParty(w verdict) string {
	if len(v.content) == 0 {
		return ""
	}
	all := stretch{v.content[0], v.content[len(v.content)-1] + 1}
	people := ""
	for i := all.Start; i < all.End; i++ {
		name := v.partyAt(i, all.End)
		if name == "" && i == all.Start {
			name = v.phraseAt(i)
		}
		switch {
		case w.stance == Threaten && w.clause != nil && v.b.labels.sets["people"][name]:
		case name == "" || v.isSpeaker(name) || name == v.s.Via || v.aside(i, all.Start) || w.stance == Threaten && v.court(i):
		case w.stance == Demand && w.clause == nil && i > all.Start+4 && v.d.tokens[i-1].tag == preposition:
		case i == all.Start || w.stance == Demand || w.stance == Offer || !v.b.labels.sets["people"][name]:
			return name
		case people == "":
			people = name
		}
	}
	return people
}

// objectParty names whom a cue's object is: a party, several joined, or people
// by their noun.
func (v *view) objectParty(r stretch) string {
	if v.d.tokens[r.Start].tag == preposition {
		r.Start++
	}
	if r.empty() {
		return ""
	}
	if first := v.d.tokens[r.Start].lower; first == "both" || first == "two" {
		if name := v.partyAt(r.Start, r.End); name != "" {
			return name
		}
	}
	if len(v.d.mentionsIn(v.d.span(r))) == 0 && v.d.tokens[r.Start].form == formPRP {
		return v.partyAt(r.Start, r.End)
	}
	r = v.timeless(r)
	if name := v.phraseParty(r); name != "" {
		return name
	}
	if n := v.d.chunkAt[r.Start]; n > 0 && v.d.chunks[n-1].End < r.End {
		if name := v.phraseParty(v.d.chunks[n-1].stretch); name != "" {
			return name
		}
	}
	return v.partyIn(r)
}

// phraseParty names whom a noun phrase as a whole means.
func (v *view) phraseParty(r stretch) string {
	switch p := v.b.partyOf(v.d, v.d.span(r)); p.Kind {
	case Company, Person, Government, Organisation:
		if !v.isSpeaker(p.Name) && p.Name != v.s.Via {
			return p.Name
		}
	case Group, Unnamed:
		if last := p.Name[strings.LastIndexByte(p.Name, ' ')+1:]; !v.isSpeaker(p.Name) && !v.b.labels.sets["nobody"][last] {
			return p.Name
		}
	}
	return ""
}

// partyIn names the first party in r that is not the speaker: a name, people,
// or a pronoun or phrase that stands for a party of the article.
func (v *view) partyIn(r stretch) string {
	for i := r.Start; i < r.End; i++ {
		if name := v.partyAt(i, r.End); name != "" && !v.isSpeaker(name) && name != v.s.Via && !v.aside(i, r.Start) {
			return name
		}
	}
	return ""
}
