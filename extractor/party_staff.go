package extractor

// namedBehind reads a role whose holder is named right behind it: his
// attorney, Jennifer Bonjean.
func (r *resolver) namedBehind(s stretch, head int) (Party, bool) {
	if head+2 >= s.End || r.d.tokens[head+1].lower != "," {
		return Party{}, false
	}
	at := r.cast.at[head+2]
	if k := head + 3; at == 0 && k < s.End && r.cast.at[k] > 0 && r.d.tokens[k-1].shape.is(capital) {
		at = r.cast.at[k] // another critic, President Smith
	} else if k++; at == 0 && k < s.End && r.cast.at[k] > 0 && r.d.tokens[k-1].shape.is(capital) && r.d.tokens[k-2].shape.is(capital) {
		at = r.cast.at[k]
	}
	if at == 0 || r.d.tokens[head].shape.is(capital) && !r.d.starts(head) {
		return Party{}, false
	}
	n := r.cast.appearances[at-1].member
	if r.cast.members[n].kind != Person && (r.book.nouns[r.d.tokens[head].lower] == nil || r.cast.members[n].press) {
		return Party{}, false
	}
	p := r.cast.party(n)
	if role := r.d.tokens[head].lower; p.Kind == Person && p.For == "" && r.book.has(role, roleWord) && !r.book.has(role, privateWord) && !r.past(s, head) {
		if of := r.ownerWithin(stretch{s.Start, head + 1}, head); of >= 0 {
			p.For = r.cast.members[of].name // Its chairman, Sir Ian Pell
		}
	}
	return p, true
}

// past tells whether the role at head is one that somebody had.
func (r *resolver) past(s stretch, head int) bool {
	for i := s.Start; i < head; i++ {
		if w := r.d.tokens[i].lower; w == "former" || w == "ex" || w == "late" {
			return true
		}
	}
	return false
}

// staff reads "Colby's campaign manager" and "his office": those who work for
// a person are a body of their own.
func (r *resolver) staff(s stretch, head int) (Party, bool) {
	work := r.d.tokens[head].lower
	for i := s.Start + 1; i <= head && work != "office"; i++ {
		if r.d.tokens[i].lower == "campaign" {
			work = "campaign"
		}
	}
	if work != "office" && work != "campaign" {
		return Party{}, false
	}
	var who Party
	switch t := &r.d.tokens[s.Start]; t.lower {
	case "his":
		who, _ = r.person(s.Start, maleGiven)
	case "her":
		who, _ = r.person(s.Start, femaleGiven)
	default:
		at := r.cast.at[s.Start]
		if at == 0 {
			return Party{}, false
		}
		a := &r.cast.appearances[at-1]
		if a.End > head || r.d.tokens[a.End].lower != "'s" {
			return Party{}, false
		}
		who = r.cast.party(a.member)
	}
	if who.Kind != Person {
		return Party{}, false
	}
	name, kind := who.Name+"’s "+work, Organisation
	if work == "office" {
		kind = Government
	}
	return Party{Name: name, Kind: kind, For: name}, true
}

// office reads "the mayor's office", "the mayor's press secretary": the city
// is that of the mayor whom the article names.
func (r *resolver) office(s stretch, head int) (Party, bool) {
	if p, ok := r.staff(s, head); ok {
		return p, true
	}
	for i := s.Start; i+1 < s.End && i < head; i++ {
		role := r.d.tokens[i].lower
		if role != "mayor" && role != "governor" || r.d.tokens[i+1].lower != "'s" {
			continue
		}
		for k := range r.cast.members[:min(len(r.cast.members), crowd)] {
			if m := &r.cast.members[k]; m.kind == Person && m.role == role && m.of >= 0 {
				name := r.cast.members[m.of].name + " " + role + "’s office"
				return Party{Name: name, Kind: Government, For: name}, true
			}
		}
		name := r.text(stretch{s.Start, i + 1}) + "’s office"
		return Party{Name: name, Kind: Government, For: name}, true
	}
	return Party{}, false
}

// board reads "the board of Norvik", "Norvik's management", "the board": those
// who run a company speak for it.
func (r *resolver) board(s stretch, head int) (Party, bool) {
	if w := r.d.tokens[head].lower; w != "board" && w != "management" && w != "leadership" {
		return Party{}, false
	}
	if head+2 < s.End && r.d.tokens[head+1].lower == "of" {
		p := r.phrase(stretch{head + 2, s.End})
		return p, p.Kind == Company || p.Kind == Organisation
	}
	if n := r.owner(s, head); n >= 0 {
		p := r.cast.party(n)
		return p, p.Kind == Company || p.Kind == Organisation
	}
	if head > s.Start+1 || head > s.Start && r.d.tokens[s.Start].lower != "the" {
		return Party{}, false
	}
	if n := r.lastBefore(s.Start, []string{string(Company)}); n >= 0 {
		return r.cast.party(n), true
	}
	return Party{}, false
}
