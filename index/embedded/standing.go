package embedded

import (
	"fmt"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// standing tells where the words of a phrase stand, from document to document
// of those that hold them all.
type standing struct {
	words  []int // the phrase, as places in terms
	terms  []follower
	early  []uint64 // of each term, in the document at hand
	places [][]uint64
	starts []uint64 // where the phrase may begin
	other  []uint64
}

// follower is one different word of the phrase. Of a very common one what is
// kept decoded is looked up, and its postings only where that isn't enough.
type follower struct {
	it    segment.PostingsIterator
	at    segment.Posting // of the document at hand; nil where it wasn't looked up
	early []uint64        // of each document that has the word, or nil
	sizes counts          // the same, for the length of the field
	rank  ranks
}

// ranks tells how many documents of a set come before one, asked in order.
type ranks struct {
	docs   set
	word   int
	before int
}

func (r *ranks) of(doc uint32) int {
	for word := int(doc / wordBits); r.word < word; r.word++ {
		r.before += bits.OnesCount64(r.docs[r.word])
	}
	return r.before + bits.OnesCount64(r.docs[r.word]&(1<<(doc%wordBits)-1))
}

func (p *phrase) standing(j *job, both set) (*standing, error) {
	s := &standing{words: p.words, terms: make([]follower, len(p.terms)), early: make([]uint64, len(p.terms)), places: make([][]uint64, len(p.terms))}
	held := both.count()
	wanted := roaring.FromDense(both, false)
	for i, t := range p.terms {
		f := &s.terms[i]
		f.it = t.lists[j.at].Iterator(true, true, true, nil)
		all := int(t.bitmaps[j.at].GetCardinality())
		if held*veryCommon > all {
			var err error
			if f.early, err = j.part.decoded.earlyOf(j, t, all); err != nil {
				return nil, err
			}
		}
		if f.early != nil {
			var err error
			if f.sizes, err = j.part.decoded.countsOf(j, t, all); err != nil {
				return nil, err
			}
			f.rank.docs = j.memory.bitmap(t.bitmaps[j.at], j.part.size)
			continue
		}
		if skips, ok := f.it.(segment.OptimizablePostingsIterator); ok && held < all {
			skips.ReplaceActual(wanted)
		}
	}
	return s, nil
}

// reach looks up the posting of a document.
func (f *follower) reach(doc uint32) (err error) {
	if f.at, err = f.it.Advance(uint64(doc)); err != nil {
		return err
	}
	if f.at == nil || f.at.Number() != uint64(doc) {
		return fmt.Errorf("a list of words without a document that it has: %w", errDamaged)
	}
	return nil
}

// count counts the phrase in a document, which comes after the one before.
func (s *standing) count(doc uint32) (int, error) {
	far := false
	for i := range s.terms {
		f := &s.terms[i]
		if f.early != nil {
			f.at, s.early[i] = nil, f.early[f.rank.of(doc)]
		} else {
			if err := f.reach(doc); err != nil {
				return 0, err
			}
			s.early[i] = earlyPlaces(f.at.Frequency())
		}
		far = far || s.early[i] == 0
	}
	if far {
		return s.countFar(doc)
	}
	starts := s.early[s.words[0]]
	for k, word := range s.words[1:] {
		starts &= s.early[word] >> (k + 1)
	}
	return bits.OnesCount64(starts), nil
}

// length is how long the field is in the document at hand.
func (s *standing) length(doc uint32) uint64 {
	for i := range s.terms {
		if at := s.terms[i].at; at != nil {
			return length(at)
		}
	}
	f := &s.terms[0]
	return uint64(f.sizes[f.rank.of(doc)] >> oftenBits)
}

// countFar counts the phrase by lists: the places of its first word that have
// the others behind them. Bleve's own searcher takes the square of a word's
// occurrences, and more, where a long text repeats the words of a long phrase;
// this is linear in both.
func (s *standing) countFar(doc uint32) (int, error) {
	for i := range s.terms {
		f := &s.terms[i]
		if f.at == nil {
			if err := f.reach(doc); err != nil {
				return 0, err
			}
		}
		s.places[i] = places(s.places[i][:0], f.at)
	}
	s.starts = append(s.starts[:0], s.places[s.words[0]]...)
	for k, word := range s.words[1:] {
		distance := uint64(k + 1)
		s.other = s.other[:0]
		i := 0
		for _, pos := range s.places[word] {
			for i < len(s.starts) && s.starts[i]+distance < pos {
				i++
			}
			if i < len(s.starts) && s.starts[i]+distance == pos {
				s.other = append(s.other, s.starts[i])
			}
		}
		if s.starts, s.other = s.other, s.starts; len(s.starts) == 0 {
			return 0, nil
		}
	}
	return len(s.starts), nil
}
