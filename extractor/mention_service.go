package extractor

// publicService tells whether the service named from p to q is the state's:
// the Marshals Service, Toronto Fire Services.
func (r *nameReader) publicService(p, q int) bool {
	switch r.d.tokens[q].lower {
	case "service", "services":
	default:
		return false
	}
	for i := p; i < q; i++ {
		switch r.d.tokens[i].lower {
		case "secret", "police", "security", "intelligence", "ambulance", "fire", "rescue", "emergency", "park", "forest", "marshals", "weather", "passport",
			"inspection", "prosecution", "prison", "border", "diplomatic", "immigration", "customs", "climate", "public", "probation", "meteorological", "health":
			return true
		}
	}
	return q == p && q+1 < len(r.d.tokens) && r.d.tokens[q+1].lower == "of"
}

// broadcastOf tells whether the word at p says where or how it is sent: Greek
// TV, reality TV.
func (r *nameReader) broadcastOf(p int) bool {
	t := &r.d.tokens[p]
	return r.book.people(t.lower) || r.is(p, initialsWord) || t.lower == "reality" || t.lower == "daytime" || t.lower == "cable"
}

// foreignOf tells "of" in names of other languages.
func foreignOf(w string) bool {
	return w == "del" || w == "de" || w == "di" || w == "do" || w == "du" || w == "della"
}

// unitedCountry tells what makes a country or the world of United.
func unitedCountry(w string) bool {
	return w == "states" || w == "kingdom" || w == "nations" || w == "arab"
}
