package extractor

import "strings"

// via names the outlet or third party through which the article has the
// statement: told CNBC, as first reported by, in an interview with. It stands
// in the statement's sentence, else in another of its paragraph.
func (v *view) via() string {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	for _, n := range v.nearby(at) {
		if name := v.viaIn(v.clip(v.d.sentences[n].stretch), n == at); name != "" {
			return name
		}
	}
	return ""
}

// nearby lists a sentence, then those of its paragraph before it, the nearest
// first, then those after it.
func (v *view) nearby(at int) []int {
	p := v.d.paragraphs[v.d.sentences[at].paragraph]
	out := append(make([]int, 0, 2*paragraphReach+1), at)
	for n := at - 1; n >= p.Start && n >= at-paragraphReach; n-- {
		out = append(out, n)
	}
	for n := at + 1; n < p.End && n <= at+paragraphReach; n++ {
		out = append(out, n)
	}
	return out
}

// paragraphReach is how many sentences to either side a channel or an outlet
// may be told.
const paragraphReach = 3

// viaIn finds an outlet behind one of the phrases in r. In a sentence that is
// not the statement's own only news outlets count.
func (v *view) viaIn(r stretch, own bool) string {
	for i := r.Start; i < r.End; i++ {
		if v.inContent(i) || !own && v.d.quoted[i] > 0 {
			continue
		}
		if from := v.viaPhrase(i, r.End); from > 0 {
			if name := v.outletAt(from, r.End); name != "" {
				return name
			}
		}
	}
	return ""
}

// viaPhrase gives the token after a phrase at i that an outlet's name follows,
// or 0.
func (v *view) viaPhrase(i, end int) int {
	t := &v.d.tokens[i]
	patterns := v.b.labels.vias[t.lower]
	if len(patterns) == 0 {
		if patterns = v.b.labels.vias[lemmaOf(t)]; len(patterns) == 0 {
			return 0
		}
	}
	list := v.d.run(i, min(end, i+window))
	for _, p := range patterns {
		if n, _ := v.match(p, list, 0); n > 0 {
			return list[n-1] + 1
		}
	}
	return 0
}

// outletAt names the news outlet whose mention begins at token i, or after an
// article there. Of "CNN affiliate WCCO" it is the second.
func (v *view) outletAt(i, end int) string {
	name := ""
	for n := 0; n < 4 && i < end; n++ {
		m, ok := v.mentionAt(i, end)
		switch {
		case ok && v.press(m.Name):
			name = m.Name
			i = v.d.tokenAt(m.Span.End)
		case v.joinsOutlets(v.d.tokens[i].lower, name != ""):
			i++
		default:
			return name
		}
	}
	return name
}

// joinsOutlets tells the words that may stand before an outlet's name, or
// between an outlet and its affiliate.
func (v *view) joinsOutlets(lower string, named bool) bool {
	if named {
		return lower == "affiliate" || lower == "partner" || lower == "station" || lower == "sister"
	}
	return lower == "the" || lower == "a" || lower == "an" || lower == "local"
}

// mentionAt gives the mention that begins with token i.
func (v *view) mentionAt(i, end int) (Mention, bool) {
	found := v.d.mentionsIn(Span{v.d.tokens[i].start, v.d.tokens[end-1].end})
	if len(found) == 0 || found[0].Span.Start != v.d.tokens[i].start {
		return Mention{}, false
	}
	return found[0], true
}

// press tells whether a name is of a news outlet: a known one, or one with a
// word that outlets have in their names.
func (v *view) press(name string) bool {
	n := v.d.cast.find(name)
	if n < 0 {
		return false
	}
	if m := &v.d.cast.members[n]; m.press || m.kind == Person {
		return m.press
	}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if v.b.labels.sets["outlet"][w] {
			return true
		}
	}
	return false
}
