package extractor

import "strings"

// resolve tells whose statement an attribution is. Attributions are resolved
// in order: who spoke before is whom "he" and "the airline" mean.
func (b *Book) resolve(d *document, a *attribution) Party {
	r := resolver{book: b.names, d: d, cast: d.cast}
	var p Party
	switch {
	case a.turn != nil:
		p = d.interview.speaker(d.cast, a.turn)
	case len(a.source) == 0:
		return Party{Kind: NoKind}
	default:
		p = r.join(a.source)
	}
	d.cast.enter(p)
	d.cast.spoken = append(d.cast.spoken, spoken{party: p, member: d.cast.find(p.Name), token: a.head})
	return p
}

// partyOf tells which party the words of span mean.
func (b *Book) partyOf(d *document, span Span) Party {
	r := resolver{book: b.names, d: d, cast: d.cast}
	return r.join([]Span{span})
}

// resolver finds the party that a noun phrase means.
type resolver struct {
	book *nameBook
	d    *document
	cast *cast
	// depth counts the phrases that the one being read stands in.
	depth int
}

// enter makes a body that is known by a phrase alone a member: "it" and "the
// ministry" may mean it from here on.
func (c *cast) enter(p Party) {
	key := strings.ToLower(p.Name)
	if _, ok := c.byName[key]; ok || p.Name == "" || p.Name != p.For || strings.Contains(key, ";") {
		return
	}
	c.byName[key] = int32(len(c.members))
	c.members = append(c.members, member{name: p.Name, kind: p.Kind, entry: -1, of: -1})
}

// find gives the member of that name, or -1.
func (c *cast) find(name string) int32 {
	if n, ok := c.byName[strings.ToLower(name)]; ok {
		return n
	}
	return -1
}

// party gives member n as a party.
func (c *cast) party(n int32) Party {
	m := &c.members[n]
	p := Party{Name: m.name, Kind: m.kind}
	switch {
	case m.kind != Person:
		p.For = m.name
	case m.of >= 0:
		p.For = c.members[m.of].name
	}
	return p
}

// stretchOf gives the tokens that a span covers.
func (d *document) stretchOf(s Span) stretch {
	from := d.tokenAt(s.Start)
	to := from
	for to < len(d.tokens) && d.tokens[to].start < s.End {
		to++
	}
	return stretch{from, to}
}

// join reads joint sources one by one and joins their names.
func (r *resolver) join(source []Span) Party {
	if len(source) == 1 {
		if s := r.d.stretchOf(source[0]); !r.joined(s) {
			if p := r.phrase(s); p.Name != "" {
				return p
			}
			return Party{Kind: NoKind}
		}
	}
	var out Party
	var names, fors []string
	for _, span := range source {
		whole := r.d.stretchOf(span)
		if r.d.tokens[whole.Start].lower == "both" {
			whole.Start++
		}
		for _, s := range r.parts(whole) {
			p := r.phrase(s)
			if p.Name == "" {
				continue
			}
			if out.Kind == "" {
				out.Kind = p.Kind
			}
			names = appendNew(names, p.Name)
			if p.For != "" {
				fors = appendNew(fors, p.For)
			}
		}
	}
	if len(names) == 0 {
		return Party{Kind: NoKind}
	}
	out.Name, out.For = strings.Join(names, "; "), strings.Join(fors, "; ")
	return out
}

// joined tells whether a phrase may list several parties.
func (r *resolver) joined(s stretch) bool {
	for i := s.Start + 1; i < s.End-1; i++ {
		switch r.d.tokens[i].lower {
		case "and", ",", "&":
			return true
		}
	}
	return false
}

func appendNew(list []string, s string) []string {
	for _, had := range list {
		if had == s {
			return list
		}
	}
	return append(list, s)
}

// parts splits "Allegiant Air and Sun Country" into its parties; what doesn't
// list parties stays whole.
func (r *resolver) parts(s stretch) []stretch {
	if s.empty() {
		return nil
	}
	out := []stretch(nil)
	start := s.Start
	for i := s.Start; i < s.End; i++ {
		lower := r.d.tokens[i].lower
		if lower != "and" && lower != "," && lower != "&" || i == start || r.cast.at[i] > 0 {
			continue
		}
		if i+1 >= s.End || start >= i || !r.member(stretch{start, i}) || lower == "," && !r.lists(i, s.End) {
			break
		}
		out = append(out, stretch{start, i})
		start = i + 1
		if r.d.tokens[start].lower == "and" {
			start++
		}
		i = max(i, start-1)
	}
	if len(out) == 0 {
		return []stretch{s}
	}
	if rest := (stretch{start, s.End}); !rest.empty() && r.partyLike(rest) {
		out = append(out, rest)
	} else if !rest.empty() {
		return []stretch{s}
	}
	return out
}

// member tells whether a phrase is a name, with what stands before it, or a
// group.
func (r *resolver) member(s stretch) bool {
	if s.empty() {
		return false
	}
	if r.cast.at[s.End-1] > 0 || r.placeName(s) {
		return true
	}
	if r.d.tokens[s.Start].form == formPRPS {
		return false
	}
	return s.End-s.Start <= 4 && r.groupNoun(&r.d.tokens[s.End-1])
}

// partyLike tells whether a phrase begins with, or is, somebody.
func (r *resolver) partyLike(s stretch) bool {
	if r.placeName(s) {
		return true
	}
	for i := s.Start; i < min(s.End, s.Start+7); i++ {
		if r.cast.at[i] > 0 {
			return true
		}
		t := &r.d.tokens[i]
		if t.tag == preposition || t.shape.is(mark) {
			break
		}
		if r.groupNoun(t) || r.book.words[t.lower].is&roleWord != 0 {
			return true
		}
	}
	return false
}

// lists tells whether the comma at i parts items of a list that ends with
// "and", all of them names.
func (r *resolver) lists(i, end int) bool {
	for j := i + 1; j < end; j++ {
		t := &r.d.tokens[j]
		if t.lower == "and" {
			return j+1 < end
		}
		if r.cast.at[j] == 0 && t.lower != "," && t.lower != "the" {
			return false
		}
	}
	return false
}
