package embedded

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"onrecord/index"
)

// library keeps the columns of the segments in use and the facets'
// dictionaries.
type library struct {
	mu           sync.Mutex
	segments     map[uint64]*columns
	words        sync.RWMutex
	dictionaries []*dictionary
	targets      namings
	memory       sync.Pool // of *scratch
	most         int64     // documents that a search may gather
	renewed      atomic.Bool
}

// mostGathered is how many documents a search may gather to count or show them
// together: 256 MB of them to be counted, half of that to be shown.
const mostGathered = 16 << 20

func newLibrary() *library {
	l := &library{segments: map[uint64]*columns{}, most: mostGathered}
	for range index.Facets() {
		l.dictionaries = append(l.dictionaries, newDictionary())
	}
	l.memory.New = func() any { return new(scratch) }
	return l
}

// of gives the columns of a snapshot's segments, and forgets those of segments
// that have gone.
func (l *library) of(segments []*scorch.SegmentSnapshot) ([]*columns, error) {
	l.mu.Lock()
	kept := make(map[uint64]*columns, len(segments))
	list := make([]*columns, len(segments))
	for i, s := range segments {
		c := l.segments[s.Id()]
		if c == nil {
			c = &columns{}
		}
		list[i], kept[s.Id()] = c, c
	}
	l.segments = kept
	l.mu.Unlock()
	for i, s := range segments {
		list[i].fill.Do(func() {
			list[i].err = guarded(func() error { return l.read(list[i], s.Segment()) })
		})
		if list[i].err != nil {
			return nil, fmt.Errorf("read columns: %w", list[i].err)
		}
	}
	return list, nil
}

// spare is how many values of the dictionaries no segment may have any more
// before anybody minds.
const spare = 10_000

// overgrown tells, once, whether most of what the dictionaries hold is of no
// segment any more. They only grow, as all columns name values by their places
// in them: a library that is overgrown has to make room for a new one.
func (l *library) overgrown(list []*columns) bool {
	held, used := 0, 0
	l.words.RLock()
	for _, d := range l.dictionaries {
		held += len(d.values)
	}
	l.words.RUnlock()
	for _, c := range list {
		for i := range c.facets {
			used += len(c.facets[i].ords)
		}
	}
	return held > 2*used+spare && l.renewed.CompareAndSwap(false, true)
}

// ords gives the places in a facet's dictionary of values written in any case,
// sorted.
func (l *library) ords(f int, values []string) []uint32 {
	l.words.RLock()
	defer l.words.RUnlock()
	var list []uint32
	for _, v := range values {
		list = append(list, l.dictionaries[f].folded[fold(v)]...)
	}
	slices.Sort(list)
	return list
}

// names gives the values of a facet by their places.
func (l *library) names(f int) []string {
	l.words.RLock()
	defer l.words.RUnlock()
	return l.dictionaries[f].values
}
