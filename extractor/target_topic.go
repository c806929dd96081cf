package extractor

import "strings"

// topic names the one other party that a content is chiefly about: it is the
// subject of the first clause, or owns it, and no other party is named.
func (v *view) topic() string {
	if len(v.content) == 0 {
		return ""
	}
	all := stretch{v.content[0], v.content[len(v.content)-1] + 1}
	clauses := v.parse()
	subject := all
	if len(clauses) > 0 {
		subject = v.absolute(clauses[0].subject)
	}
	if subject.empty() {
		return ""
	}
	if name := v.loneParty(subject); name != "" {
		if name == v.loneParty(all) {
			return name
		}
		return ""
	}
	if name := v.owner(all); name != "" {
		return name
	}
	if len(clauses) == 0 || v.loneParty(all) != "" {
		return ""
	}
	return v.unnamedTopic(subject)
}

// owner names the one other party of a content where something of it is
// spoken of: Halden's losses, her campaign.
func (v *view) owner(all stretch) string {
	about, owns := "", false
	for i := all.Start; i < all.End; i++ {
		t := &v.d.tokens[i]
		m, named := v.mentionAt(i, all.End)
		if !named && t.form != formPRP && t.form != formPRPS {
			continue
		}
		name := v.partyAt(i, all.End)
		if v.isSpeaker(name) || name == v.s.Via || v.press(name) || name == strings.ToLower(name) {
			continue
		}
		if about != "" && name != about {
			return ""
		}
		about = name
		next := i + 1
		if named {
			next = v.d.tokenAt(m.Span.End)
		}
		owns = owns || t.form == formPRPS || named && next < all.End && v.d.tokens[next].tag == possessive
	}
	if !owns {
		return ""
	}
	return about
}

// unnamedTopic names the party that a subject without a name stands for: he or
// they in a quotation, the airline.
func (v *view) unnamedTopic(s stretch) string {
	for s.End-s.Start > 1 && (v.d.tokens[s.Start].shape.is(mark) || v.d.tokens[s.Start].tag == conjunction || v.d.tokens[s.Start].tag == adverb) {
		s.Start++
	}
	switch v.d.tokens[s.Start].lower {
	case "he", "she", "they", "his", "her", "their":
		if v.d.quoted[s.Start] == 0 {
			return ""
		}
	case "the", "this":
		if v.d.chunkAt[s.Start] == 0 || v.d.chunks[v.d.chunkAt[s.Start]-1].End != s.End {
			return ""
		}
	default:
		return ""
	}
	name := v.partyAt(s.Start, s.End)
	if v.isSpeaker(name) || name == strings.ToLower(name) {
		return ""
	}
	return name
}

// loneParty names the only other party in a stretch.
func (v *view) loneParty(s stretch) string {
	about := ""
	for _, m := range v.d.mentionsIn(v.d.span(s)) {
		if v.isSpeaker(m.Name) || m.Name == about || m.Kind != Company && m.Kind != Person && m.Kind != Organisation && m.Kind != Government {
			continue
		}
		if about != "" {
			return ""
		}
		about = m.Name
	}
	return about
}
