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
