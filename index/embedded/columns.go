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
	strips     []strip  // what the facets have of each document

	repeated  []uint32 // the statements that others repeat, by number
	utterance []uint64 // a hash of the utterance of each
	repeat    repeats  // made of both

	decoded decoded
	again   again
	byDay   days
	havings havings

	own  []uint32 // the document of the article itself
	date []int64
	// recent is what the date makes of a score, and mostRecent the most that any
	// does.
	recent     []float32
	mostRecent float32
	story      []uint64 // a hash of the story's ID
	named      []uint32 // the articles that name a story
	from       []uint32 // where its documents begin in order; one more at the end
	order      []uint32 // all documents by their articles
}

// of gives the documents of an article.
func (c *columns) of(article uint32) []uint32 {
	return c.order[c.from[article]:c.from[article+1]]
}

// column holds one facet. A document has a code: none, that of its value, or
// the largest for several values.
type column struct {
	strip int      // of the columns, that holds the codes
	step  uint32   // what a number of the strip is divided by to have the code as its last digit
	digit []uint32 // the code that each number stands for; nil where they are the same
	alone strip    // the codes, while they are read

	ords   []uint32 // the value of a code, as its place in the facet's dictionary
	many   uint32   // the code of several values
	single []uint32 // each code as a list of one

	docs  []uint32 // the documents with several values, by number
	start []uint32 // where the codes of each begin in codes; one more at the end
	codes []uint32
}

// size is how many codes there are.
func (c *column) size() int { return int(c.many) + 1 }

// all gives a facet's codes of a document.
func (c *columns) all(facet int, doc uint32) []uint32 {
	col := &c.facets[facet]
	code := c.strips[col.strip].at(doc)
	if col.digit != nil {
		code = col.digit[code]
	}
	switch code {
	case 0:
		return nil
	case col.many:
		return col.several(doc)
	}
	return col.single[code : code+1]
}

// several gives the codes of a document with several values.
func (c *column) several(doc uint32) []uint32 {
	i, _ := slices.BinarySearch(c.docs, doc)
	return c.codes[c.start[i]:c.start[i+1]]
}

// choose adds to docs the documents that have one of a facet's chosen codes.
func (c *columns) choose(facet int, chosen []bool, docs set) {
	col := &c.facets[facet]
	numbers := chosen
	if col.digit != nil {
		numbers = make([]bool, len(col.digit))
		for n, code := range col.digit {
			numbers[n] = chosen[code]
		}
	}
	c.strips[col.strip].choose(numbers, docs)
	for i, d := range col.docs {
		for _, code := range col.codes[col.start[i]:col.start[i+1]] {
			if chosen[code] {
				docs.add(d)
				break
			}
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
