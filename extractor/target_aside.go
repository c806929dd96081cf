package extractor

import (
	"slices"
	"strings"
)

// aside tells whether the party at token i, of words that begin with from, is
// but the place of an act or those it is done for: to sue in London, an appeal
// to the Court of Arbitration, on behalf of the villagers, said on Facebook.
func (v *view) aside(i, from int) bool {
	if i <= from {
		return false
	}
	before := i - 1
	if v.d.tokens[before].lower == "the" && before > from {
		before--
	}
	switch v.d.tokens[before].lower {
	case "in", "at", "near", "outside", "across", "around", "to", "before":
		return v.court(i) || v.d.tokens[before].lower != "to" && v.d.tokens[before].lower != "before" && v.place(i, len(v.d.tokens)) != ""
	case "on":
		k := v.d.cast.at[i]
		return k > 0 && slices.Contains(v.d.cast.members[v.d.cast.appearances[k-1].member].traits, "social")
	case "of":
		return before > 0 && v.d.tokens[before-1].lower == "behalf"
	}
	return false
}

// court tells whether a court is named at token i.
func (v *view) court(i int) bool {
	m, ok := v.mentionAt(i, len(v.d.tokens))
	return ok && strings.Contains(m.Name, "Court")
}

// timeless cuts off a phrase what tells only when: the bank last month.
func (v *view) timeless(r stretch) stretch {
	for i := r.Start + 1; i < r.End; i++ {
		switch v.d.tokens[i].lower {
		case "last", "next", "this", "yesterday", "today", "on", "earlier":
			return stretch{r.Start, i}
		}
	}
	return r
}
