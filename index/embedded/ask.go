package embedded

import (
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// job is one part of the view being searched.
type job struct {
	ctx    context.Context
	part   *part
	at     int // the part's place in the view
	memory *scratch
}

// asked is a node of the query, ready to look into a part.
type asked interface {
	// find gives the documents that match. It is right for those in scope, and
	// may be anything for others.
	find(j *job, scope set) (found, error)
}

// found is what a node finds in a part.
type found struct {
	docs set
	// score adds to worth what the node thinks of each document of among; nil
	// for a node that adds nothing.
	score func(among set, worth []float32) error
	// keeps tells that score needs the memory that find took.
	keeps bool
}

// term is one term of a field in all parts.
type term struct {
	field   string
	text    string
	lists   []segment.PostingsList
	bitmaps []*roaring.Bitmap // nil for none
	count   int               // documents that have it
}

// bitmapOf gives the documents of a list, nil for none.
func bitmapOf(list segment.PostingsList) *roaring.Bitmap {
	it, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil
	}
	if doc, one := it.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(doc))
	}
	return it.ActualBitmap()
}

// find makes a term ask for the documents that have it.
func (t *term) find(j *job, _ set) (found, error) {
	docs := j.memory.set(j.part.size)
	if t.bitmaps[j.at] != nil {
		t.bitmaps[j.at].WriteDenseTo(docs)
	}
	return found{docs: docs}, nil
}

// frequencies gives what the part at hand keeps of a term in the documents that
// have it.
func (t *term) frequencies(j *job, docs set) (*frequencies, error) {
	f, err := frequenciesOf(j.part.segment.Segment(), t.field, t.text, t.lists[j.at], docs)
	if err != nil {
		return nil, fmt.Errorf("read where a word stands: %w", err)
	}
	return f, nil
}

// anyOf asks for the documents that any of its nodes finds. A document's score
// is the sum of what they give.
type anyOf []asked

func (a anyOf) find(j *job, scope set) (found, error) {
	all := found{docs: j.memory.set(j.part.size)}
	var scores scorers
	for _, n := range a {
		mark := j.memory.taken
		f, err := n.find(j, scope)
		if err != nil {
			return found{}, err
		}
		all.docs.or(f.docs)
		if scores.add(f); !f.keeps {
			j.memory.taken = mark
		}
	}
	all.score, all.keeps = scores.score(), scores.keep
	return all, nil
}

// allOf asks for the documents that all of with find and none of without. Those
// in which close find something too score more.
type allOf struct {
	with, without []asked
	close         []*phrase
}

func (a allOf) find(j *job, scope set) (found, error) {
	all := found{docs: j.memory.set(j.part.size)}
	copy(all.docs, scope)
	var scores scorers
	for _, n := range a.with {
		mark := j.memory.taken
		f, err := n.find(j, all.docs)
		if err != nil {
			return found{}, err
		}
		all.docs.and(f.docs)
		if scores.add(f); !f.keeps {
			j.memory.taken = mark
		}
	}
	for _, n := range a.without {
		mark := j.memory.taken
		f, err := n.find(j, all.docs)
		if err != nil {
			return found{}, err
		}
		all.docs.andNot(f.docs)
		j.memory.taken = mark
	}
	if score := scores.score(); score != nil {
		all.keeps = true
		all.score = func(among set, worth []float32) error {
			own := j.memory.set(j.part.size)
			copy(own, among)
			own.and(all.docs)
			if err := score(own, worth); err != nil {
				return err
			}
			return a.closer(j, own, worth)
		}
	}
	return all, nil
}

// closer adds what it is worth that words follow each other as they were asked.
func (a allOf) closer(j *job, among set, worth []float32) error {
	for _, p := range a.close {
		f, err := p.find(j, among)
		if err == nil && f.score != nil {
			err = f.score(among, worth)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scorers are those of a node's operands.
type scorers struct {
	list []func(set, []float32) error
	keep bool
}

func (s *scorers) add(f found) {
	if f.score != nil {
		s.list, s.keep = append(s.list, f.score), s.keep || f.keeps
	}
}

func (s *scorers) score() func(set, []float32) error {
	switch len(s.list) {
	case 0:
		return nil
	case 1:
		return s.list[0]
	}
	list := s.list
	return func(among set, worth []float32) error {
		for _, one := range list {
			if err := one(among, worth); err != nil {
				return err
			}
		}
		return nil
	}
}

// valued asks for the documents that have one of a facet's values.
type valued struct {
	facet    int
	ords     []uint32
	articles bool
}

func (v *valued) find(j *job, _ set) (found, error) {
	docs := j.memory.set(j.part.size)
	copy(docs, j.part.having(v.facet, v.ords, v.articles, j.memory))
	return found{docs: docs}, nil
}
