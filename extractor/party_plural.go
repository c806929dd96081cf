package extractor

import "strings"

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

// subjectLike tells whether a noun phrase begins its sentence or stands
// before a verb.
func (r *resolver) subjectLike(k *chunk) bool {
	return r.d.sentences[r.d.tokens[k.Start].sentence].Start == k.Start ||
		k.End < len(r.d.tokens) && r.d.groupAt[k.End] > 0
}
