package extractor

import "slices"

// affiliate finds for whom the persons of the cast speak: by the role before
// a name (Delta CEO Ed Bastian) or behind it (Ed Bastian, chief executive of
// Delta). What is said once holds for the whole article.
func (c *casting) affiliate() {
	for n := range c.cast.appearances {
		a := c.cast.appearances[n]
		if m := &c.cast.members[a.member]; m.kind != Person || m.of >= 0 {
			continue
		}
		of, role := c.roleBefore(a.Start)
		if of < 0 {
			if behind, what := c.roleBehind(a.End); behind >= 0 || role == "" {
				of, role = behind, what
			}
		}
		m := &c.cast.members[a.member]
		if m.of = of; role != "" {
			m.role = role
		}
		if of >= 0 && (role == "minister" || role == "ambassador" || role == "premier") {
			if land := &c.cast.members[of]; land.entry < 0 && land.kind == Company {
				land.kind = Government // Lataro's prime minister
			}
		}
	}
	for n := range c.cast.appearances {
		a := &c.cast.appearances[n]
		m := &c.cast.members[a.member]
		if m.kind != Person || m.of >= 0 || !c.roleStands(a) {
			continue
		}
		if fits := c.bodyFor(m.role, a.Start); fits != nil {
			m.of = c.nearestOf(a.Start, fits)
		} else if c.book.has(m.role, headWord) {
			m.of = c.nearest(a.Start)
		}
	}
}

// bodyFor tells what kind of body somebody in a role before token start is of
// where no name stands beside it, nil for any company.
func (c *casting) bodyFor(role string, start int) func(*member) bool {
	switch role {
	case "judge", "magistrate", "justice", "chancellor":
		return func(m *member) bool { return m.kind == Government && containsFold(m.name, "court") }
	case "commissioner", "superintendent", "administrator":
		return func(m *member) bool { return m.kind == Government }
	case "secretary", "officer", "organiser", "organizer":
		for i := start - 1; i >= 0 && i > start-4; i-- {
			if w := c.d.tokens[i].lower; w == "general" || w == "national" || w == "regional" || w == "union" {
				return unionised
			}
		}
	}
	return nil
}

// unionised tells whether a member is a union or like one.
func unionised(m *member) bool {
	return m.kind == Organisation && (slices.Contains(m.traits, "union") || containsFold(m.name, "union") || containsFold(m.name, "workers") || containsFold(m.name, "guild") || containsFold(m.name, "federation"))
}

// roleStands tells whether a role stands beside this naming of a person.
func (c *casting) roleStands(a *appearance) bool {
	for i := max(0, a.Start-4); i < min(len(c.w), a.End+8); i++ {
		if (i < a.Start || i >= a.End) && c.is(i, roleWord) {
			return true
		}
	}
	return false
}

// roleBehind reads the apposition behind a name: Ed Bastian, [chief executive
// of Delta].
func (c *casting) roleBehind(end int) (of int32, role string) {
	tokens := c.d.tokens
	if end >= len(tokens) {
		return -1, ""
	}
	sentence := tokens[end].sentence
	switch tokens[end].lower {
	case "of", "at":
		if m := c.orgAt(end + 1); m >= 0 && c.cast.members[m].kind != Government {
			return m, ""
		}
		return -1, ""
	case ",", "(", "–", "—", "-":
	default:
		return -1, ""
	}
	if m := c.presents(end); m >= 0 {
		return m, ""
	}
	owner := int32(-1)
	for i := end + 1; i < len(tokens) && i < end+22 && tokens[i].sentence == sentence; i++ {
		t := &tokens[i]
		if at := c.cast.at[i]; at > 0 {
			a := &c.cast.appearances[at-1]
			switch {
			case c.cast.members[a.member].kind == Person:
				return -1, ""
			case role != "" && linked(tokens[end:a.Start]):
				return a.member, role
			case role != "" && (c.book.has(role, headWord) || role == "president"):
				return a.member, role
			case owner < 0:
				owner = a.member
			}
			i = a.End - 1
			continue
		}
		switch {
		case t.lower == "former" || t.lower == "ex":
			return -1, ""
		case c.is(i, roleWord) && !t.shape.is(mark):
			if c.book.has(t.lower, privateWord) {
				return -1, ""
			}
			role = t.lower
			if t.lower == "minister" || t.lower == "secretary" {
				if m, ok := c.department(i - 1); ok && t.lower == "secretary" {
					return m, role
				}
				if m := c.ministry(i); m >= 0 {
					return m, role
				}
			}
			if t.lower == "mayor" && i+2 < len(tokens) && tokens[i+1].lower == "of" {
				if e, size := c.book.longest(c.w, tokens, i+2, min(i+6, len(tokens))); size > 0 && c.book.entries[e.entry].kind == placeName {
					return c.body(c.book.entries[e.entry].name, Government), role
				}
				to := i + 2
				for to < len(tokens) && to < i+5 && tokens[to].shape.is(capital) {
					to++
				}
				if to > i+2 {
					return c.body(c.d.words(stretch{i + 2, to}), Government), role
				}
			}
			if owner >= 0 {
				return owner, role
			}
		case t.lower == "police" && i+1 < len(tokens) && c.is(i+1, roleWord):
			owner = c.police(i)
		case t.lower == "its":
			if owner = c.nearest(end - 1); role != "" && owner >= 0 {
				return owner, role
			}
		case c.book.nouns[t.lower] != nil && i > 0 && tokens[i-1].lower == "the":
			owner = c.meantBefore(end-1, c.book.nouns[t.lower])
			if role != "" && owner >= 0 {
				return owner, role
			}
		case (t.lower == "," || t.lower == ")") && i > end+1 && (role != "" || owner >= 0):
			if i+1 >= len(tokens) || !c.is(i+1, roleWord) && tokens[i+1].tag != determiner && c.orgAt(i+1) < 0 {
				return -1, role
			}
		case t.tag == verb && role == "" && !c.book.has(t.lower, servesWord):
			return -1, ""
		case t.tag == verb && role == "" && c.book.has(t.lower, leadsWord):
			role = t.lower
		}
	}
	return -1, ""
}

// presents gives the organisation that somebody names as his own and no more,
// where a name ends at token i: Thomas Pell, Riverbend Arena Partners. It
// gives -1 where there is none.
func (c *casting) presents(i int) int32 {
	tokens := c.d.tokens
	if i+1 >= len(tokens) || tokens[i].lower != "," || c.cast.at[i+1] == 0 {
		return -1
	}
	a := &c.cast.appearances[c.cast.at[i+1]-1]
	who := &c.cast.appearances[c.cast.at[i-1]-1]
	s := c.d.sentences[tokens[i].sentence]
	if who.Start != s.Start || c.cast.members[a.member].kind == Person || a.End < s.End-1 || a.End < len(tokens) && !tokens[s.End-1].shape.is(mark) && a.End < s.End {
		return -1
	}
	return a.member
}
