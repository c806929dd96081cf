package extractor

import "strings"

// pronoun reads a phrase that is a pronoun and no more.
func (r *resolver) pronoun(s stretch) (Party, bool) {
	t := &r.d.tokens[s.Start]
	if s.End-s.Start > 2 && t.lower != "it" && t.lower != "he" && t.lower != "she" && t.lower != "they" && t.lower != "who" && t.lower != "which" {
		return Party{}, false
	}
	if s.End-s.Start > 1 && r.d.chunkAt[s.Start] > 0 && r.d.chunks[r.d.chunkAt[s.Start]-1].End > s.Start+1 {
		return Party{}, false
	}
	switch t.lower {
	case "he", "him", "his":
		return r.person(s.Start, maleGiven)
	case "she", "her":
		return r.person(s.Start, femaleGiven)
	case "i":
		return r.quoted(s.Start)
	case "we", "us":
		return r.quoted(s.Start)
	case "it", "its":
		if n := r.organisationBefore(s.Start, nil); n >= 0 {
			return r.cast.party(n), true
		}
	case "both":
		if p, ok := r.pair(r.d.tokens[s.Start].sentence, s.Start); ok {
			return p, true
		}
		return r.plural(s.Start)
	case "they", "them", "their":
		return r.plural(s.Start)
	case "who", "which", "that":
		return r.relative(s.Start)
	default:
		return Party{}, false
	}
	return Party{Kind: NoKind}, true
}

// relative reads "who" and "which": the party named right before.
func (r *resolver) relative(at int) (Party, bool) {
	for i := at - 1; i >= 0 && i >= at-14 && r.d.tokens[i].sentence == r.d.tokens[at].sentence; i-- {
		if n := r.cast.at[i]; n > 0 {
			return r.cast.party(r.cast.appearances[n-1].member), true
		}
		if c := r.d.chunkAt[i]; c > 0 && r.d.chunks[c-1].head == i && r.d.tokens[i].tag != pronoun && i >= at-4 {
			return r.phrase(r.d.chunks[c-1].stretch), true
		}
	}
	return Party{Kind: NoKind}, true
}

// quoted reads "we" and "I" within a quotation: who spoke last, else who
// speaks next in the sentence.
func (r *resolver) quoted(at int) (Party, bool) {
	if r.d.quoted[at] == 0 {
		if n, of := r.signatory(); n >= 0 {
			p := r.cast.party(n)
			if of >= 0 && r.d.tokens[at].lower != "i" {
				p = r.cast.party(of)
			} else if of >= 0 {
				p.For = r.cast.members[of].name
			}
			return p, true
		}
		if !r.inTurn(at) {
			return Party{Kind: NoKind}, true
		}
	}
	if n := len(r.cast.spoken); n > 0 {
		last := r.cast.spoken[n-1]
		if r.d.tokens[at].sentence-r.d.tokens[last.token].sentence <= 2 {
			return last.party, true
		}
	}
	return Party{Kind: NoKind}, true
}

// inTurn tells whether the paragraph of token at opens with a speaker's name
// and a colon, as turns of a transcript do, or within a sentence that somebody
// is said to say.
func (r *resolver) inTurn(at int) bool {
	p := r.d.sentences[r.d.tokens[at].sentence].paragraph
	first := r.d.sentences[r.d.paragraphs[p].Start].Start
	for i := first; i < min(at, first+7); i++ {
		if r.d.tokens[i].lower == ":" {
			return true
		}
	}
	return false
}

// signatory finds who signs a letter: the person named behind its closing
// words, and the organisation named last there, each -1 where there is none.
func (r *resolver) signatory() (person, of int32) {
	closing := -1
	for i := len(r.d.tokens) - 1; i >= 0 && i > len(r.d.tokens)-60; i-- {
		switch r.d.tokens[i].lower {
		case "sincerely", "faithfully", "regards", "respectfully", "truly", "respect", "wishes", "cordially":
			closing = i
		}
		if closing >= 0 {
			break
		}
	}
	person, of = -1, -1
	if closing < 0 {
		if person = r.author(); person >= 0 {
			of = r.cast.members[person].of
		}
		return person, of
	}
	for i := closing; i < len(r.d.tokens); i++ {
		n := r.cast.at[i]
		if n == 0 {
			continue
		}
		m := r.cast.appearances[n-1].member
		switch {
		case r.cast.members[m].kind != Person:
			of = m
		case person < 0:
			person = m
		}
	}
	if person >= 0 && of < 0 {
		of = r.cast.members[person].of
	}
	if person >= 0 && of < 0 {
		of = r.letterhead()
	}
	return person, of
}

