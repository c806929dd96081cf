package extractor

import "slices"

// gap weighs what stands between two pairs.
func (m *measurement) gap(i, k, j, l int) {
	u, v := m.a.parts[i:k], m.b.parts[j:l]
	switch {
	case len(u)+len(v) == 0:
	case len(u) == 0:
		m.inside += len(v)
		m.missing(1, i-1, k, v)
	case len(v) == 0:
		m.missing(0, j-1, l, u)
	default:
		m.inside += len(v)
		m.both(u, v, false)
	}
}

// missing weighs words that one side (of) has between two places where the
// other has none of its telling words: what stands for a pronoun or in brackets, and
// what a mark of omission tells of, counts nothing.
func (m *measurement) missing(of, before, after int, words []said) {
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
	case slices.ContainsFunc(between, func(t said) bool { return t.gap }):
		m.left[of] = true
	case names && len(words) <= 3 && slices.ContainsFunc(between, func(t said) bool { return t.sort&selfWord != 0 }):
		m.bracketed = true
	case names && len(words) <= 2 && (before >= 0 && other.parts[before].name || after < len(other.parts) && other.parts[after].name):
		m.edited = true // a name in full
	case !slices.ContainsFunc(words, func(t said) bool {
		return !slices.ContainsFunc(other.parts, func(o said) bool { return matches(&t, &o) })
	}):
		m.edited = true
		m.moved += len(words)
		m.changes += 0.4 * float64(len(words))
	case len(words) == 1 && !words[0].isNumber && !words[0].name && !words[0].not:
		m.edited = true
		m.changes += 0.5
	default:
		if len(words) > 2 {
			m.left[of] = true
		} else {
			m.edited = true
			if negated(words) {
				m.opposite++
			}
		}
		m.changes += 1 + 0.25*float64(max(0, len(words)-2))
	}
}

// both weighs words that stand for others.
func (m *measurement) both(u, v []said, end bool) {
	if negated(u) != negated(v) && !end {
		m.opposite++
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
			if x.name && y.name && x.stem != y.stem && len(u) == len(v) && i == j && !oneLetterOff([]rune(x.stem), []rune(y.stem)) {
				m.conflict = true
			}
		}
	}
	m.edited = true
	if len(u) == 1 && len(v) == 1 && alikeWords(u[0].stem, v[0].stem) {
		m.changes += 0.4
		return
	}
	if end {
		// What is said of something else, or something else that is said of it.
		m.changes += float64(min(len(u), len(v)))
		m.swapped = true
		return
	}
	m.changes += float64(max(len(u), len(v)))
}

func negated(words []said) bool {
	return slices.ContainsFunc(words, func(t said) bool { return t.not })
}

// alikeWords tells whether two words are of one family or one is misspelt.
func alikeWords(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 5 || n >= 4 && (n == len(a) || n == len(b)) || oneLetterOff([]rune(a), []rune(b))
}
