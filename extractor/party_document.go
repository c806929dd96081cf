package extractor

// document reads "a report by X", "Microsoft's blog post", "the lawsuit".
func (r *resolver) document(s stretch, head int) Party {
	if n := r.owner(s, head); n >= 0 && (r.cast.members[n].kind != Person || r.book.has(r.d.tokens[head].lower, personalWord|ownWord)) {
		return r.cast.party(n)
	}
	if w := r.d.tokens[s.Start].lower; w == "his" || w == "her" {
		sex := maleGiven
		if w == "her" {
			sex = femaleGiven
		}
		if p, _ := r.person(s.Start, sex); p.Name != "" {
			return p // her own study
		}
	}
	for i, tried := head+1, 0; i < s.End && tried < 2; i++ {
		switch r.d.tokens[i].lower {
		case "from", "by", "of", "on", "at", "for":
			tried++
			rest := stretch{i + 1, s.End}
			if rest.empty() || r.read(i-1) {
				continue
			}
			if p := r.phrase(rest); p.Kind != Group && p.Kind != Unnamed && p.Kind != Document && p.Kind != NoKind && p.Name != "" && (p.For != "" || p.Kind == Person) {
				return p
			}
		}
	}
	if n := r.described(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if p, ok := r.possessor(s, head); ok {
		return p
	}
	if r.book.has(r.d.tokens[head].lower, ownWord) {
		if n := r.organisationBefore(s.Start, nil); n >= 0 && r.cast.members[n].kind != Person {
			return r.cast.party(n)
		}
	}
	if n := r.pollster(head); n >= 0 {
		return r.cast.party(n)
	}
	p := Party{Name: r.text(stretch{s.Start, head + 1}), Kind: Document}
	return p
}

// possessor reads whose a document is of somebody without a name: a
// prosecutor's statement, a police statement.
func (r *resolver) possessor(s stretch, head int) (Party, bool) {
	to := s.Start
	for k := s.Start + 1; k < head; k++ {
		if r.d.tokens[k].form == formPOS {
			to = k
		}
	}
	if to == s.Start && head > s.Start && r.book.has(r.d.tokens[head-1].lower, officialWord) {
		to = head
	}
	if to == s.Start || r.d.tokens[s.Start].form == formPRPS {
		return Party{}, false
	}
	p := r.phrase(stretch{s.Start, to})
	return p, p.Name != "" && p.Kind != Document
}

// read tells whether the word at token i says who has a document, not who
// wrote it: a memo obtained by.
func (r *resolver) read(i int) bool {
	switch r.d.tokens[i].lower {
	case "viewed", "seen", "obtained", "reviewed", "published", "cited", "received", "leaked":
		return true
	}
	return false
}

// pollster finds who made the poll or the study that a word at token head
// means: whom the article names as the maker of one anywhere, or -1.
func (r *resolver) pollster(head int) int32 {
	if !pollWord(r.d.tokens[head].lower) {
		return -1
	}
	for n := range r.cast.appearances[:min(len(r.cast.appearances), crowd)] {
		a := &r.cast.appearances[n]
		if m := &r.cast.members[a.member]; m.kind == Person || m.press {
			continue
		}
		if a.Start > 1 && r.d.tokens[a.Start-1].lower == "by" && pollWord(r.d.tokens[a.Start-2].lower) {
			return a.member
		}
		if a.End < len(r.d.tokens) && pollWord(r.d.tokens[a.End].lower) {
			return a.member
		}
	}
	return -1
}

func pollWord(w string) bool { return w == "poll" || w == "survey" || w == "polls" || w == "surveys" }

// owner finds the organisation or person before a possessive or right before
// the head of a phrase: Delta's online form, a Microsoft status page.
func (r *resolver) owner(s stretch, head int) int32 {
	found := int32(-1)
	for i := s.Start; i < head; i++ {
		if at := r.cast.at[i]; at > 0 {
			found = r.cast.appearances[at-1].member
			continue
		}
		if lower := r.d.tokens[i].lower; i+1 < head && (r.d.tokens[i+1].lower == "'s" || r.d.tokens[i+1].lower == "'") || lower == "its" || lower == "their" || lower == "our" {
			if lower == "its" || lower == "their" || lower == "our" {
				found = r.organisationBefore(s.Start, nil)
				continue
			}
			if traits := r.book.nouns[lower]; traits != nil {
				found = r.organisationBefore(s.Start, traits)
			}
		}
	}
	return found
}
