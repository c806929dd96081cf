package embedded

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// undated is the date of what has none: before all others.
const undated = math.MinInt64

// columns are the facets' values and the dates of one segment's documents in
// plain arrays, so that counting and sorting need no decoding. A segment never
// changes, so they are filled once.
type columns struct {
	fill    sync.Once
	err     error
	article []bool
	date    []int64
	key     []uint64 // a hash of the ID: the last sort key
	facets  []column // in the order of index.Facets
}

// column holds one facet: no value (0), one value's ordinal, or, with the top
// bit set, the place of several in many.
type column struct {
	one  []uint32
	many [][]uint32
}

const several = 1 << 31

func (c *column) add(doc uint64, ord uint32) {
	switch old := c.one[doc]; {
	case old == 0:
		c.one[doc] = ord
	case old&several != 0:
		c.many[old&^several] = append(c.many[old&^several], ord)
	default:
		c.one[doc] = several | uint32(len(c.many))
		c.many = append(c.many, []uint32{old, ord})
	}
}

// dictionary numbers the values of one facet, from 1, alike in all segments.
type dictionary struct {
	values []string
	ords   map[string]uint32
	folded map[string][]uint32
}

func newDictionary() *dictionary {
	return &dictionary{values: []string{""}, ords: map[string]uint32{}, folded: map[string][]uint32{}}
}

func (d *dictionary) ord(value string) uint32 {
	if n, ok := d.ords[value]; ok {
		return n
	}
	n := uint32(len(d.values))
	d.values = append(d.values, value)
	d.ords[value] = n
	f := fold(value)
	d.folded[f] = append(d.folded[f], n)
	return n
}

// library keeps the columns of the segments in use and the facets'
// dictionaries.
type library struct {
	mu           sync.Mutex
	segments     map[uint64]*columns
	words        sync.RWMutex
	dictionaries []*dictionary
}

func newLibrary() *library {
	l := &library{segments: map[uint64]*columns{}}
	for range index.Facets() {
		l.dictionaries = append(l.dictionaries, newDictionary())
	}
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
		list[i].fill.Do(func() { list[i].err = l.read(list[i], s.Segment()) })
		if list[i].err != nil {
			return nil, fmt.Errorf("read columns: %w", list[i].err)
		}
	}
	return list, nil
}

// read fills columns from the segment's inverted index.
func (l *library) read(c *columns, s segment.Segment) error {
	n := s.Count()
	c.article, c.date, c.key = make([]bool, n), make([]int64, n), make([]uint64, n)
	for i := range c.date {
		c.date[i] = undated
		id, err := s.DocID(uint64(i))
		if err != nil {
			return err
		}
		h := fnv.New64a()
		h.Write(id)
		c.key[i] = h.Sum64()
	}
	err := postings(s, kindField, func(_ string, docs func(func(uint64)) error) error {
		return docs(func(d uint64) { c.article[d] = true })
	})
	if err != nil {
		return err
	}
	err = postings(s, dateField, func(term string, docs func(func(uint64)) error) error {
		at, err := strconv.ParseInt(term, 10, 64)
		if err != nil {
			return err
		}
		return docs(func(d uint64) { c.date[d] = at })
	})
	if err != nil {
		return err
	}
	c.facets = make([]column, len(l.dictionaries))
	for i, f := range index.Facets() {
		col := &c.facets[i]
		col.one = make([]uint32, n)
		err := postings(s, string(f), func(term string, docs func(func(uint64)) error) error {
			l.words.Lock()
			ord := l.dictionaries[i].ord(term)
			l.words.Unlock()
			return docs(func(d uint64) { col.add(d, ord) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// postings calls each for every term of a field, with a function that goes
// over the documents that have it.
func postings(s segment.Segment, field string, each func(term string, docs func(func(uint64)) error) error) error {
	dict, err := s.Dictionary(field)
	if err != nil {
		return err
	}
	terms := dict.AutomatonIterator(nil, nil, nil)
	var list segment.PostingsList
	var it segment.PostingsIterator
	for {
		entry, err := terms.Next()
		if err != nil {
			return err
		}
		if entry == nil {
			return nil
		}
		if list, err = dict.PostingsList([]byte(entry.Term), nil, list); err != nil {
			return err
		}
		it = list.Iterator(false, false, false, it)
		err = each(entry.Term, func(visit func(uint64)) error {
			for {
				p, err := it.Next()
				if err != nil || p == nil {
					return err
				}
				visit(p.Number())
			}
		})
		if err != nil {
			return err
		}
	}
}

// matching gives the ordinals of a facet's value, written in any case.
func (l *library) matching(f int, value string) []uint32 {
	l.words.RLock()
	defer l.words.RUnlock()
	return l.dictionaries[f].folded[fold(value)]
}

// value gives the text of an ordinal.
func (l *library) names(f int) []string {
	l.words.RLock()
	defer l.words.RUnlock()
	return l.dictionaries[f].values
}
