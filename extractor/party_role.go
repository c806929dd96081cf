package extractor

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
			if behind, what := c.roleBehind(a.End); behind >= 0 {
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
		if m.kind == Person && m.of < 0 && c.book.has(m.role, headWord) && c.roleStands(a) {
			m.of = c.nearest(a.Start)
		}
	}
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

// roleBefore reads the role in front of a name: [Delta's new CEO] Ed Bastian.
func (c *casting) roleBefore(start int) (of int32, role string) {
	tokens := c.d.tokens
	sentence := tokens[start].sentence
	executive := false
	from := start - 1
	if from > 1 && tokens[from].lower == "," && c.is(from-1, roleWord) && (c.possessed(from-1) || c.book.has(tokens[from-1].lower, headWord)) {
		from-- // its general counsel, Joan Ruiz
	} else if from > 3 && tokens[from].lower == "," && (tokens[from-2].lower == "of" || tokens[from-2].lower == "for") && c.is(from-3, roleWord) && c.possessed(from-3) {
		from -= 3 // the railway's head of personnel, Ulrich Lang
	}
	if from >= 0 && (tokens[from].lower == "judge" || tokens[from].lower == "magistrate") {
		role = tokens[from].lower
	}
	for i := from; i >= 0 && start-i < 9 && tokens[i].sentence == sentence; i-- {
		if at := c.cast.at[i]; at > 0 {
			m := c.cast.appearances[at-1].member
			if c.cast.members[m].kind == Person || role == "" && (tokens[start-1].lower != "'s" || i != start-2) {
				return -1, ""
			}
			if first := c.cast.appearances[at-1].Start; first > 0 && (tokens[first-1].lower == "former" || tokens[first-1].lower == "ex") {
				return -1, "former"
			}
			return m, role
		}
		t := &tokens[i]
		switch {
		case t.lower == "'s" || t.lower == "'" || t.lower == "’":
			continue
		case t.lower == "former" || t.lower == "ex":
			return -1, "former"
		case c.is(i, roleWord):
			if c.book.has(t.lower, privateWord) && !(t.lower == "owner" && i > 0 && tokens[i-1].lower == "'s") {
				return -1, t.lower
			}
			if role == "" {
				role = t.lower
			}
			executive = executive || c.book.has(t.lower, headWord) || t.lower == "president" && role != t.lower
			if t.lower == "secretary" && i > 0 {
				if m, ok := c.department(i - 1); ok {
					return m, role
				}
			}
			if c.book.has(t.lower, placeRole) && i > 0 {
				if m, ok := c.city(i - 1); ok {
					return m, role
				}
			}
			continue
		case (t.lower == "its" || t.lower == "their" || t.lower == "whose") && role != "":
			return c.nearestBody(i), role
		case (t.lower == "his" || t.lower == "her") && role != "":
			return -1, "aide"
		case role != "" && c.book.nouns[t.lower] != nil && (!t.shape.is(capital) || c.d.starts(i)):
			if n := c.localBody(i); n >= 0 {
				return n, role
			}
			n := c.meantBefore(i, c.book.nouns[t.lower])
			if kind := kindOfTraits(c.book.nouns[t.lower]); n < 0 && kind != Government && (i+1 == start-1 || tokens[i+1].lower == "'s") {
				n = c.body(t.lower, kind) // union leader Ida Brandt
			}
			return n, role
		case role != "" && c.book.has(role, headWord) && tokens[i+1].lower == "'s" && t.form == formNN && !t.shape.is(capital) && !c.book.has(t.lower, humanWord):
			return c.body(t.lower, Company), role // the railway's head
		case t.lower == "and" || t.lower == "of" || t.lower == "," || t.lower == "the":
			if role == "" || t.lower == "," || t.lower == "the" {
				i = 0
			}
		case t.shape.is(mark) || !c.book.english(t.lower) && !t.shape.is(capital):
			i = 0
		case t.tag == verb || t.tag == auxiliary || t.tag == preposition:
			i = 0
		}
	}
	if executive && !c.book.has(role, headWord) {
		role = "executive"
	}
	return -1, role
}

// possessed tells whether somebody's is said of the role that ends at i.
func (c *casting) possessed(i int) bool {
	for j := i - 1; j >= 0 && j > i-6; j-- {
		switch t := &c.d.tokens[j]; {
		case t.form == formPRPS || t.lower == "'s" || t.lower == "'" || t.lower == "whose":
			return true
		case t.shape.is(mark) || t.tag == verb || t.tag == preposition:
			return false
		}
	}
	return false
}

// department finds the department of a Transportation Secretary, whose matter
// ends at token i.
func (c *casting) department(i int) (int32, bool) {
	tokens := c.d.tokens
	for from := max(0, i-3); from <= i; from++ {
		if !tokens[from].shape.is(capital) {
			continue
		}
		matter := c.d.words(stretch{from, i + 1})
		for _, name := range [...]string{"US Department of " + matter, "US Department of the " + matter, "Department of " + matter, matter + " Department", matter + " Ministry"} {
			if n, ok := c.book.byName[name]; ok {
				return c.party(n), true
			}
		}
		if tokens[i].lower == "defense" {
			return c.party(c.book.byName["Pentagon"]), true
		}
	}
	return -1, false
}

// city makes a member of the city whose name ends at token i.
func (c *casting) city(i int) (int32, bool) {
	for c.d.tokens[i].lower == "'s" || !c.d.tokens[i].shape.is(capital|mark) && c.book.english(c.d.tokens[i].lower) {
		if i--; i <= 0 || c.d.tokens[i].shape.is(mark) && c.d.tokens[i].lower != "'s" || c.d.tokens[i].tag == verb || c.d.tokens[i].tag == preposition {
			return -1, false
		}
	}
	for from := max(0, i-2); from <= i; from++ {
		e, size := c.book.longest(c.w, c.d.tokens, from, i+1)
		if size == i+1-from && c.book.entries[e.entry].kind == placeName {
			return c.body(c.book.entries[e.entry].name, Government), true
		}
	}
	return -1, false
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
			if t.lower == "mayor" && i+2 < len(tokens) && tokens[i+1].lower == "of" {
				if e, size := c.book.longest(c.w, tokens, i+2, min(i+6, len(tokens))); size > 0 && c.book.entries[e.entry].kind == placeName {
					return c.body(c.book.entries[e.entry].name, Government), role
				}
			}
			if owner >= 0 {
				return owner, role
			}
		case t.lower == "its":
			owner = c.nearest(end - 1)
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
