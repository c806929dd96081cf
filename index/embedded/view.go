package embedded

import (
	"fmt"
	"slices"
	"sort"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"onrecord/index"
)

// view is the index as one search sees it: a snapshot with its columns.
type view struct {
	reader  *scorch.IndexSnapshot
	library *library
	parts   []part
	size    uint64 // documents, deleted ones too
}

// part is one segment of a view.
type part struct {
	*columns
	segment *scorch.SegmentSnapshot
	offset  uint64 // of its first document among all
	size    int
	deleted *roaring.Bitmap // nil for none
}

func (v *volume) view() (*view, error) {
	reader, err := v.scorch.Reader()
	if err != nil {
		return nil, fmt.Errorf("open a snapshot: %w", err)
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("open a snapshot: %T", reader)
	}
	w := &view{reader: snapshot, library: v.columns}
	cols, err := v.columns.of(snapshot.Segments())
	if err != nil {
		snapshot.Close()
		return nil, err
	}
	for i, s := range snapshot.Segments() {
		p := part{columns: cols[i], segment: s, offset: w.size, size: int(s.FullSize()), deleted: s.Deleted()}
		if p.deleted != nil && p.deleted.IsEmpty() {
			p.deleted = nil
		}
		w.parts = append(w.parts, p)
		w.size += uint64(p.size)
	}
	return w, nil
}

// locate gives the segment and the place in it of a document counted over
// all.
func (w *view) locate(doc uint64) (part, local int) {
	part = sort.Search(len(w.parts), func(i int) bool { return doc < w.parts[i].offset+uint64(w.parts[i].size) })
	if part == len(w.parts) {
		return part, 0
	}
	return part, int(doc - w.parts[part].offset)
}

// find gives the place of a document by its ID.
func (w *view) find(id string) (position, error) {
	doc, err := w.reader.InternalID(id)
	if err != nil {
		return position{}, fmt.Errorf("look up %s: %w", id, err)
	}
	if doc == nil {
		return position{}, fmt.Errorf("look up %s: %w", id, errDamaged)
	}
	part, local := w.locate(doc.Value())
	return position{part, local}, nil
}

// stored reads a kept field of a document.
func (w *view) stored(at position, field string) ([]byte, error) {
	return stored(w.parts[at.part].segment, at.doc, field)
}

func stored(s *scorch.SegmentSnapshot, doc int, field string) ([]byte, error) {
	var value []byte
	err := s.VisitDocument(uint64(doc), func(name string, _ byte, v []byte, _ []uint64) bool {
		if name == field {
			value = slices.Clone(v)
			return false
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("read a document: %w", err)
	}
	if value == nil {
		return nil, fmt.Errorf("a document without %s: %w", field, errDamaged)
	}
	return value, nil
}

// facet gives a facet's place among index.Facets.
func facet(f index.Field) (int, bool) {
	i := slices.Index(index.Facets(), f)
	return i, i >= 0
}

// choice is a set of ordinals: whether each is in it, up to the last one.
type choice []bool

// choice gives the ordinals of a facet's values, written in any case.
func (l *library) choice(f int, values []string) choice {
	var in choice
	for _, v := range values {
		for _, ord := range l.matching(f, v) {
			if int(ord) >= len(in) {
				in = append(in, make(choice, int(ord)+1-len(in))...)
			}
			in[ord] = true
		}
	}
	return in
}

func (in choice) has(ord uint32) bool { return int(ord) < len(in) && in[ord] }

// any tells whether a document has one of the values.
func (c *column) any(doc int, in choice) bool {
	ord := c.one[doc]
	if ord&several == 0 {
		return in.has(ord)
	}
	return slices.ContainsFunc(c.many[ord&^several], in.has)
}
