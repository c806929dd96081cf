package embedded

import (
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// set is some of a part's documents, one bit for each.
type set []uint64

const wordBits = 64

func setSize(docs int) int { return (docs + wordBits - 1) / wordBits }

func (s set) has(doc uint32) bool { return s[doc/wordBits]&(1<<(doc%wordBits)) != 0 }
func (s set) add(doc uint32)      { s[doc/wordBits] |= 1 << (doc % wordBits) }
func (s set) drop(doc uint32)     { s[doc/wordBits] &^= 1 << (doc % wordBits) }

func (s set) and(other set) {
	for i, w := range other[:len(s)] {
		s[i] &= w
	}
}

func (s set) or(other set) {
	for i, w := range other[:len(s)] {
		s[i] |= w
	}
}

func (s set) andNot(other set) {
	for i, w := range other[:len(s)] {
		s[i] &^= w
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// lowest is the place of the lowest bit.
func lowest(w uint64) uint32 { return uint32(bits.TrailingZeros64(w)) }

func (s set) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// fill makes it all documents of a part.
func (s set) fill(docs int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	if rest := docs % wordBits; rest != 0 {
		s[len(s)-1] = 1<<rest - 1
	}
}

// collect appends the documents of the words from, up to before to.
func (s set) collect(list []uint32, from, to int) []uint32 {
	for i := from; i < to; i++ {
		for w := s[i]; w != 0; w &= w - 1 {
			list = append(list, uint32(i*wordBits)+lowest(w))
		}
	}
	return list
}

// scratch is the memory of one goroutine's searches: made once, used again.
// What is taken is given back all at once, by reset.
type scratch struct {
	sets  []set
	taken int
	worth []float32
	sum   []float32 // all zero between uses
	docs  []uint32
	n     []uint32
	wide  []uint64
}

// set gives an empty set of so many documents.
func (m *scratch) set(docs int) set {
	n := setSize(docs)
	if m.taken == len(m.sets) {
		m.sets = append(m.sets, nil)
	}
	if cap(m.sets[m.taken]) < n {
		m.sets[m.taken] = make(set, n)
	}
	s := m.sets[m.taken][:n]
	m.taken++
	clear(s)
	return s
}

// bitmap gives the set of a bitmap.
func (m *scratch) bitmap(b *roaring.Bitmap, docs int) set {
	s := m.set(docs)
	b.WriteDenseTo(s)
	return s
}

// scores gives a score of 0 for each of so many documents.
func (m *scratch) scores(docs int) []float32 {
	if cap(m.worth) < docs {
		m.worth = make([]float32, docs)
	}
	m.worth = m.worth[:docs]
	clear(m.worth)
	return m.worth
}

// sums gives a 0 for each of so many documents. Whoever changes one puts the 0
// back.
func (m *scratch) sums(docs int) []float32 {
	if len(m.sum) < docs {
		m.sum = make([]float32, docs)
	}
	return m.sum
}

// counts gives n zeros; the next call takes them back.
func (m *scratch) counts(n int) []uint32 {
	if cap(m.n) < n {
		m.n = make([]uint32, n)
	}
	m.n = m.n[:n]
	clear(m.n)
	return m.n
}

// numbers gives n zeros; the next call takes them back.
func (m *scratch) numbers(n int) []uint64 {
	if cap(m.wide) < n {
		m.wide = make([]uint64, n)
	}
	m.wide = m.wide[:n]
	clear(m.wide)
	return m.wide
}

// mostSets is how many sets are kept for the next search: a query at the
// language's bounds takes hundreds.
const mostSets = 32

func (m *scratch) reset() {
	m.taken = 0
	if len(m.sets) > mostSets {
		clear(m.sets[mostSets:])
		m.sets = m.sets[:mostSets]
	}
}
