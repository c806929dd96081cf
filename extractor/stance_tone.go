package extractor

// tone judges a content that names no act by its words: two of them blame,
// and somebody is there whom they can be about.
func (v *view) tone() (verdict, bool) {
	first, blame := 0, 0
	for i := range v.content {
		if !v.blames(v.tok(i)) || v.negatedBefore(i, 0) {
			continue
		}
		if blame++; blame == 1 {
			first = i
		}
	}
	if blame < 2 || v.contentParty() == "" {
		return verdict{}, false
	}
	return verdict{stance: Accuse, by: "tone", trigger: stretch{v.content[first], v.content[first] + 1}}, true
}

// blames tells whether a word finds fault wherever it stands.
func (v *view) blames(t *token) bool {
	sets := v.b.labels.sets
	return sets["accusing"][t.lower] || sets["outrageous"][t.lower] || sets["bitter"][t.lower] ||
		t.tag != noun && sets["misdeed"][lemmaOf(t)]
}
