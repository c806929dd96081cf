package extractor

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

// writer finds whose text it is in which "we" or "I" stands at token at,
// outside quotations.
func (r *resolver) writer(at int) (Party, bool) {
	alone := r.d.tokens[at].lower == "i"
	n, of := r.signatory()
	if n >= 0 {
		p := r.cast.party(n)
		if of >= 0 && !alone {
			p = r.cast.party(of)
		} else if of >= 0 {
			p.For = r.cast.members[of].name
		}
		return p, true
	}
	if alone {
		return Party{}, false
	}
	if n := r.issuer(); n >= 0 {
		return r.cast.party(n), true
	}
	return r.undersigned()
}

// issuer gives the organisation that a text says it comes from: a statement
// from Tarn Foods on a recall. It gives -1 where there is none.
func (r *resolver) issuer() int32 {
	for i := 2; i < min(len(r.d.tokens), 30); i++ {
		n := r.cast.at[i]
		if n == 0 || r.d.tokens[i-1].lower != "from" && r.d.tokens[i-1].lower != "by" {
			continue
		}
		m := r.cast.appearances[n-1].member
		switch r.d.tokens[i-2].lower {
		case "statement", "letter", "message", "note", "notice", "release", "update", "apology", "response":
			if r.cast.members[m].kind != Person {
				return m
			}
		}
	}
	return -1
}

// undersigned reads who those are that write together: We, the undersigned
// teachers, ask; We are 300 teachers.
func (r *resolver) undersigned() (Party, bool) {
	for i := 0; i+4 < min(len(r.d.tokens), 200); i++ {
		if r.d.tokens[i].lower != "we" || r.d.quoted[i] > 0 {
			continue
		}
		k := i + 2
		if r.d.tokens[i+1].lower != "," && !(r.d.tokens[i+1].lower == "are" && r.d.tokens[k].tag == number) {
			continue
		}
		if n := r.d.chunkAt[k]; n > 0 && r.groupNoun(&r.d.tokens[r.d.chunks[n-1].head]) {
			c := &r.d.chunks[n-1]
			for k < c.head && r.d.tokens[k].tag == number {
				k++
			}
			return r.plain(stretch{k, c.head + 1}, c.head), true
		}
	}
	return Party{}, false
}

// addressee finds whom "you" means outside quotations: to whom a letter is
// written.
func (r *resolver) addressee(at int) Party {
	if r.d.quoted[at] > 0 {
		return Party{Kind: NoKind}
	}
	for i := 0; i+1 < min(len(r.d.tokens), 120); i++ {
		greets := r.d.tokens[i].lower == "dear" || r.d.tokens[i].lower == "to" && i > 0 && r.d.tokens[i-1].lower == "letter"
		for k := i + 1; greets && k < min(len(r.d.tokens), i+4); k++ {
			if n := r.cast.at[k]; n > 0 {
				return r.cast.party(r.cast.appearances[n-1].member)
			}
		}
	}
	return Party{Kind: NoKind}
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
