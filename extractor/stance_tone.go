package extractor

// tone judges a content that names no act by its words: three of them blame,
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
	if blame < 3 || v.contentParty(verdict{}) == "" {
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

// epithetReach is how many words a quoted epithet has at most.
const epithetReach = 14

// epithet tells whether a naming cue has a short quotation for its
// content: who puts a name in quotation marks seldom praises.
func (v *view) epithet(w verdict) bool {
	if len(v.content) == 0 || len(v.content) > epithetReach || !v.b.labels.sets["naming"][lemmaOf(&v.d.tokens[w.trigger.Start])] && !v.likens() {
		return false
	}
	quoted := false
	for i := range v.content {
		quoted = quoted || v.d.quoted[v.content[i]] > 0
		if v.b.labels.sets["praising"][v.tok(i).lower] || v.b.labels.sets["pleasant"][v.tok(i).lower] || v.tok(i).form == formJJS {
			return false
		}
	}
	return quoted
}

// likens tells whether a quotation behind "as" is what the content has for
// something that was spoken of: the affair as “a masterclass”.
func (v *view) likens() bool {
	if !v.pointsBack(v.content[0]) {
		return false
	}
	for _, i := range v.content[1:] {
		if v.d.quoted[i] > 0 {
			k := i - 1
			for k > 0 && v.d.tokens[k].shape.is(mark) {
				k--
			}
			return v.d.tokens[k].lower == "as"
		}
	}
	return false
}
