package extractor

// knowing are the words that tell how somebody without a name knows of a
// thing (a person close to the talks).
var knowing = set("familiar close briefed knowledge privy near aware acquainted")

// insider reads somebody without a name who only knows of a matter: people
// close to the bank don't speak for it, a White House source does.
func (r *resolver) insider(s stretch, head int) (Party, bool) {
	t := &r.d.tokens[head]
	if !r.book.has(t.lower, humanWord) && !sources[t.lower] && !r.book.has(t.lower, spokesWord) {
		return Party{}, false
	}
	for i := head + 1; i < min(s.End-1, head+6); i++ {
		if !knowing[r.d.tokens[i].lower] {
			continue
		}
		for _, m := range r.cast.at[s.Start : head+1] {
			if m > 0 && r.cast.members[r.cast.appearances[m-1].member].kind == Person {
				return Party{}, false
			}
		}
		return Party{Name: r.text(r.untilVerb(s, i)), Kind: Unnamed, For: r.ofBody(s.Start, head)}, true
	}
	return Party{}, false
}

// untilVerb ends a phrase before the first comma or verb with a tense behind
// token i.
func (r *resolver) untilVerb(s stretch, i int) stretch {
	for ; i < s.End; i++ {
		if t := &r.d.tokens[i]; t.lower == "," || t.form.finite() {
			s.End = i
		}
	}
	return s
}

var sources = set("people sources persons insiders source person insider two three four five six one")

// ofBody gives the organisation that is named from token from up to to, of
// somebody without a name: a White House source.
func (r *resolver) ofBody(from, to int) string {
	for i := from; i < to; i++ {
		if at := r.cast.at[i]; at > 0 {
			if m := &r.cast.members[r.cast.appearances[at-1].member]; m.kind != Person {
				return m.name
			}
		}
	}
	return ""
}

// anonymous reads "the matter" for the person familiar with the matter, whose
// phrase it ends.
func (r *resolver) anonymous(s stretch) (Party, bool) {
	switch last := r.d.tokens[s.End-1].lower; last {
	case "matter", "situation", "deliberations", "anonymity", "discussions", "thinking":
	default:
		return Party{}, false
	}
	sentence := r.d.tokens[s.Start].sentence
	for i := s.Start - 1; i >= 0 && i > s.Start-12 && r.d.tokens[i].sentence == sentence; i-- {
		switch r.d.tokens[i].lower {
		case "person", "people", "source", "sources", "insider", "insiders":
			from := i
			if c := r.d.chunkAt[i]; c > 0 {
				from = r.d.chunks[c-1].Start
			}
			return Party{Name: r.text(stretch{from, s.End}), Kind: Unnamed, For: r.ofBody(from, i)}, true
		}
	}
	return Party{}, false
}
