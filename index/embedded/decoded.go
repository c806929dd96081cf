package embedded

import (
	"math"
	"math/bits"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// decoded keeps what a segment's commonest words have in its documents: Bleve's
// lists take ten times as long to read, and a word that half of all documents
// have is asked for more than once.
type decoded struct {
	counts cache[uint16]
	early  cache[uint64]
}

// cache keeps lists by field and word.
type cache[T any] struct {
	mu    sync.Mutex
	lists map[string][]T
	size  int
}

// counts are of each document that has a word, in order: how often it has the
// word, and above that how long its field is.
type counts []uint16

const (
	mostOften  = 15 // a word that stands oftener counts as often
	oftenBits  = 4
	commonWord = 8  // one document in so many has a word whose counts are kept
	mostCounts = 12 // for each document of the segment, over all its words
	veryCommon = 2  // the same of early places, see earlyPlaces
	mostEarly  = 4
)

// countsOf gives the counts of a word, or nil for one that isn't common.
func (d *decoded) countsOf(j *job, t *term, docs int) (counts, error) {
	if docs < j.part.size/commonWord {
		return nil, nil
	}
	return d.counts.get(t.name, mostCounts*j.part.size, func() ([]uint16, error) {
		return decode(j, t, docs, func(p segment.Posting) uint16 {
			long := min(length(p), math.MaxUint16>>oftenBits)
			return uint16(min(times(p.Frequency()), mostOften)) | uint16(long<<oftenBits)
		})
	})
}

// earlyOf gives the early places of a word in each document that has it, or nil
// for one that isn't very common.
func (d *decoded) earlyOf(j *job, t *term, docs int) ([]uint64, error) {
	if docs < j.part.size/veryCommon {
		return nil, nil
	}
	return d.early.get(t.name, mostEarly*j.part.size, func() ([]uint64, error) {
		return decode(j, t, docs, func(p segment.Posting) uint64 { return earlyPlaces(p.Frequency()) })
	})
}

func decode[T any](j *job, t *term, docs int, one func(segment.Posting) T) ([]T, error) {
	list := make([]T, 0, docs)
	it := t.lists[j.at].Iterator(true, true, false, nil)
	for {
		p, err := it.Next()
		if err != nil || p == nil {
			return list, err
		}
		list = append(list, one(p))
	}
}

// get gives a list, and makes it first where there is none. Where that makes
// too many, others go: any of them, as Go goes over maps at random.
func (c *cache[T]) get(name string, most int, fill func() ([]T, error)) ([]T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if list, ok := c.lists[name]; ok {
		return list, nil
	}
	list, err := fill()
	if err != nil {
		return nil, err
	}
	if c.lists == nil {
		c.lists = map[string][]T{}
	}
	for other, old := range c.lists {
		if c.size+len(list) <= most {
			break
		}
		delete(c.lists, other)
		c.size -= len(old)
	}
	c.lists[name], c.size = list, c.size+len(list)
	return list, nil
}

// sum adds to sums what the word is worth in each document of among.
func (c counts) sum(docs, among set, w *weights, sums []float32) {
	at := 0 // the count of the first document of a word of bits
	for i, has := range docs {
		for wanted := has & among[i]; wanted != 0; wanted &= wanted - 1 {
			low := wanted & -wanted
			one := c[at+bits.OnesCount64(has&(low-1))]
			sums[uint32(i*wordBits)+lowest(wanted)] += float32(one&mostOften) * w.of(uint64(one>>oftenBits))
		}
		at += bits.OnesCount64(has)
	}
}
