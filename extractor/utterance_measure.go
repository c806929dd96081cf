package extractor

import "slices"

// measurement tells how far two wordings agree.
type measurement struct {
	a, b  *Wording
	pairs [][2]int
	// opposite counts the pairs of which one is negated.
	opposite int
	// conflict is true where a number, a name or a date is another, or a word is
	// the other's opposite.
	conflict bool
	// changes weighs the words that are others, or missing, within the stretch
	// that both have; inside counts those of b alone.
	changes float64
	inside  int
	// swapped is true where the first or the last words of both are others.
	swapped bool
	// moved counts the words that both have in other places.
	moved int
	// head and tail are how many words of each lie before and after the stretch.
	head, tail [2]int
	// edited is true where words stand for others or one is put in or left out,
	// bracketed where they stand for a pronoun or in brackets. left is what of
	// the first is left out of the second, and the other way round.
	edited, bracketed bool
	left              [2]bool
}

// measure compares two wordings, a being the shorter one.
func measure(a, b *Wording) measurement {
	m := measurement{a: a, b: b}
	m.pairs = align(a.parts, b.parts).pairs
	if len(m.pairs) == 0 {
		return m
	}
	first, last := m.pairs[0], m.pairs[len(m.pairs)-1]
	m.head = [2]int{first[0], first[1]}
	m.tail = [2]int{len(a.parts) - 1 - last[0], len(b.parts) - 1 - last[1]}
	for i, p := range m.pairs {
		x, y := &a.parts[p[0]], &b.parts[p[1]]
		if x.not != y.not {
			m.opposite++
		}
		if i > 0 {
			q := m.pairs[i-1]
			m.gap(q[0]+1, p[0], q[1]+1, p[1])
		}
	}
	m.ends()
	if deniedBefore(a, first[0]) != deniedBefore(b, first[1]) {
		m.opposite++
	}
	if !m.sameDates() {
		m.conflict = true
	}
	return m
}

// ends weighs the words before and after the stretch that both have. Where
// only one has such words the other is cut short.
func (m *measurement) ends() {
	if m.head[0]+m.tail[0] == 1 && m.head[1]+m.tail[1] > 0 && m.elsewhere() {
		m.moved++
		m.head[0], m.tail[0] = 0, 0
	}
	if m.head[0] > 0 && m.head[1] > 0 && !m.a.ended(m.head[0]) && !m.b.ended(m.head[1]) {
		m.both(m.a.parts[:m.head[0]], m.b.parts[:m.head[1]], true)
	}
	a, b := len(m.a.parts)-m.tail[0], len(m.b.parts)-m.tail[1]
	if m.tail[0] > 0 && m.tail[1] > 0 && !m.a.ended(a) && !m.b.ended(b) {
		m.both(m.a.parts[len(m.a.parts)-m.tail[0]:], m.b.parts[len(m.b.parts)-m.tail[1]:], true)
	}
}

// ended tells whether a sentence ends before a telling word, after the one
// before it.
func (w *Wording) ended(part int) bool {
	for at := w.parts[part-1].at + 1; at <= w.parts[part].at; at++ {
		if w.all[at].stop == '.' {
			return true
		}
	}
	return false
}

// elsewhere tells whether the one word of a outside the stretch stands
// somewhere else in b.
func (m *measurement) elsewhere() bool {
	x := &m.a.parts[0]
	if m.tail[0] > 0 {
		x = &m.a.parts[len(m.a.parts)-1]
	}
	for j := range m.b.parts {
		y := &m.b.parts[j]
		if matches(x, y) && x.not == y.not && !slices.ContainsFunc(m.pairs, func(p [2]int) bool { return p[1] == j }) {
			return true
		}
	}
	return false
}

// deniedBefore tells whether what stands before a telling word in its clause
// takes back what follows.
func deniedBefore(w *Wording, part int) bool {
	if part == 0 {
		return false
	}
	before := w.parts[part-1].at
	for i := w.parts[part].at; i > 0; i-- {
		if w.all[i].stop != 0 {
			return false
		}
		t := &w.all[i-1]
		if i > before+1 {
			continue // what is negated here is the word itself
		}
		if t.sort&noWord != 0 {
			return true
		}
		switch t.stem {
		case "deny", "false", "untrue", "wrong", "myth", "refuse", "fail", "doubt", "reject", "dispute":
			return true
		}
	}
	return false
}

// sameDates tells whether the days that both name agree, as far as both name
// any.
func (m *measurement) sameDates() bool {
	for _, sort := range []byte{'w', 'm'} {
		x, y := m.datesOf(m.a, sort), m.datesOf(m.b, sort)
		if len(x) > 0 && len(y) > 0 && !subset(x, y) && !subset(y, x) {
			return false
		}
	}
	return true
}

func (m *measurement) datesOf(w *Wording, sort byte) []string {
	var out []string
	for i := range w.all {
		if w.all[i].date == sort {
			out = append(out, w.all[i].stem)
		}
	}
	return out
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

// flips tells whether one says the opposite of the other.
func (m *measurement) flips() bool {
	if (m.a.Mood == Denied) != (m.b.Mood == Denied) {
		return m.opposite == 0
	}
	return m.opposite > 0
}

// fewOverlap is how many words two wordings share at least of which each goes
// on where the other is cut.
const fewOverlap = 6

// agree tells whether two wordings agree so far that they are one utterance.
func (m *measurement) agree() bool {
	n := len(m.pairs) + min(m.moved, 1)
	if n < fewParts || m.conflict || m.flips() || m.changes > m.allowed() {
		return false
	}
	if m.swapped && n < 2*fewParts {
		return false
	}
	// Where each has a word that the other hasn't, one may stand for the other.
	if n < 2*fewParts && len(m.a.parts) > n && len(m.b.parts) > n && !closeBy(m.a, m.b) {
		return false
	}
	left := m.head[0] + m.tail[0] // of the shorter one
	if left == 0 {
		return true
	}
	over := 0 // words of a that go on beyond b
	if m.head[1] == 0 {
		over += m.head[0]
	}
	if m.tail[1] == 0 {
		over += m.tail[0]
	}
	if over > 0 && m.changes >= 0.5 {
		return false
	}
	return over == 0 || over <= 1 && n >= 2*fewParts || n >= fewOverlap && 2*n >= len(m.a.parts)
}

// allowed is how much may be changed.
func (m *measurement) allowed() float64 {
	n := float64(len(m.pairs))
	switch near := closeBy(m.a, m.b); {
	case n < 5:
		return 0.5
	case near && n < 8:
		return 1
	case near:
		return n / 4
	case n < 8:
		return 0.5
	}
	return n / 8
}
