package extractor

// via names the outlet or third party through which the article has the
// statement: told CNBC, as first reported by, in an interview with.
func (v *view) via() string {
	at := v.sentence()
	if at < 0 {
		return ""
	}
	r := v.d.sentences[at].stretch
	for i := r.Start; i < r.End; i++ {
		if v.inContent(i) {
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
	list := make([]int, 0, window)
	for j := i; j < end && j < i+window; j++ {
		list = append(list, j)
	}
	t := &v.d.tokens[i]
	for _, word := range []string{t.lower, lemmaOf(t)} {
		for _, p := range v.b.labels.vias[word] {
			if n, _ := v.d.match(p, list, 0); n > 0 {
				return list[n-1] + 1
			}
		}
	}
	return 0
}

// outletAt names the organisation whose mention begins at token i, or after an
// article or a possessive there.
func (v *view) outletAt(i, end int) string {
	for n := 0; n < 3 && i < end; n, i = n+1, i+1 {
		for _, m := range v.d.mentionsIn(Span{v.d.tokens[i].start, v.d.tokens[end-1].end}) {
			if m.Span.Start != v.d.tokens[i].start {
				break
			}
			if m.Kind == Organisation || m.Kind == Company {
				return m.Name
			}
		}
	}
	return ""
}