// author gives the person under whose name a text stands: by Noor Haddad, a
// memo sent by Bryce Tomlin. It gives -1 where there is none.
func (r *resolver) author() int32 {
	for i := 1; i < min(len(r.d.tokens), 60); i++ {
		n := r.cast.at[i]
		if n == 0 || r.d.tokens[i-1].lower != "by" || r.cast.members[r.cast.appearances[n-1].member].kind != Person {
			continue
		}
		if r.d.sentences[r.d.tokens[i].sentence].Start == i-1 {
			return r.cast.appearances[n-1].member
		}
		for k := i - 2; k >= 0 && k > i-7; k-- {
			if w := r.d.tokens[k].lower; w == "memo" || w == "letter" || w == "email" || w == "e-mail" || w == "note" || w == "message" {
				return r.cast.appearances[n-1].member
			}
		}
	}
	return -1
}

// letterhead gives the organisation named first above a letter's "Dear", or
// -1.
func (r *resolver) letterhead() int32 {
	for i := 0; i < min(len(r.d.tokens), 80); i++ {
		if r.d.tokens[i].lower == "dear" {
			break
		}
		if n := r.cast.at[i]; n > 0 && r.cast.members[r.cast.appearances[n-1].member].kind != Person {
			for j := i; j < min(len(r.d.tokens), 80); j++ {
				if r.d.tokens[j].lower == "dear" {
					return r.cast.appearances[n-1].member
				}
			}
		}
	}
	return -1
}

// person finds whom "he" or "she" means: in the same sentence the person
// named first, else who spoke last, else the first person of the sentences
// before.
func (r *resolver) person(at int, sex lexical) (Party, bool) {
	fits := func(m *member) bool {
		return m.kind == Person && (m.given == 0 || m.given&(sex|eitherGiven) != 0)
	}
	sentence := r.d.tokens[at].sentence
	if n := r.first(sentence, at, fits); n >= 0 {
		return r.cast.party(n), true
	}
	if n := len(r.cast.spoken); n > 0 {
		last := r.cast.spoken[n-1]
		if last.member >= 0 && fits(&r.cast.members[last.member]) && sentence-r.d.tokens[last.token].sentence <= 3 && last.token < at {
			return last.party, true
		}
	}
	for s := sentence - 1; s >= 0 && s >= sentence-12; s-- {
		if n := r.first(s, at, fits); n >= 0 {
			return r.cast.party(n), true
		}
	}
	if n := r.most(fits); n >= 0 {
		return r.cast.party(n), true
	}
	return Party{Kind: NoKind}, true
}

// first gives the first member named in a sentence before token at that
// fits, or -1.
func (r *resolver) first(sentence, at int, fits func(*member) bool) int32 {
	s := r.d.sentences[sentence]
	for i := s.Start; i < min(s.End, at); i++ {
		n := r.cast.at[i]
		if n == 0 {
			continue
		}
		a := &r.cast.appearances[n-1]
		if fits(&r.cast.members[a.member]) {
			return a.member
		}
		i = a.End - 1
	}
	return -1
}

// subject finds the first member named in a sentence before token at that
// fits and stands before a verb, or -1.
func (r *resolver) subject(sentence, at int, fits func(*member) bool) int32 {
	if r.d.groupAt == nil {
		return -1
	}
	s := r.d.sentences[sentence]
	for i := s.Start; i < min(s.End, at); i++ {
		n := r.cast.at[i]
		if n == 0 {
			continue
		}
		a := &r.cast.appearances[n-1]
		if i = a.End - 1; a.End < s.End && r.d.groupAt[a.End] > 0 && fits(&r.cast.members[a.member]) {
			return a.member
		}
	}
	return -1
}

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
