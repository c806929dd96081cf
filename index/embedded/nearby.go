package embedded

import (
	"fmt"
	"math/bits"
	"slices"
)

// nearby looks for two sides of a word each, of which all places are early: the
// places of a word in a document are bits of one number then.
type nearby struct {
	look  *lookup
	both  set
	ranks []uint32 // how many documents of both come before each word of bits
	far   set      // documents that early places aren't enough for
	early []uint64 // of one side after the other, in each document of both
}

// simple tells whether both sides are a word, in any of its forms or begun so.
func (n *near) simple() bool {
	for _, rows := range n.sides {
		if len(rows) != 1 || len(rows[0]) != 1 {
			return false
		}
	}
	return true
}

// nearby gives the documents of both where the sides stand together, as far as
// early places tell, and the others.
func (n *near) nearby(look *lookup, both set) (marks []mark, far set, err error) {
	m := look.job.memory
	b := &nearby{look: look, both: both, far: m.set(look.job.part.size)}
	held := 0
	b.ranks = make([]uint32, len(both))
	for i, w := range both {
		b.ranks[i] = uint32(held)
		held += bits.OnesCount64(w)
	}
	b.early = m.numbers(2 * held)
	for i, rows := range n.sides {
		words, err := look.words(rows[0][0])
		if err != nil {
			return nil, nil, err
		}
		for _, w := range words {
			if err := b.read(w, b.early[i*held:(i+1)*held]); err != nil {
				return nil, nil, err
			}
		}
	}
	possessives, err := look.term(possessive)
	if err != nil {
		return nil, nil, err
	}
	m.docs = both.collect(m.docs[:0], 0, len(both))
	for i, doc := range m.docs {
		if b.far.has(doc) {
			continue
		}
		here, there := b.early[i], b.early[held+i]
		if times := bits.OnesCount64(here & around(there, n.words+1)); times > 0 {
			marks = append(marks, mark{doc, float32(times)})
			continue
		}
		if possessives != nil && here&around(there, 2*n.words+2) != 0 && possessives.Contains(doc) {
			b.far.add(doc)
		}
	}
	return marks, b.far, nil
}

// around gives the places at most so far from any of some, these themselves
// only where others are near them.
func around(places uint64, far int) uint64 {
	behind, before := places<<1, places>>1
	for done := 1; done < far; {
		step := min(done, far-done)
		behind, before = behind|behind<<step, before|before>>step
		done += step
	}
	return behind | before
}

// read adds the early places of a word in the documents of both.
func (b *nearby) read(word string, early []uint64) error {
	return b.look.each(word, b.both, func(f *frequencies, rank int, doc uint32) error {
		frequency, _ := f.nth(rank)
		places := earlyPlaces(frequency)
		if places == 0 {
			b.far.add(doc)
			return nil
		}
		i := doc / wordBits
		early[b.ranks[i]+uint32(bits.OnesCount64(b.both[i]&(1<<(doc%wordBits)-1)))] |= places
		return nil
	})
}

// each calls do for the documents of among that have a word, with how many
// others that have it come before.
func (l *lookup) each(word string, among set, do func(f *frequencies, rank int, doc uint32) error) error {
	b, err := l.term(word)
	if err != nil || b == nil {
		return err
	}
	f, err := frequenciesOf(l.job.part.segment.Segment(), l.field, word, l.lists[word], nil)
	if err != nil {
		return fmt.Errorf("read where a word stands: %w", err)
	}
	var docs [block / 4]uint32
	it := b.ManyIterator()
	for rank, n := 0, it.NextMany(docs[:]); n > 0; rank, n = rank+n, it.NextMany(docs[:]) {
		if err := l.job.ctx.Err(); err != nil {
			return err
		}
		for i, doc := range docs[:n] {
			if !among.has(doc) {
				continue
			}
			if err := do(f, rank+i, doc); err != nil {
				return err
			}
		}
	}
	return nil
}

// places gives where any of the words stands among the documents, in order.
func (l *lookup) places(words []string) ([]uint64, error) {
	var list, at []uint64
	lists := 0
	for _, w := range words {
		before := len(list)
		err := l.each(w, l.among, func(f *frequencies, rank int, doc uint32) (err error) {
			if at, _, err = f.nthPlaces(at[:0], rank, doc); err != nil {
				return err
			}
			for _, pos := range at {
				list = append(list, packed(doc, pos))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(list) > before {
			lists++
		}
	}
	if lists > 1 {
		slices.Sort(list)
	}
	return list, nil
}
