package embedded

import (
	"math"
	"slices"
	"sync"

	"onrecord/index"
)

// undated is the date of what has none: before all others.
const undated = math.MinInt64

// columns are what one segment's documents are counted, filtered and sorted
// by, in plain arrays, so that none of it needs decoding. A segment never
// changes, so they are filled once. The documents of an article all stand in
// one segment, as they are written together: what belongs to the article is
// kept once for all of them.
type columns struct {
	fill sync.Once
	err  error

	size       int
	statements set
	articles   set
	brief      set      // statements of a few words
	key        []uint64 // of a document: a hash of its ID, the last sort key
	article    []uint32 // of a document: its article's place in the lists below
	facets     []column // in the order of index.Facets

	repeated  []uint32 // the statements that others repeat, by number
	utterance []uint64 // a hash of the utterance of each

	decoded decoded
	again   again

	own   []uint32 // the document of the article itself
	date  []int64
	story []uint64 // a hash of the story's ID
	from  []uint32 // where its documents begin in order; one more at the end
	order []uint32 // all documents by their articles
}

// of gives the documents of an article.
func (c *columns) of(article uint32) []uint32 {
	return c.order[c.from[article]:c.from[article+1]]
}

// column holds one facet. A document has a code: none, that of its value, or
// the largest for several values. Codes are as narrow as the segment's values
// allow.
type column struct {
	byte8  []uint8 // one of these three has all documents
	code16 []uint16
	code32 []uint32

	ords  []uint32 // the value of a code, as its place in the facet's dictionary
	total []uint32 // how many documents have a code
	many  uint32   // the code of several values

	single []uint32 // each code as a list of one

	docs  []uint32 // the documents with several values, by number
	start []uint32 // where the codes of each begin in codes; one more at the end
	codes []uint32
}

// all gives the codes of a document.
func (c *column) all(doc uint32) []uint32 {
	var code uint32
	switch {
	case c.byte8 != nil:
		code = uint32(c.byte8[doc])
	case c.code16 != nil:
		code = uint32(c.code16[doc])
	default:
		code = c.code32[doc]
	}
	switch code {
	case 0:
		return nil
	case c.many:
		i, _ := slices.BinarySearch(c.docs, doc)
		return c.codes[c.start[i]:c.start[i+1]]
	}
	return c.single[code : code+1]
}

// count adds up how often each code stands among documents.
func (c *column) count(docs []uint32, n []uint32) {
	switch {
	case c.byte8 != nil:
		for _, d := range docs {
			n[c.byte8[d]]++
		}
	case c.code16 != nil:
		for _, d := range docs {
			n[c.code16[d]]++
		}
	default:
		for _, d := range docs {
			n[c.code32[d]]++
		}
	}
}

// choose adds to s the documents that have one of the chosen codes.
func (c *column) choose(chosen []bool, s set) {
	switch {
	case c.byte8 != nil:
		choose(c.byte8, chosen, s)
	case c.code16 != nil:
		choose(c.code16, chosen, s)
	default:
		choose(c.code32, chosen, s)
	}
	for i, d := range c.docs {
		for _, code := range c.codes[c.start[i]:c.start[i+1]] {
			if chosen[code] {
				s.add(d)
				break
			}
		}
	}
}

func choose[T uint8 | uint16 | uint32](codes []T, chosen []bool, s set) {
	for d, code := range codes {
		if chosen[code] {
			s.add(uint32(d))
		}
	}
}

// choice tells of each code whether it is one of the values, given as places
// in the dictionary, sorted: a beginning may take as many as there are. ok is
// whether any is.
func (c *column) choice(ords []uint32) (chosen []bool, ok bool) {
	chosen = make([]bool, c.many+1)
	for code, ord := range c.ords {
		if code == 0 {
			continue
		}
		if _, has := slices.BinarySearch(ords, ord); has {
			chosen[code], ok = true, true
		}
	}
	return chosen, ok
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

// facet gives a facet's place among index.Facets.
func facet(f index.Field) (int, bool) {
	i := slices.Index(index.Facets(), f)
	return i, i >= 0
}
