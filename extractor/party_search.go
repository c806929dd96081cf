package extractor

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
