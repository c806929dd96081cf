package embedded

import (
	"math"
	"math/bits"
	"sync"
)

// decoded keeps how often a segment's commonest words stand in its documents:
// Bleve's lists take ten times as long to read, and a word that half of all
// documents have is asked for more than once.
type decoded struct {
	mu     sync.Mutex
	counts map[string]counts // by field and word
	size   int
}

// counts are of each document that has a word, in order: how often it has the
// word, and above that how long its field is.
type counts []uint16

const (
	mostOften  = 15 // a word that stands oftener counts as often
	oftenBits  = 4
	commonWord = 8  // a word is common that one in so many documents has
	mostCounts = 12 // for each document of the segment, over all its words
)

// of gives the counts of a word, or nil for one that isn't common.
func (d *decoded) of(j *job, t *term, docs set) (counts, error) {
	n := docs.count()
	if n < j.part.size/commonWord || n < wordBits {
		return nil, nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, ok := d.counts[t.name]; ok {
		return c, nil
	}
	c := make(counts, 0, n)
	it := t.lists[j.at].Iterator(true, true, false, nil)
	for {
		p, err := it.Next()
		if err != nil {
			return nil, err
		}
		if p == nil {
			break
		}
		long := min(length(p), math.MaxUint16>>oftenBits)
		c = append(c, uint16(min(times(p.Frequency()), mostOften))|uint16(long<<oftenBits))
	}
	if d.counts == nil {
		d.counts = map[string]counts{}
	}
	for name, old := range d.counts { // any of them: Go goes over maps at random
		if d.size+n <= mostCounts*j.part.size {
			break
		}
		delete(d.counts, name)
		d.size -= len(old)
	}
	d.counts[t.name], d.size = c, d.size+n
	return c, nil
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
