package embedded

import (
	"slices"
	"strings"

	api "github.com/blevesearch/bleve_index_api"
)

// fieldTerms are the terms of one field in the documents of a segment to be.
type fieldTerms struct {
	name    string
	options api.FieldIndexingOptions
	lengths []uint32                      // of the field in each document, in words
	slots   map[string]uint32             // of each term
	terms   []string                      // by their slots
	last    []int32                       // the last posting of each
	list    []posting                     // by documents
	spread  map[uint64]*api.TokenLocation // by postings' keys
}

// posting tells of a term in a document.
type posting struct {
	slot, doc uint32
	frequency uint64 // or the places, as in occurrences.go
}

func (p posting) key() uint64 { return uint64(p.slot)<<32 | uint64(p.doc) }

func newFieldTerms(name string) *fieldTerms {
	return &fieldTerms{name: name, slots: map[string]uint32{}}
}

// begin forgets the documents of the segment before.
func (t *fieldTerms) begin(docs int) {
	t.options = 0
	t.lengths = slices.Grow(t.lengths[:0], docs)[:docs]
	clear(t.lengths)
	clear(t.slots)
	clear(t.terms)
	t.terms, t.last, t.list, t.spread = t.terms[:0], t.last[:0], t.list[:0], nil
}

// add adds what a document has in the field.
func (t *fieldTerms) add(f *field, doc uint32) {
	t.options |= f.options
	t.lengths[doc] += uint32(f.length)
	for _, value := range f.values {
		t.at(value, doc).frequency = f.frequency
	}
	for i, w := range f.words {
		p := t.at(w.term, doc)
		over := t.spread[p.key()]
		if p.frequency, over = note(p.frequency, over, i+1); over == nil {
			continue
		}
		if t.spread == nil {
			t.spread = map[uint64]*api.TokenLocation{}
		}
		t.spread[p.key()] = over
	}
}

// at gives the posting of a term in a document.
func (t *fieldTerms) at(term string, doc uint32) *posting {
	slot, ok := t.slots[term]
	if !ok {
		slot = uint32(len(t.terms))
		t.slots[term] = slot
		t.terms, t.last = append(t.terms, term), append(t.last, -1)
	}
	if n := t.last[slot]; n >= 0 && t.list[n].doc == doc {
		return &t.list[n]
	}
	n := len(t.list)
	t.last[slot] = int32(n)
	t.list = append(t.list, posting{slot: slot, doc: doc})
	return &t.list[n]
}

// order puts the postings of each term together, by documents, and gives where
// those of each slot end.
func (t *fieldTerms) order(counts []uint32, sorted []posting) ([]uint32, []posting) {
	counts = slices.Grow(counts[:0], len(t.terms)+1)[:len(t.terms)+1]
	clear(counts)
	for _, p := range t.list {
		counts[p.slot+1]++
	}
	for i := range t.terms {
		counts[i+1] += counts[i]
	}
	sorted = slices.Grow(sorted[:0], len(t.list))[:len(t.list)]
	for _, p := range t.list {
		sorted[counts[p.slot]] = p
		counts[p.slot]++
	}
	return counts, sorted
}

// byName gives the slots in the order of their terms.
func (t *fieldTerms) byName() []uint32 {
	slots := make([]uint32, len(t.terms))
	for i := range slots {
		slots[i] = uint32(i)
	}
	slices.SortFunc(slots, func(a, b uint32) int { return strings.Compare(t.terms[a], t.terms[b]) })
	return slots
}
