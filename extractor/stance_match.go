package extractor

import "strings"

// lemmaOf gives the base form by which rules know a token: of a verb, else of
// a plural noun. It is found once for a token.
func lemmaOf(t *token) string {
	if t.base == "" {
		var ok bool
		if t.base, ok = verbForms()[t.lower]; !ok {
			t.base = singular(t.lower)
		}
	}
	return t.base
}

// singular takes a plural's ending off.
func singular(lower string) string {
	switch {
	case len(lower) < 4 || lower[len(lower)-1] != 's' || lower[len(lower)-2] == 's':
		return lemma(lower)
	case strings.HasSuffix(lower, "ies"):
		return lower[:len(lower)-3] + "y"
	}
	return lower[:len(lower)-1]
}

// holds tells whether an item that is no gap matches t.
func (v *view) holds(it *item, t *token) bool {
	if it.form != noForm {
		return t.form == it.form
	}
	word, base := v.b.labels.lexicon.look(t)
	if it.not {
		return (t.form == formVB || t.form == formVBN || t.form == formVBD) && !it.any.has(base)
	}
	return it.any.has(word) || !it.exact && it.any.has(base)
}

// match tries p at position at of the token indexes in list and gives the
// position after it and the stretch of its object; 0 for no match. Adverbs
// and negations may stand between its items.
func (v *view) match(p pattern, list []int, at int) (end int, object stretch) {
	if len(p) == 0 {
		return at, stretch{}
	}
	it := &p[0]
	if it.gap > 0 {
		for n := 0; n <= it.gap && at+n <= len(list); n++ {
			if n > 0 && v.parts(list[at+n-1]) && !it.object {
				break
			}
			if end, object = v.match(p[1:], list, at+n); end > 0 {
				if it.object {
					if n == 0 {
						continue
					}
					if !v.addressed(list[at:at+n], it.person) {
						return 0, stretch{}
					}
					object = stretch{list[at], list[at+n-1] + 1}
				}
				return end, object
			}
		}
		return 0, stretch{}
	}
	passive := false
	for skipped := 0; at < len(list) && skipped <= reach; at++ {
		t := &v.d.tokens[list[at]]
		if v.holds(it, t) && !v.undergone(it, list, at) && (it.form == noForm || at == 0 || !v.helped(list[at-1])) {
			if passive && t.form == formVBN {
				return 0, stretch{}
			}
			end, object = v.match(p[1:], list, at+1)
			return end, object
		}
		if !v.skips(list, at) {
			return 0, stretch{}
		}
		passive = passive || t.tag == auxiliary && helper(t.lower) == formVBN
		skipped++
	}
	return 0, stretch{}
}

// undergone tells whether a word of a set, known by its base form, stands
// behind a form of be: who was ignored did not ignore.
func (v *view) undergone(it *item, list []int, at int) bool {
	t := &v.d.tokens[list[at]]
	if len(it.sets) == 0 || it.not || t.form != formVBN {
		return false
	}
	for _, set := range it.sets {
		if set[t.lower] {
			return false
		}
	}
	k := at - 1
	for k > 0 && (v.d.tokens[list[k]].tag == adverb || quoteMark(v.d.tokens[list[k]].lower)) {
		k--
	}
	return k >= 0 && lemmaOf(&v.d.tokens[list[k]]) == "be"
}

// helped tells whether token i makes the base form after it part of a finite
// chain or an infinitive.
func (v *view) helped(i int) bool {
	t := &v.d.tokens[i]
	return t.tag == auxiliary || t.tag == modal || t.tag == to || negation(t.lower)
}

// skips tells whether a pattern steps over the token: an adverb, a negation,
// an auxiliary, or a comma beside an adverb.
func (v *view) skips(list []int, at int) bool {
	t := &v.d.tokens[list[at]]
	switch {
	case t.lower == "yet":
		return false
	case quoteMark(t.lower):
		return true
	case t.lower == ",":
		return at+1 < len(list) && v.d.tokens[list[at+1]].tag == adverb || at > 0 && v.d.tokens[list[at-1]].tag == adverb
	}
	return t.tag == adverb || t.tag == auxiliary || negation(t.lower)
}

func quoteMark(lower string) bool {
	switch lower {
	case "“", "”", "\"", "''", "``":
		return true
	}
	return false
}

// parts tells whether the token ends a clause for a gap.
func (v *view) parts(i int) bool {
	t := &v.d.tokens[i]
	if t.form != formMark {
		return false
	}
	switch t.lower {
	case ".", ";", "?", "!", ",", ":", "--", "—", "–", "(", ")", "...", "…":
		return true
	}
	return false
}

func negation(lower string) bool {
	switch lower {
	case "not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "scarcely", "without", "nobody", "nothing", "none":
		return true
	}
	return false
}

// addressed tells whether tokens can be whom an act is directed at: a noun
// phrase, or, if person says so, one of somebody; never a clause.
func (v *view) addressed(list []int, person bool) bool {
	if first := &v.d.tokens[list[0]]; first.tag == preposition || first.tag == to {
		return false
	}
	somebody := false
	for _, i := range list {
		t := &v.d.tokens[i]
		if t.form.finite() || t.tag == complementizer || t.tag == wh {
			return false
		}
		somebody = somebody || t.tag == name || t.form == formPRP || v.person(t) || !person && t.tag == noun
	}
	return somebody
}

// person tells whether a noun is of people or of bodies that act.
func (v *view) person(t *token) bool {
	sets := v.b.labels.sets
	return sets["people"][t.lower] || sets["side"][t.lower] || t.tag == noun && v.b.names.wordOf(t.lower).is&roleWord != 0
}
