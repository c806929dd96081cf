package extractor

import "slices"

// measurement tells how far two wordings agree.
type measurement struct {
	a, b  *Wording
	pairs [][2]int
	// denials are the pairs at which, or before which, the one negates what the
	// other doesn't.
	denials [2][]int
	// conflict is true where a number, a name or a date is another, or a word is
	// the other's opposite.
	conflict bool
	// changes weighs the words that are others, or missing, within the stretch
	// that both have; inside counts those of b alone.
	changes float64
	inside  int
	// swapped is true where the first or the last words of both are others.
	swapped bool
	// goOn is true where each goes on with a clause of its own.
	goOn bool
	// alike counts the words that stand for others.
	alike int
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
	m.widen()
	first, last := m.pairs[0], m.pairs[len(m.pairs)-1]
	m.head = [2]int{first[0], first[1]}
	m.tail = [2]int{len(a.parts) - 1 - last[0], len(b.parts) - 1 - last[1]}
	for i, p := range m.pairs {
		x, y := &a.parts[p[0]], &b.parts[p[1]]
		m.deny(i, x.not, y.not)
		if x.ought != y.ought {
			m.conflict = true
		}
		if i > 0 {
			q := m.pairs[i-1]
			m.gap(i, q[0]+1, p[0], q[1]+1, p[1])
		}
	}
	m.ends()
	m.deny(0, deniedBefore(a, first[0]), deniedBefore(b, first[1]))
	if !m.sameDates() {
		m.conflict = true
	}
	return m
}

// mostWidened is how many words at most stand between the first or last words
// of two wordings and the stretch that both have.
const mostWidened = 3

// widen pairs the first words of both, and the last ones, where they are the
// same and the alignment doesn't reach them for the few words between.
func (m *measurement) widen() {
	a, b := m.a.parts, m.b.parts
	if first := m.pairs[0]; first[0] > 0 && first[1] > 0 && max(first[0], first[1]) <= mostWidened && matches(&a[0], &b[0]) {
		m.pairs = slices.Insert(m.pairs, 0, [2]int{0, 0})
	}
	last := m.pairs[len(m.pairs)-1]
	i, j := len(a)-1-last[0], len(b)-1-last[1]
	if i > 0 && j > 0 && max(i, j) <= mostWidened && matches(&a[len(a)-1], &b[len(b)-1]) {
		m.pairs = append(m.pairs, [2]int{len(a) - 1, len(b) - 1})
	}
}

// ends weighs the words before and after the stretch that both have. Where
// only one has such words the other is cut short.
func (m *measurement) ends() {
	if m.head[0]+m.tail[0] == 1 && m.elsewhere() {
		m.moved++
		m.head[0], m.tail[0] = 0, 0
	}
	for side := range m.head {
		if m.head[side] > 0 && m.head[1-side] == 0 && m.standsForPronoun(side) {
			m.head[side], m.bracketed = 0, true
		}
	}
	if m.head[0] > 0 && m.head[1] > 0 && !m.a.ended(m.head[0]) && !m.b.ended(m.head[1]) {
		m.both(0, m.a.parts[:m.head[0]], m.b.parts[:m.head[1]], true)
	}
	if m.goesOn(0) || m.goesOn(1) {
		m.swapped, m.goOn = true, !m.a.sketch.citesAs(&m.b.sketch)
		m.changes++
	}
	a, b := len(m.a.parts)-m.tail[0], len(m.b.parts)-m.tail[1]
	if m.tail[0] > 0 && m.tail[1] > 0 && !m.a.ended(a) && !m.b.ended(b) {
		m.both(len(m.pairs), m.a.parts[len(m.a.parts)-m.tail[0]:], m.b.parts[len(m.b.parts)-m.tail[1]:], true)
	}
}

// standsForPronoun tells whether the words of one side before the stretch are
// what the other has a pronoun for.
func (m *measurement) standsForPronoun(side int) bool {
	w, other := m.a, m.b
	if side == 1 {
		w, other = m.b, m.a
	}
	before := other.all[:other.parts[m.pairs[0][1-side]].at]
	own := w.all[w.parts[m.head[side]-1].at:w.parts[m.head[side]].at]
	selves := func(words []said) int { return len(only(words, func(t *said) bool { return t.sort&selfWord != 0 })) }
	return m.definite(side, w.parts[:m.head[side]]) && selves(before) > selves(own)
}

// goesOn tells whether what follows the stretch on one side says nothing by its
// words but is a clause of its own, and the other has something else there.
func (m *measurement) goesOn(side int) bool {
	if m.tail[side] > 0 || m.tail[1-side] == 0 {
		return false
	}
	rest, others := m.after(side), m.after(1-side)
	if len(rest) < fewInClause || !slices.ContainsFunc(rest, func(t said) bool { return t.sort&selfWord != 0 }) {
		return false
	}
	spoken := only(rest, (*said).spoken)
	if len(spoken) > 0 && spoken[0].stem == "and" {
		spoken = spoken[1:]
	}
	return !within(spoken, only(others, (*said).spoken))
}

// after gives all words of one side that follow the stretch.
func (m *measurement) after(side int) []said {
	w := [2]*Wording{m.a, m.b}[side]
	return w.all[w.parts[m.pairs[len(m.pairs)-1][side]].at+1:]
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

// fewOverlap is how many words two wordings share at least of which each goes
// on where the other is cut.
const fewOverlap = 6

const (
	// fewDistant is how many words two wordings share at least that are printed
	// more than distantDays apart: fewer are soon said again.
	fewDistant  = 7
	distantDays = 60
)

// agree tells whether two wordings agree so far that they are one utterance.
func (m *measurement) agree() bool {
	n := len(m.pairs) + min(m.moved+m.alike, 1)
	if n < fewParts || m.conflict || m.flips() || m.changes > m.allowed() {
		return false
	}
	if m.swapped && n < 2*fewParts || n < fewDistant && daysApart(m.a, m.b) > distantDays {
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
	case n < manyParts && daysApart(m.a, m.b) > distantDays:
		return 0
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
