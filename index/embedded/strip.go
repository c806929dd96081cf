package embedded

import (
	"cmp"
	"math"
	"slices"
)

// strip holds a number for each document, in the narrowest array that has room
// for them: the code of one facet, or of several facets whose values are few,
// each a digit of the number. One look at a number counts all of them.
type strip struct {
	byte8  []uint8 // one of these three has all documents
	code16 []uint16
	code32 []uint32
	total  []uint32 // how many documents have a number
}

// mostNumbers is how many different numbers a strip of several facets may
// have: their counts fit into the processor's nearest memory. In a part with
// few documents fewer numbers take less time to look through.
const (
	mostNumbers = 4096
	eachNumber  = 8 // documents
)

func newStrip(numbers []uint32, size int) strip {
	s := strip{total: make([]uint32, size)}
	for _, n := range numbers {
		s.total[n]++
	}
	switch {
	case size <= math.MaxUint8+1:
		s.byte8 = narrowed[uint8](numbers)
	case size <= math.MaxUint16+1:
		s.code16 = narrowed[uint16](numbers)
	default:
		s.code32 = slices.Clone(numbers)
	}
	return s
}

func narrowed[T uint8 | uint16](numbers []uint32) []T {
	list := make([]T, len(numbers))
	for i, n := range numbers {
		list[i] = T(n)
	}
	return list
}

func (s *strip) at(doc uint32) uint32 {
	switch {
	case s.byte8 != nil:
		return uint32(s.byte8[doc])
	case s.code16 != nil:
		return uint32(s.code16[doc])
	}
	return s.code32[doc]
}

// count adds up how often each number stands among documents.
func (s *strip) count(docs []uint32, n []uint32) {
	switch {
	case s.byte8 != nil:
		count(s.byte8, docs, n)
	case s.code16 != nil:
		count(s.code16, docs, n)
	default:
		count(s.code32, docs, n)
	}
}

func count[T uint8 | uint16 | uint32](numbers []T, docs []uint32, n []uint32) {
	for _, d := range docs {
		n[numbers[d]]++
	}
}

// choose adds to docs the documents that have one of the chosen numbers.
func (s *strip) choose(chosen []bool, docs set) {
	switch {
	case s.byte8 != nil:
		choose(s.byte8, chosen, docs)
	case s.code16 != nil:
		choose(s.code16, chosen, docs)
	default:
		choose(s.code32, chosen, docs)
	}
}

func choose[T uint8 | uint16 | uint32](numbers []T, chosen []bool, docs set) {
	for len(numbers) > 0 {
		few := numbers[:min(wordBits, len(numbers))]
		var w uint64
		for i, n := range few {
			if chosen[n] {
				w |= 1 << i
			}
		}
		docs[0] |= w
		numbers, docs = numbers[len(few):], docs[1:]
	}
}

// join puts the facets with the fewest codes into common strips.
func (c *columns) join() {
	order := make([]int, len(c.facets))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(c.facets[i].many, c.facets[j].many) })
	bound := min(mostNumbers, c.size/eachNumber)
	for len(order) > 0 {
		n, size := 0, 1
		for n < len(order) && (n == 0 || size*c.facets[order[n]].size() <= bound) {
			size *= c.facets[order[n]].size()
			n++
		}
		c.strips = append(c.strips, c.joined(order[:n], size))
		order = order[n:]
	}
}

// joined makes one strip of some facets.
func (c *columns) joined(facets []int, size int) strip {
	if len(facets) == 1 {
		col := &c.facets[facets[0]]
		col.strip, col.step = len(c.strips), 1
		s := col.alone
		col.alone = strip{}
		return s
	}
	numbers := make([]uint32, c.size)
	step := uint32(1)
	for _, f := range facets {
		col := &c.facets[f]
		for d := range numbers {
			numbers[d] += step * col.alone.at(uint32(d))
		}
		col.strip, col.step, col.alone = len(c.strips), step, strip{}
		step *= uint32(col.size())
		col.digit = make([]uint32, size)
		for n := range col.digit {
			col.digit[n] = uint32(n) / col.step % uint32(col.size())
		}
	}
	return newStrip(numbers, size)
}
