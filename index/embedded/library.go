package embedded

import (
	"fmt"
	"slices"
	"sync"

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
}

func newLibrary() *library {
	l := &library{segments: map[uint64]*columns{}}
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
