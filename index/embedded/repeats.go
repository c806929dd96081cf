package embedded

import (
	"cmp"
	"iter"
	"slices"
	"sync"
)

// repeats tells which statements of a segment others repeat, and which of them
// belong to an utterance.
type repeats struct {
	once  sync.Once
	among set
	order []uint32 // their places, by utterance
}

// repeats is made when it is asked for first.
func (c *columns) repeats() *repeats {
	c.repeat.once.Do(func() {
		r := &c.repeat
		r.among, r.order = make(set, setSize(c.size)), make([]uint32, len(c.repeated))
		for i, doc := range c.repeated {
			r.among.add(doc)
			r.order[i] = uint32(i)
		}
		slices.SortFunc(r.order, func(a, b uint32) int {
			return cmp.Or(cmp.Compare(c.utterance[a], c.utterance[b]), cmp.Compare(a, b))
		})
	})
	return &c.repeat
}

// repeating yields the statements of an utterance, by number.
func (c *columns) repeating(utterance uint64) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		order := c.repeats().order
		i, _ := slices.BinarySearchFunc(order, utterance, func(place uint32, u uint64) int { return cmp.Compare(c.utterance[place], u) })
		for ; i < len(order) && c.utterance[order[i]] == utterance; i++ {
			if !yield(c.repeated[order[i]]) {
				return
			}
		}
	}
}
