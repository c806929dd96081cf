package extractor

import (
	"slices"
	"strings"
)

// described finds the member that "the airline", "the Atlanta-based carrier"
// or "the tech giant" means, or -1.
func (r *resolver) described(s stretch, head int) int32 {
	traits := r.nounTraits(s.Start, head)
	if traits == nil {
		return -1
	}
	special, general := divide(traits)
	switch first := r.d.tokens[s.Start].lower; {
	case first == "the" || first == "this" || first == "that" || s.Start == head && r.d.tokens[head].form != formNNS:
	case (first == "a" || first == "an") && special != nil && r.lastBefore(s.Start, special) < 0:
		return r.organisationAfter(head, special)
	default:
		return -1
	}
	for i := s.Start + 1; i < head; i++ {
		if lower := r.d.tokens[i].lower; lower == "'s" || lower == "'" {
			// The federation's panel is not what a federation is called, the
			// company's website is the company's own.
			if kindOfTraits(traits) == Company {
				return r.owner(s, head)
			}
			return -1
		}
	}
	if home := r.home(s, head); home != "" {
		return r.at(home, traits)
	}
	for _, some := range [...][]string{special, general} {
		if some == nil {
			continue
		}
		if n := r.lastBefore(s.Start, some); n >= 0 {
			return n
		}
	}
	return r.most(func(m *member) bool { return r.meant(m, traits) })
}

// divide parts what is special in traits (airline, union) from kinds of
// party (company).
func divide(traits []string) (special, general []string) {
	for _, t := range traits {
		switch Kind(t) {
		case Company, Government, Organisation:
			general = append(general, t)
		default:
			special = append(special, t)
		}
	}
	return special, general
}

// nounTraits finds the traits of the longest phrase that ends at head.
func (r *resolver) nounTraits(from, head int) []string {
	for start := max(from, head-2); start <= head; start++ {
		words := make([]string, 0, 3)
		for i := start; i <= head; i++ {
			words = append(words, r.d.tokens[i].lower)
		}
		if traits, ok := r.book.nouns[strings.Join(words, " ")]; ok {
			return traits
		}
	}
	return nil
}

// home reads the place of "Atlanta-based".
func (r *resolver) home(s stretch, head int) string {
	for i := s.Start; i < head; i++ {
		if place, ok := strings.CutSuffix(r.d.tokens[i].lower, "-based"); ok {
			return place
		}
		if r.d.tokens[i].lower == "based" && i > s.Start+1 && r.d.tokens[i-1].lower == "-" {
			return r.d.tokens[i-2].lower
		}
	}
	return ""
}

// at finds the member at home in a place, or -1.
func (r *resolver) at(home string, traits []string) int32 {
	for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
		m := &r.cast.members[i]
		if r.meant(m, traits) && slices.ContainsFunc(m.traits, func(t string) bool {
			return strings.EqualFold(t, home) || strings.HasSuffix(strings.ToLower(t), " "+home)
		}) {
			return int32(i)
		}
	}
	return -1
}

// meant tells whether a member may be called by a noun with such traits.
func (r *resolver) meant(m *member, traits []string) bool {
	if m.kind == Person || m.kind == "" {
		return false
	}
	if traits == nil {
		return !m.press || m.count > 3
	}
	for _, t := range traits {
		switch t {
		case "company":
			// What is only posted on is seldom what "the company" means.
			if m.kind == Company && (m.count > 2 || !slices.Contains(m.traits, "social")) {
				return true
			}
		case "government":
			if m.kind == Government {
				return true
			}
		case "organisation":
			if m.kind == Organisation && !m.press {
				return true
			}
		default:
			if slices.Contains(m.traits, t) || containsFold(m.name, t) {
				return true
			}
		}
	}
	return false
}

// organisationBefore finds the organisation that a word at token at refers
// back to: the last named in the same sentence, else who spoke last, else the
// first named in the sentences before.
func (r *resolver) organisationBefore(at int, traits []string) int32 {
	if n := r.lastBefore(at, traits); n >= 0 {
		return n
	}
	return r.most(func(m *member) bool { return r.meant(m, traits) })
}

