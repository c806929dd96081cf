package extractor

import (
	"slices"
	"strings"
)

// plural finds whom "they" means: who spoke last if several or an
// organisation, else the plural noun phrase before.
func (r *resolver) plural(at int) (Party, bool) {
	sentence := r.d.tokens[at].sentence
	if n := len(r.cast.spoken); n > 0 {
		last := r.cast.spoken[n-1]
		if sentence-r.d.tokens[last.token].sentence <= 2 && (strings.Contains(last.party.Name, ";") || last.party.Kind == Group) {
			return last.party, true
		}
	}
	for i := at - 1; i >= 0 && i > at-60; i-- {
		c := r.d.chunkAt[i]
		if c == 0 {
			continue
		}
		k := &r.d.chunks[c-1]
		if t := &r.d.tokens[k.head]; i == k.head && r.cast.at[i] == 0 && r.groupNoun(t) && t.lower != "percent" && r.subjectLike(k) {
			return r.plain(k.stretch, k.head), true
		}
	}
	if p, ok := r.pair(sentence, at); ok {
		return p, true
	}
	if n := r.organisationBefore(at, nil); n >= 0 {
		return r.cast.party(n), true
	}
	return Party{Kind: NoKind}, true
}

// pair gives the persons of the sentence before, if there are two or more.
func (r *resolver) pair(sentence, at int) (Party, bool) {
	var names []string
	for s := sentence; s >= 0 && s > sentence-8; s-- {
		for i := r.d.sentences[s].Start; i < min(at, r.d.sentences[s].End); i++ {
			if n := r.cast.at[i]; n > 0 {
				if m := &r.cast.members[r.cast.appearances[n-1].member]; m.kind == Person {
					names = appendNew(names, m.name)
				}
			}
		}
		if len(names) > 1 {
			return Party{Name: strings.Join(names, "; "), Kind: Person}, true
		}
	}
	return Party{}, false
}

// two reads "each", "both companies", "the two sides" at token at: the two
// organisations that traits fit, named together last, else those that the
// article is about.
func (r *resolver) two(at int, traits []string) (Party, bool) {
	sentence := r.d.tokens[at].sentence
	for s := sentence; s >= 0 && s > sentence-4; s-- {
		var found []int32
		for i := r.d.sentences[s].Start; i < min(at, r.d.sentences[s].End); i++ {
			if n := r.cast.at[i]; n > 0 {
				if m := r.cast.appearances[n-1].member; r.meant(&r.cast.members[m], traits) && !slices.Contains(found, m) {
					found = append(found, m)
				}
			}
		}
		if len(found) == 2 {
			return r.together(found[0], found[1]), true
		}
		if len(found) > 2 {
			return Party{}, false
		}
	}
	first := r.most(func(m *member) bool { return r.meant(m, traits) })
	if first < 0 {
		return Party{}, false
	}
	second := r.most(func(m *member) bool { return r.meant(m, traits) && m.name != r.cast.members[first].name })
	if second < 0 || r.cast.members[second].count < 2 {
		return Party{}, false
	}
	return r.together(first, second), true
}

// together joins two members.
func (r *resolver) together(a, b int32) Party {
	p, q := r.cast.party(a), r.cast.party(b)
	p.Name, p.For = p.Name+"; "+q.Name, p.For+"; "+q.For
	return p
}

// sides reads a phrase that means two organisations: both companies, the two
// airlines, either side, each company.
func (r *resolver) sides(s stretch, head int) (Party, bool) {
	if head == s.Start {
		return Party{}, false
	}
	first := r.d.tokens[s.Start].lower
	if first == "the" && head == s.Start+2 {
		first = r.d.tokens[s.Start+1].lower
	}
	if first == "two" && r.d.tokens[s.Start].lower != "the" {
		return Party{}, false
	}
	if first != "both" && first != "each" && first != "two" && first != "either" && first != "neither" || head-s.Start > 2 {
		return Party{}, false
	}
	w := r.d.tokens[head].lower
	if w == "side" || w == "sides" || w == "parties" || w == "party" {
		return r.two(s.Start, nil)
	}
	for _, one := range [...]string{w, strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "ies") + "y"} {
		if traits := r.book.nouns[one]; traits != nil {
			return r.two(s.Start, traits)
		}
	}
	return Party{}, false
}

// subjectLike tells whether a noun phrase begins its sentence or stands
// before a verb.
func (r *resolver) subjectLike(k *chunk) bool {
	return r.d.sentences[r.d.tokens[k.Start].sentence].Start == k.Start ||
		k.End < len(r.d.tokens) && r.d.groupAt[k.End] > 0
}
