package extractor

import "strings"

// role reads "a CrowdStrike spokesperson", "officials at Miami International
// Airport", "its CEO".
func (r *resolver) role(s stretch, head int) (Party, bool) {
	if p, ok := r.roleNamed(s, head); ok {
		return p, true
	}
	if r.past(s, head) {
		return Party{}, false
	}
	t := &r.d.tokens[head]
	if n := r.ownerWithin(s, head); n >= 0 {
		return r.holder(n, t, s), true
	}
	if p, ok := r.place(s, head); ok {
		return p, true
	}
	if p, ok := r.ownerBehind(s, head); ok {
		if n := r.cast.find(p.Name); n >= 0 {
			p = r.holder(n, t, s)
		}
		return p, true
	}
	return r.roleAlone(s, head)
}

// roleNamed reads a role whose holder is named at the end: a spokesman for
// the agency, David Orr.
func (r *resolver) roleNamed(s stretch, head int) (Party, bool) {
	for i := head + 2; i < s.End; i++ {
		at := r.cast.at[i]
		if at == 0 || r.d.tokens[i-1].lower != "," {
			continue
		}
		p := r.cast.party(r.cast.appearances[at-1].member)
		if p.Kind != Person {
			continue
		}
		if of, ok := r.role(stretch{s.Start, i - 1}, head); ok && p.For == "" {
			p.For = of.For
		}
		return p, true
	}
	return Party{}, false
}

// ownerWithin finds the organisation before a role: an airline spokesperson,
// its CEO. It gives -1 where there is none.
func (r *resolver) ownerWithin(s stretch, head int) int32 {
	for i := s.Start; i < head; i++ {
		if at := r.cast.at[i]; at > 0 {
			if n := r.cast.appearances[at-1].member; r.cast.members[n].kind != Person {
				return n
			}
		}
		lower := r.d.tokens[i].lower
		traits := r.book.nouns[lower]
		if traits == nil && lower != "its" && lower != "their" || levels[lower] && r.d.tokens[i+1].lower != "'s" {
			continue
		}
		if n := r.organisationBefore(s.Start, traits); n >= 0 {
			return n
		}
	}
	return -1
}

// levels tell how high officials stand, not whose they are: state officials.
var levels = set("state city county police government")

// ownerBehind finds the organisation behind a role: officials at the airport,
// a lawyer for the chair of the union.
func (r *resolver) ownerBehind(s stretch, head int) (Party, bool) {
	tried := 0
	for i := head + 1; i < s.End; i++ {
		lower := r.d.tokens[i].lower
		if tried < 2 && i+1 < s.End && (lower == "of" || lower == "for" || lower == "at" || lower == "from" || lower == "with") {
			tried++
			if p := r.phrase(stretch{i + 1, s.End}); p.For != "" && p.Kind != Person && p.Kind != Unnamed {
				return p, true
			}
		}
		if at := r.cast.at[i]; at > 0 {
			if n := r.cast.appearances[at-1].member; r.cast.members[n].kind != Person {
				return r.cast.party(n), true
			}
		}
		if lower == "familiar" || lower == "who" {
			break
		}
		if traits := r.book.nouns[lower]; traits != nil {
			if n := r.organisationBefore(s.Start, traits); n >= 0 {
				return r.cast.party(n), true
			}
		}
	}
	return Party{}, false
}

// roleAlone reads a role with no organisation of the cast beside it: a
// ministry spokesperson, the mayor, a spokesman.
func (r *resolver) roleAlone(s stretch, head int) (Party, bool) {
	t := &r.d.tokens[head]
	if r.book.has(t.lower, spokesWord) {
		for i := head - 1; i >= s.Start; i-- {
			if traits := r.book.nouns[r.d.tokens[i].lower]; traits != nil && !levels[r.d.tokens[i].lower] {
				name := r.text(stretch{s.Start, i + 1})
				return Party{Name: name, Kind: kindOfTraits(traits), For: name}, true
			}
		}
	}
	definite := r.d.tokens[s.Start].lower == "the" || s.Start == head
	if definite && head-s.Start <= 3 {
		if n := r.inRole(s, head); n >= 0 {
			return r.cast.party(n), true
		}
	}
	if strings.HasPrefix(t.lower, "spokes") && s.End-s.Start <= 2 && !definite {
		if n := r.lastBefore(s.Start, nil); n >= 0 {
			return r.cast.party(n), true
		}
	}
	if t.lower == "executives" && head-s.Start <= 1 && s.End == head+1 {
		if n := r.lastBefore(s.Start, []string{string(Company)}); n >= 0 {
			return r.cast.party(n), true
		}
	}
	if !definite && ranked[t.lower] && head-s.Start <= 3 && s.End == head+1 {
		if n := r.lastBefore(s.Start, []string{string(Company)}); n >= 0 {
			return r.cast.party(n), true // a branch manager
		}
	}
	if definite && t.form != formNNS && r.d.tokens[s.End-1].lower != "matter" {
		return r.again(s, t)
	}
	return Party{}, false
}

// ranked are roles whose holder, with no name and no firm beside him, is of the
// company last spoken of.
var ranked = set("manager executive director representative")

// holder tells who speaks in a role without a name: the person known to hold
// it where there is one such in the article, else the organisation.
func (r *resolver) holder(n int32, role *token, s stretch) Party {
	if r.d.tokens[s.End-1].lower == "matter" || r.d.tokens[s.End-1].lower == "anonymity" {
		return Party{Name: r.text(s), Kind: Unnamed, For: r.cast.members[n].name}
	}
	if r.book.has(role.lower, headWord) && role.lower != "spokesman" && role.lower != "spokeswoman" && role.lower != "spokesperson" {
		for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
			if m := &r.cast.members[i]; m.kind == Person && m.of == n && m.role == role.lower {
				return r.cast.party(int32(i))
			}
		}
	}
	return r.cast.party(n)
}

// place reads "US officials", "Phoenix police", "Israeli authorities".
func (r *resolver) place(s stretch, head int) (Party, bool) {
	t := &r.d.tokens[head]
	if p, ok := r.statesman(s, head); ok {
		return p, true
	}
	switch t.lower {
	case "officials", "official", "authorities", "government", "lawmakers", "police", "administration":
	default:
		return Party{}, false
	}
	for i := s.Start; i < head; i++ {
		if r.d.tokens[i].lower == "federal" && t.lower != "police" {
			return Party{Name: "US government", Kind: Government, For: "US government"}, true
		}
		if !r.d.tokens[i].shape.is(capital) {
			continue
		}
		e, size := r.book.longest(r.book.look(r.d.tokens[i:head]), r.d.tokens[i:head], 0, head-i)
		if size == 0 || r.book.entries[e.entry].kind != placeName && r.book.entries[e.entry].kind != peopleName {
			continue
		}
		it := &r.book.entries[e.entry]
		name := it.name
		switch {
		case t.lower == "police" && it.traits[0] == "city":
			name += " Police Department"
		case t.lower == "police":
			name += " police"
		case it.traits[0] == "state" || it.traits[0] == "city":
		case name == "US" || name == "U.S." || name == "American" || name == "United States":
			name = "US government"
		default:
			name += " government"
		}
		return Party{Name: name, Kind: Government, For: name}, true
	}
	if t.lower == "government" || t.lower == "administration" {
		for i := s.Start; i < head; i++ {
			if r.d.tokens[i].shape.is(capital) && r.d.tokens[i].tag == name {
				name := r.text(stretch{s.Start, head + 1})
				return Party{Name: name, Kind: Government, For: name}, true // the Maduro government
			}
		}
	}
	return Party{}, false
}
