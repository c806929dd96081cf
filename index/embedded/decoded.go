package embedded

import (
	"math"
	"math/bits"
	"sync"
)

// decoded keeps how often a segment's commonest words stand in its documents:
// a word that half of all documents have is asked for more than once.
type decoded struct {
	mu    sync.Mutex
	lists map[string]counts // by field and word
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
)

// countsOf gives the counts of a word, or nil for one that isn't common. Where
// that makes too many, others go: any of them, as Go goes over maps at random.
func (d *decoded) countsOf(j *job, t *term, docs set) (counts, error) {
	n := docs.count()
	if n < j.part.size/commonWord {
		return nil, nil
	}
	name := t.field + ":" + t.text
	d.mu.Lock()
	defer d.mu.Unlock()
	if list, ok := d.lists[name]; ok {
		return list, nil
	}
	f, err := t.frequencies(j, docs)
	if err != nil {
		return nil, err
	}
	list := make(counts, n)
	for i := range list {
		frequency, long := f.number()>>hasLocation, f.number()
		list[i] = uint16(min(times(frequency), mostOften)) | uint16(min(long, math.MaxUint16>>oftenBits)<<oftenBits)
	}
	if d.lists == nil {
		d.lists = map[string]counts{}
	}
	for other, old := range d.lists {
		if d.size+n <= mostCounts*j.part.size {
			break
		}
		delete(d.lists, other)
		d.size -= len(old)
	}
	d.lists[name], d.size = list, d.size+n
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
