package extractor

// statesman reads "Ohio's governor", "Moscow's ambassador": who speaks for a
// place, by name where the article tells it.
func (r *resolver) statesman(s stretch, head int) (Party, bool) {
	switch r.d.tokens[head].lower {
	case "governor", "mayor", "ambassador", "envoy", "president", "premier", "delegation", "government":
	default:
		return Party{}, false
	}
	to := s.Start
	for to < head && r.d.tokens[to].form != formPOS {
		to++
	}
	if to == head || to == s.Start || !r.placeName(stretch{s.Start, to}) {
		return Party{}, false
	}
	if n := r.inRole(s, head); n >= 0 {
		return r.cast.party(n), true
	}
	name := r.text(stretch{s.Start, to})
	return Party{Name: name, Kind: Government, For: name}, true
}
