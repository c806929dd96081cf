package extractor

import "strings"

// again reads "the spokesperson": who spoke last in such a way. Police and
// other bodies are called so by name only.
func (r *resolver) again(s stretch, role *token) (Party, bool) {
	for i := len(r.cast.spoken) - 1; i >= 0 && i >= len(r.cast.spoken)-6; i-- {
		p := r.cast.spoken[i]
		if p.member < 0 || p.party.For == "" || levels[role.lower] && !containsFold(p.party.Name, role.lower) {
			continue
		}
		speaks := r.book.has(role.lower, spokesWord)
		if (r.cast.members[p.member].kind != Person) == speaks && (speaks || bosses[role.lower]) {
			return p.party, true
		}
	}
	return Party{}, false
}

// bosses are what any executive may be called again.
var bosses = set("executive boss chief officer")

// sourceAgain reads "the source", "the official": who spoke last without a
// name and was called so.
func (r *resolver) sourceAgain(s stretch, head int) (Party, bool) {
	if head != s.Start+1 || r.d.tokens[s.Start].lower != "the" || r.d.tokens[head].form == formNNS {
		return Party{}, false
	}
	for i := len(r.cast.spoken) - 1; i >= 0 && i >= len(r.cast.spoken)-8; i-- {
		if p := r.cast.spoken[i].party; p.Kind == Unnamed && hasWord(p.Name, r.d.tokens[head].lower) {
			return p, true
		}
	}
	return Party{}, false
}

// hasWord tells whether a word stands in a name.
func hasWord(name, word string) bool {
	for _, w := range strings.Fields(name) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// inRole finds the person whom the article introduces in the role at head,
// the last named before the phrase where there are several, or -1.
func (r *resolver) inRole(s stretch, head int) int32 {
	role := r.d.tokens[head].lower
	later := int32(-1)
	for i := range r.cast.members[:min(len(r.cast.members), crowd)] {
		if m := &r.cast.members[i]; m.kind == Person && m.role == role {
			later = int32(i)
			break
		}
	}
	if later < 0 {
		return -1
	}
	for i := s.Start - 1; i >= 0; i-- {
		if n := r.cast.at[i]; n > 0 {
			if m := r.cast.appearances[n-1].member; r.cast.members[m].kind == Person && r.cast.members[m].role == role {
				return m
			}
		}
	}
	return later
}

// shortened finds the organisation whose name ends with the word at head, for
// "the service" and "the institute", or -1.
func (r *resolver) shortened(s stretch, head int) int32 {
	t := &r.d.tokens[head]
	if head != s.Start+1 || r.d.tokens[s.Start].lower != "the" || t.form != formNN || t.shape.is(capital) {
		return -1
	}
	for i := s.Start - 1; i >= 0; i-- {
		n := r.cast.at[i]
		if n == 0 {
			continue
		}
		a := &r.cast.appearances[n-1]
		if m := &r.cast.members[a.member]; m.kind != Person && strings.HasSuffix(m.name, t.lower[1:]) && hasWord(m.name, t.lower) {
			return a.member
		}
	}
	return -1
}

// epithet reads what somebody known is called beside his name: the singer, the
// former president.
func (r *resolver) epithet(s stretch, head int) (Party, bool) {
	t := &r.d.tokens[head]
	if r.d.tokens[s.Start].lower != "the" || !epithets[t.lower] || head-s.Start > 3 || s.End > head+1 {
		return Party{}, false
	}
	if r.d.tokens[s.Start+1].lower == "former" {
		n := r.formerly(s.Start)
		return r.partyOr(n), n >= 0
	}
	if n := r.inRole(s, head); n >= 0 {
		return r.cast.party(n), true
	}
	if n := r.most(func(m *member) bool { return m.kind == Person }); n >= 0 && r.lately(n, s.Start) {
		return r.cast.party(n), true
	}
	p, _ := r.person(s.Start, maleGiven|femaleGiven)
	return p, p.Name != ""
}

// partyOr gives member n as a party, nobody for -1.
func (r *resolver) partyOr(n int32) Party {
	if n < 0 {
		return Party{Kind: NoKind}
	}
	return r.cast.party(n)
}

// formerly finds the person last named before token at whom the article calls
// a former holder of an office, or -1.
func (r *resolver) formerly(at int) int32 {
	before := make(map[int32]bool)
	for n := range r.cast.appearances {
		a := &r.cast.appearances[n]
		for i := a.Start - 1; i >= 0 && i > a.Start-4 && r.cast.members[a.member].kind == Person; i-- {
			if r.d.tokens[i].lower == "former" {
				before[a.member] = true
			}
		}
	}
	for i := at - 1; i >= 0; i-- {
		if n := r.cast.at[i]; n > 0 && before[r.cast.appearances[n-1].member] {
			return r.cast.appearances[n-1].member
		}
	}
	return -1
}

// lately tells whether member n is named in the sentence of token at or the
// three before it.
func (r *resolver) lately(n int32, at int) bool {
	from := r.d.tokens[at].sentence - 3
	for i := at - 1; i >= 0 && r.d.tokens[i].sentence >= from; i-- {
		if a := r.cast.at[i]; a > 0 && r.cast.appearances[a-1].member == n {
			return true
		}
	}
	return false
}

// epithets are what persons in the news are called again by.
var epithets = set("singer actor actress comedian rapper musician entertainer star superstar billionaire tycoon mogul magnate entrepreneur footballer golfer striker midfielder goalkeeper quarterback sprinter swimmer gymnast olympian champion medalist medallist winner novelist filmmaker democrat republican congressman congresswoman senator governor president veteran politician statesman dutchman frenchman scot irishman englishman welshman australian american german italian spaniard swede dane norwegian belgian canadian")