// lastBefore is organisationBefore without a guess where nothing precedes.
func (r *resolver) lastBefore(at int, traits []string) int32 {
	sentence := r.d.tokens[at].sentence
	fits := func(m *member) bool { return r.meant(m, traits) }
	if traits == nil {
		if n := len(r.cast.spoken); n > 0 {
			last := r.cast.spoken[n-1]
			if last.member >= 0 && last.token < at && r.d.tokens[last.token].sentence == sentence && fits(&r.cast.members[last.member]) {
				return last.member
			}
		}
		if n := r.subject(sentence, at, fits); n >= 0 {
			return n
		}
		if n := len(r.cast.spoken); n > 0 {
			last := r.cast.spoken[n-1]
			if last.member >= 0 && last.token < at && sentence-r.d.tokens[last.token].sentence <= 1 && fits(&r.cast.members[last.member]) {
				return last.member
			}
		}
		for s := sentence; s >= sentence-1; s-- {
			if n := r.subjectOf(s, at); n >= 0 && fits(&r.cast.members[n]) {
				return n
			}
		}
	}
	for i := at - 1; i >= r.d.sentences[sentence].Start; i-- {
		if n := r.cast.at[i]; n > 0 {
			if m := r.cast.appearances[n-1].member; fits(&r.cast.members[m]) {
				return m
			}
		}
	}
	for s := sentence - 1; s >= 0 && s > sentence-far; s-- {
		if n := len(r.cast.spoken); n > 0 && r.d.tokens[r.cast.spoken[n-1].token].sentence >= s {
			last := r.cast.spoken[n-1]
			if last.member >= 0 && last.token < at {
				m := last.member
				if r.cast.members[m].kind == Person && r.cast.members[m].of >= 0 {
					m = r.cast.members[m].of
				}
				if fits(&r.cast.members[m]) {
					return m
				}
			}
		}
		if n := r.first(s, at, fits); n >= 0 {
			return n
		}
	}
	return -1
}

// subjectOf finds whom a sentence that begins with a description is about: The
// regulator was less sure. It gives -1 where there is none.
func (r *resolver) subjectOf(sentence, at int) int32 {
	if sentence < 0 || r.depth > 1 || r.d.chunkAt == nil {
		return -1
	}
	start := r.d.sentences[sentence].Start
	if r.d.chunkAt[start] == 0 {
		return -1
	}
	c := &r.d.chunks[r.d.chunkAt[start]-1]
	if c.End >= at || r.d.groupAt[c.End] == 0 || r.cast.at[c.head] > 0 {
		return -1
	}
	if r.d.tokens[start].lower == "the" {
		if n := r.described(c.stretch, c.head); n >= 0 {
			return n
		}
	}
	// What nothing is named for is known by its description from here on.
	if t := &r.d.tokens[c.head]; r.book.nouns[t.lower] == nil || t.form != formNN {
		return -1
	}
	p := r.plain(c.stretch, c.head)
	r.cast.enter(p)
	return r.cast.find(p.Name)
}

// far and crowd bound searches back over a text: sentences before a phrase,
// and members looked through.
const (
	far   = 80
	crowd = 300
)

// most gives the fitting member that the article names most, or -1.
func (r *resolver) most(fits func(*member) bool) int32 {
	best := int32(-1)
	for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
		m := &r.cast.members[i]
		if fits(m) && (best < 0 || m.weight() > r.cast.members[best].weight()) {
			best = int32(i)
		}
	}
	return best
}

// weight is how much an article is about a member: what stands at its head
// counts more.
func (m *member) weight() int {
	if m.lead {
		return m.count + 2
	}
	return m.count
}

// organisationAfter finds the first organisation named behind token at that
// fits, for "a cybersecurity company" that is named only later.
func (r *resolver) organisationAfter(at int, traits []string) int32 {
	for i := at + 1; i < min(len(r.d.tokens), at+80); i++ {
		if n := r.cast.at[i]; n > 0 {
			if m := r.cast.appearances[n-1].member; r.meant(&r.cast.members[m], traits) {
				return m
			}
		}
	}
	return -1
}

// containsFold tells whether lower, in small letters, stands in name in
// whatever case.
func containsFold(name, lower string) bool {
	for i := 0; i+len(lower) <= len(name); i++ {
		if strings.EqualFold(name[i:i+len(lower)], lower) {
			return true
		}
	}
	return false
}
