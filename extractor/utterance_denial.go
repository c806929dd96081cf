package extractor

import "slices"

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

// deny notes at a pair that one is negated and the other isn't.
func (m *measurement) deny(pair int, a, b bool) {
	if a && !b {
		m.denials[0] = append(m.denials[0], pair)
	}
	if b && !a {
		m.denials[1] = append(m.denials[1], pair)
	}
}

// opposites counts what the one negates and the other doesn't. In a clause
// "found nothing" is "nothing was found".
func (m *measurement) opposites() int {
	slices.Sort(m.denials[0])
	slices.Sort(m.denials[1])
	left := slices.Clone(m.denials[1])
	n := len(left)
	for _, p := range m.denials[0] {
		near := slices.IndexFunc(left, func(q int) bool { return m.oneClause(min(p, q), max(p, q)) })
		if near < 0 {
			n++
			continue
		}
		left = slices.Delete(left, near, near+1)
		n--
	}
	return n
}

// fewBetween is how many pairs at most a "no" moves within its clause.
const fewBetween = 2

// oneClause tells whether no clause ends between two pairs, in either wording.
func (m *measurement) oneClause(from, to int) bool {
	if to >= len(m.pairs) || to-from > fewBetween {
		return false
	}
	for i := m.pairs[from][0]; i < m.pairs[to][0]; i++ {
		if m.a.parted(i + 1) {
			return false
		}
	}
	for j := m.pairs[from][1]; j < m.pairs[to][1]; j++ {
		if m.b.parted(j + 1) {
			return false
		}
	}
	return true
}

// flips tells whether one says the opposite of the other.
func (m *measurement) flips() bool {
	if (m.a.Mood == Denied) != (m.b.Mood == Denied) {
		return m.opposites() == 0
	}
	return m.opposites() > 0
}
