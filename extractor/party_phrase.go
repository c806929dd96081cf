package extractor

import "strings"

// nested bounds phrases within phrases: the aides of the chair of the union.
const nested = 6

// phrase reads one noun phrase.
func (r *resolver) phrase(s stretch) Party {
	s = r.trim(s)
	if s.empty() || r.depth > nested {
		return Party{Kind: NoKind}
	}
	r.depth++
	defer func() { r.depth-- }()
	if p, ok := r.pronoun(s); ok {
		return p
	}
	if p, ok := r.anonymous(s); ok {
		return p
	}
	head := r.head(s)
	if p, ok := r.insider(s, head); ok {
		return p
	}
	if at := r.cast.at[head]; at > 0 {
		return r.cast.party(r.cast.appearances[at-1].member)
	}
	t := &r.d.tokens[head]
	if r.turn(s) {
		if t.lower == "q" {
			return Party{Kind: NoKind}
		}
		return Party{Name: strings.ToLower(r.text(s)), Kind: Unnamed}
	}
	if p, ok := r.namedBehind(s, head); ok {
		return p
	}
	if head+2 < s.End && r.d.tokens[head+1].lower == "named" && r.cast.at[head+2] > 0 {
		return r.cast.party(r.cast.appearances[r.cast.at[head+2]-1].member) // a man named Arturo
	}
	if (r.book.has(t.lower, quantityWord) || t.form == formCD) && head+2 < s.End && r.d.tokens[head+1].lower == "of" {
		if w := r.d.tokens[head+2].lower; w == "you" || w == "us" {
			return Party{Name: r.d.words(stretch{s.Start, head + 3}), Kind: Group}
		}
		if p := r.phrase(stretch{head + 2, s.End}); p.Kind != Person || !members[t.lower] {
			return p
		}
		return Party{Name: r.text(s), Kind: Group} // members of Smith's family
	}
	if p, ok := r.sides(s, head); ok {
		return p
	}
	if p, ok := r.board(s, head); ok {
		return p
	}
	if p, ok := r.office(s, head); ok {
		return p
	}
	is := r.book.wordOf(t.lower).is | r.book.wordOf(strings.TrimSuffix(t.lower, "s")).is&roleWord
	switch {
	case r.book.has(t.lower, spokesWord) || is&roleWord != 0 && !r.book.has(t.lower, privateWord):
		if p, ok := r.role(s, head); ok {
			return p
		}
	case r.book.has(t.lower, documentWord):
		return r.document(s, head)
	}
	if p, ok := r.sourceAgain(s, head); ok {
		return p
	}
	if n := r.described(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if n := r.shortened(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if p, ok := r.epithet(s, head); ok {
		return p
	}
	if n := r.classed(s, head); n >= 0 {
		return r.cast.party(n)
	}
	if owner := r.owner(s, head); owner >= 0 && !r.groupNoun(t) && (r.book.nouns[t.lower] == nil || r.book.has(t.lower, quantityWord)) && !r.book.has(t.lower, humanWord) && r.cast.members[owner].kind != Person {
		return r.cast.party(owner)
	}
	return r.plain(s, head)
}

// members are those of a group, which no single person is.
var members = set("member members group host number")

// turn tells whether a word opens a turn of a transcript without a name: Q:,
// Operator:.
func (r *resolver) turn(s stretch) bool {
	t := &r.d.tokens[s.Start]
	if s.End != s.Start+1 || s.End >= len(r.d.tokens) || r.d.tokens[s.End].lower != ":" || !r.d.starts(s.Start) {
		return false
	}
	return t.lower == "q" || t.lower == "operator" || t.lower == "host" || t.lower == "moderator"
}

// trim drops marks at the ends, a quotation's and a dateline.
func (r *resolver) trim(s stretch) stretch {
	for i := s.Start + 1; i < min(s.End-1, s.Start+8) && r.d.tokens[s.Start].shape.is(upper); i++ {
		if lower := r.d.tokens[i].lower; lower == "-" || lower == "–" || lower == "—" || lower == "--" {
			s.Start = i + 1
			break
		}
	}
	for !s.empty() && r.d.tokens[s.Start].shape.is(mark) {
		s.Start++
	}
	for !s.empty() && r.d.tokens[s.End-1].shape.is(mark) {
		s.End--
	}
	return s
}

// head finds the token that a phrase is about: the head of its first noun
// phrase, or the last token of the name that it begins with.
func (r *resolver) head(s stretch) int {
	for i := s.Start; i < s.End; i++ {
		if n := r.d.chunkAt[i]; n > 0 {
			c := &r.d.chunks[n-1]
			if end := min(c.End, s.End); c.head < end && c.head >= i {
				return r.apposed(c.head, s)
			} else {
				return r.apposed(end-1, s)
			}
		}
		if at := r.cast.at[i]; at > 0 {
			return i
		}
	}
	return s.Start
}

// apposed steps from a plain head to the name right behind it: Mail carriers
// UPS, the cybersecurity firm CrowdStrike, CEO George Kurtz.
func (r *resolver) apposed(head int, s stretch) int {
	if r.cast.at[head] > 0 {
		return head
	}
	if head+1 < s.End && r.cast.at[head+1] > 0 && r.d.tokens[head].lower != "'s" {
		return head + 1
	}
	if head+2 < s.End && r.cast.at[head+2] > 0 && r.d.tokens[head+1].tag == noun && r.book.nouns[r.d.tokens[head+1].lower] != nil {
		return head + 2 // parcel tracking site Trackline
	}
	if head+3 < s.End && r.cast.at[head+3] > 0 && r.d.tokens[head+1].form == formVBG && r.book.nouns[r.d.tokens[head+2].lower] != nil {
		return head + 3
	}
	return head
}

// classed reads a name with its class behind it: Cebu Pacific airlines.
func (r *resolver) classed(s stretch, head int) int32 {
	traits := r.book.nouns[r.d.tokens[head].lower]
	if traits == nil || head <= s.Start || r.cast.at[head-1] == 0 {
		return -1
	}
	n := r.cast.appearances[r.cast.at[head-1]-1].member
	if !r.meant(&r.cast.members[n], traits) {
		return -1
	}
	return n
}
