package embedded

import (
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// view is the index as one search sees it: a snapshot with its columns.
type view struct {
	reader  *scorch.IndexSnapshot
	library *library
	parts   []part
	docs    int // that are not deleted
}

// part is one segment of a view.
type part struct {
	*columns
	segment *scorch.SegmentSnapshot
	deleted *roaring.Bitmap // nil for none
}

func (v *volume) view() (*view, error) {
	if err := v.await(); err != nil {
		return nil, err
	}
	reader, err := v.scorch.Reader()
	if err != nil {
		return nil, fmt.Errorf("open a snapshot: %w", err)
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("open a snapshot: %T", reader)
	}
	w := &view{reader: snapshot, library: v.columns.Load()}
	cols, err := w.library.of(snapshot.Segments())
	if err == nil && w.library.overgrown(cols) {
		w.library = newLibrary() // searches that are under way keep the old one
		if cols, err = w.library.of(snapshot.Segments()); err == nil {
			v.columns.Store(w.library)
		}
	}
	if err != nil {
		snapshot.Close()
		return nil, err
	}
	for i, s := range snapshot.Segments() {
		p := part{columns: cols[i], segment: s, deleted: s.Deleted()}
		w.docs += p.size
		if p.deleted != nil && p.deleted.IsEmpty() {
			p.deleted = nil
		}
		if p.deleted != nil {
			w.docs -= int(p.deleted.GetCardinality())
		}
		w.parts = append(w.parts, p)
	}
	return w, nil
}

// live gives the part's documents of one kind that are not deleted.
func (p *part) live(articles bool, m *scratch) set {
	docs := m.set(p.size)
	if articles {
		copy(docs, p.articles)
	} else {
		copy(docs, p.statements)
	}
	if p.deleted != nil {
		docs.andNot(m.bitmap(p.deleted, p.size))
	}
	return docs
}

// gone counts the part's documents that are deleted.
func (p *part) gone() uint64 {
	if p.deleted == nil {
		return 0
	}
	return p.deleted.GetCardinality()
}

// stored reads a kept field of a document.
func (w *view) stored(at position, field string) ([]byte, error) {
	return stored(w.parts[at.part].segment, uint64(at.doc), field)
}

func stored(s *scorch.SegmentSnapshot, doc uint64, field string) ([]byte, error) {
	var value []byte
	err := s.VisitDocument(doc, func(name string, _ byte, v []byte, _ []uint64) bool {
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
