package extractor

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
	case "i", "we", "us":
		return r.quoted(s.Start)
	case "you":
		if turn := r.d.interview.turnAt(r.d, s.Start); turn != nil && turn.question {
			return r.cast.party(r.d.interview.guest), true
		}
		return r.addressee(s.Start), true
	case "it", "its":
		if n := r.organisationBefore(s.Start, nil); n >= 0 {
			return r.cast.party(n), true
		}
	case "each":
		if p, ok := r.two(s.Start, nil); ok {
			return p, true
		}
		return Party{}, false
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

// relative reads "who" and "which": the party named right before, a person
// behind whose name his firm's may stand for "who".
func (r *resolver) relative(at int) (Party, bool) {
	body := int32(-1)
	for i := at - 1; i >= 0 && i >= at-14 && r.d.tokens[i].sentence == r.d.tokens[at].sentence; i-- {
		if n := r.cast.at[i]; n > 0 {
			m := r.cast.appearances[n-1].member
			if r.d.tokens[at].lower != "who" || r.cast.members[m].kind == Person {
				return r.cast.party(m), true
			}
			if body < 0 {
				body = m
			}
		}
		if c := r.d.chunkAt[i]; body < 0 && c > 0 && r.d.chunks[c-1].head == i && r.d.tokens[i].tag != pronoun && i >= at-4 {
			return r.phrase(r.d.chunks[c-1].stretch), true
		}
	}
	if body >= 0 {
		return r.cast.party(body), true
	}
	return Party{Kind: NoKind}, true
}

// quoted reads "we" and "I" within a quotation: who spoke last, else who
// speaks next in the sentence.
func (r *resolver) quoted(at int) (Party, bool) {
	if r.d.quoted[at] == 0 {
		if turn := r.d.interview.turnAt(r.d, at); turn != nil {
			return r.d.interview.speaker(r.cast, turn), true
		}
		if p, ok := r.writer(at); ok {
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
	if p, ok := r.somebody(sentence, at); ok {
		return p, true
	}
	if n := len(r.cast.spoken); n > 0 {
		last := r.cast.spoken[n-1]
		if last.member >= 0 && fits(&r.cast.members[last.member]) && sentence-r.d.tokens[last.token].sentence <= 3 && last.token < at {
			return last.party, true
		}
	}
	unnamed := r.lastUnnamed(at)
	for s := sentence - 1; s >= 0 && s >= sentence-12; s-- {
		if unnamed >= 0 && s <= r.d.tokens[r.cast.spoken[unnamed].token].sentence {
			return r.cast.spoken[unnamed].party, true
		}
		if n := r.first(s, at, fits); n >= 0 {
			return r.cast.party(n), true
		}
	}
	if n := r.most(fits); n >= 0 {
		return r.cast.party(n), true
	}
	return Party{Kind: NoKind}, true
}

// lastUnnamed gives the index of the statement before token at, two sentences
// back at most, whose speaker the article brings in there without a name (a
// gate agent, one director), or -1.
func (r *resolver) lastUnnamed(at int) int {
	n := len(r.cast.spoken) - 1
	if n < 0 || r.cast.spoken[n].party.Kind != Unnamed || r.cast.spoken[n].token >= at || r.d.chunkAt == nil {
		return -1
	}
	sentence := r.d.tokens[r.cast.spoken[n].token].sentence
	if r.d.tokens[at].sentence-sentence > 2 {
		return -1
	}
	s := r.d.sentences[sentence]
	for i := s.Start; i < min(s.End, at, s.Start+6); i++ {
		t := &r.d.tokens[i]
		if r.d.chunkAt[i] == 0 || t.tag != noun || !hasWord(r.cast.spoken[n].party.Name, t.lower) || t.lower == "man" || t.lower == "woman" {
			continue
		}
		switch r.d.tokens[r.d.chunks[r.d.chunkAt[i]-1].Start].lower {
		case "a", "an", "one", "another":
			return n
		}
	}
	return -1
}

// somebody reads who a sentence opens with before token at where that is one
// without a name: a farmer lost his cows, he said.
func (r *resolver) somebody(sentence, at int) (Party, bool) {
	from := r.d.sentences[sentence].Start
	for i := from; i < min(at, from+6); i++ {
		if r.d.chunkAt == nil || r.d.chunkAt[i] == 0 {
			continue
		}
		c := &r.d.chunks[r.d.chunkAt[i]-1]
		t := &r.d.tokens[c.head]
		first := r.d.tokens[c.Start].lower
		if first != "a" && first != "an" && first != "one" && first != "another" || t.tag != noun || t.form == formNNS {
			return Party{}, false
		}
		if !r.book.has(t.lower, humanWord|roleWord) && !agent(t.lower) || r.book.nouns[t.lower] != nil || r.cast.at[c.head] > 0 || c.End < at && r.cast.at[c.End] > 0 {
			return Party{}, false
		}
		return r.plain(stretch{c.Start, c.head + 1}, c.head), true
	}
	return Party{}, false
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
