package extractor

import "slices"

// gap weighs what stands between a pair and the one before it.
func (m *measurement) gap(pair, i, k, j, l int) {
	u, v := m.a.parts[i:k], m.b.parts[j:l]
	switch {
	case len(u)+len(v) == 0:
	case len(u) == 0:
		m.missing(pair, 1, i-1, k, v)
	case len(v) == 0:
		m.missing(pair, 0, j-1, l, u)
	default:
		m.inside += len(v)
		m.both(pair, u, v, false)
	}
}

// missing weighs words that one side (of) has between two places where the
// other has none of its telling words: what stands for a pronoun or in brackets, and
// what a mark of omission tells of, counts nothing.
func (m *measurement) missing(pair, of, before, after int, words []said) {
	other := m.a
	if of == 0 {
		other = m.b
	}
	from, to := 0, len(other.all)
	if before >= 0 {
		from = int(other.parts[before].at) + 1
	}
	if after < len(other.parts) {
		to = int(other.parts[after].at) + 1
	}
	between := other.all[from:to]
	names := slices.IndexFunc(words, func(t said) bool { return !t.name }) < 0
	switch {
	case slices.ContainsFunc(between, func(t said) bool { return t.bracket }):
		m.bracketed = true
		return
	case slices.ContainsFunc(between, func(t said) bool { return t.gap }):
		m.left[of] = true
		return
	case (names && len(words) <= 3 || m.definite(of, words)) && slices.ContainsFunc(between, func(t said) bool { return t.sort&selfWord != 0 }):
		m.deny(pair, of == 0 && negated(words), of == 1 && negated(words))
		m.bracketed = true
	case names && len(words) <= 2 && (before >= 0 && other.parts[before].name || after < len(other.parts) && other.parts[after].name):
		m.edited = true // a name in full
	case !slices.ContainsFunc(words, func(t said) bool {
		return !slices.ContainsFunc(other.parts, func(o said) bool { return matches(&t, &o) })
	}):
		m.edited = true
		m.moved += len(words)
		m.changes += 0.4 * float64(len(words))
	case len(words) == 1 && words[0].apart:
		m.conflict = true
	case len(words) == 1 && !words[0].isNumber && !words[0].name && !words[0].not:
		m.edited = true
		m.changes += 0.5
	default:
		if len(words) > 2 {
			m.left[of] = true
		} else {
			m.edited = true
			m.deny(pair, of == 0 && negated(words), of == 1 && negated(words))
		}
		m.changes++
	}
	if of == 1 {
		m.inside += len(words)
	}
}

// definite tells whether one side's words are one or two after "the" or "his",
// which may stand for a pronoun.
func (m *measurement) definite(of int, words []said) bool {
	w := [2]*Wording{m.a, m.b}[of]
	at := words[0].at
	return len(words) <= 2 && at > 0 && (w.all[at-1].stem == "the" || w.all[at-1].sort&selfWord != 0) && w.all[at].stop == 0 && int(words[len(words)-1].at-at) < len(words)
}

// both weighs words that stand for others.
func (m *measurement) both(pair int, u, v []said, end bool) {
	if !end {
		m.deny(pair, negated(u), negated(v))
	}
	for i := range u {
		for j := range v {
			x, y := &u[i], &v[j]
			if sayingWords().opposite(x.stem, y.stem) || x.isNumber && y.isNumber && !sameNumber(x, y) {
				m.conflict = true
			}
			if x.month && y.month && x.stem != y.stem {
				m.conflict = true
			}
			if (x.name || x.first) && (y.name || y.first) && x.stem != y.stem && len(u) == len(v) && i == j && !oneLetterOff([]rune(x.stem), []rune(y.stem)) {
				m.conflict = true
			}
		}
	}
	m.edited = true
	u, v = only(u, notParticle), only(v, notParticle)
	if len(u) == 1 && len(v) == 1 && alikeWords(u[0].stem, v[0].stem) {
		m.changes += 0.4
		m.alike++
		return
	}
	if end && pair == 0 && m.another(u, v) {
		m.conflict = true
	}
	if end {
		// What is said of something else, or something else that is said of it.
		m.changes += float64(min(len(u), len(v)))
		m.swapped = true
		return
	}
	m.changes += float64(max(len(u), len(v)))
}

// fewOfSubject is how many words a subject has at most.
const fewOfSubject = 3

// another tells whether the words that two wordings begin with are two things
// of which the same is said.
func (m *measurement) another(u, v []said) bool {
	if len(u) == 0 || len(v) == 0 || len(u) > fewOfSubject || len(v) > fewOfSubject || m.a.sketch.citesAs(&m.b.sketch) {
		return false
	}
	for i := range u {
		for j := range v {
			if u[i].name != v[j].name || alikeWords(u[i].stem, v[j].stem) {
				return false
			}
		}
	}
	return true
}

// notParticle leaves out what belongs to a verb: "broken down" is "collapsed".
func notParticle(t *said) bool {
	switch t.stem {
	case "up", "down", "out", "of", "away", "back", "ahead", "through":
		return false
	}
	return true
}

func negated(words []said) bool {
	return slices.ContainsFunc(words, func(t said) bool { return t.not })
}

// alikeWords tells whether two words are of one family, stand for each other, or
// one is misspelt.
func alikeWords(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 5 || n >= 4 && (n == len(a) || n == len(b)) || "re"+a == b || "re"+b == a || oneLetterOff([]rune(a), []rune(b)) || sayingWords().instead(a, b)
}
