package extractor

import "strings"

// roleBefore reads the role in front of a name: [Delta's new CEO] Ed Bastian.
func (c *casting) roleBefore(start int) (of int32, role string) {
	tokens := c.d.tokens
	sentence := tokens[start].sentence
	executive := false
	from := start - 1
	for from > 1 && honorifics[tokens[from].lower] {
		from--
	}
	if from > 1 && tokens[from].lower == "," && c.is(from-1, roleWord) && (c.possessed(from-1) || c.book.has(tokens[from-1].lower, headWord) || tokens[from-1].lower == "minister" || tokens[from-1].lower == "secretary") {
		from-- // its general counsel, Joan Ruiz
	} else if from > 3 && tokens[from].lower == "," && (tokens[from-2].lower == "of" || tokens[from-2].lower == "for") && c.is(from-3, roleWord) && (c.possessed(from-3) || c.book.has(tokens[from-3].lower, headWord) || tokens[from-3].lower == "minister") {
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
			if t.lower == "minister" || t.lower == "secretary" {
				if m := c.ministry(i); m >= 0 {
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
		case t.lower == "general" && i > 1 && tokens[i-1].lower == "attorney":
			if m, ok := c.city(i - 2); ok {
				return m, "attorney"
			}
			return -1, "attorney"
		case role != "" && tokens[i+1].lower == "'s" && c.land(i) && !c.book.has(role, privateWord):
			return c.body(c.landName(i), Government), role // Iceland's chief medic
		case role != "" && t.lower == "police":
			return c.police(i), role
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

// police gives the police whom an officer is of: the article's, named or not.
func (c *casting) police(i int) int32 {
	if n := c.localBody(i); n >= 0 {
		return n
	}
	for n := range c.cast.members[:min(len(c.cast.members), crowd)] {
		if m := &c.cast.members[n]; m.kind == Government && hasWord(m.name, "police") {
			return int32(n)
		}
	}
	return c.body("police", Government)
}

// honorifics stand between a role and a name.
var honorifics = set("sir dame lord lady dr dr. mr mr. mrs mrs. ms ms. prof prof. professor")

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
		matter := c.d.words(stretch{from, i + 1})
		if from == i && american[matter] {
			matter = strings.ToUpper(matter[:1]) + matter[1:] // the transportation secretary
		} else if !tokens[from].shape.is(capital) {
			continue
		}
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

// american are the matters of departments that only the United States have by
// these names.
var american = set("transportation labor defense commerce agriculture interior")

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
