package embedded

import (
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// phrase asks for words that follow each other in a field.
type phrase struct {
	words []int   // the phrase, as places in terms
	terms []*term // its different words
	place place
	value float64 // of its words together; 0 doesn't score
}

// find looks where the words stand only in documents that hold them all.
func (p *phrase) find(j *job, scope set) (found, error) {
	f := found{docs: j.memory.set(j.part.size)}
	both := p.holding(j, scope)
	if both.IsEmpty() {
		return f, nil
	}
	its := make([]segment.PostingsIterator, len(p.terms))
	for i, t := range p.terms {
		its[i] = t.lists[j.at].Iterator(true, true, true, nil)
		if skips, ok := its[i].(segment.OptimizablePostingsIterator); ok && both.GetCardinality() < t.bitmaps[j.at].GetCardinality() {
			skips.ReplaceActual(both)
		}
	}
	var marks []mark
	at := newStanding(p.words, len(p.terms))
	byLength := p.place.weights()
	for n := 0; ; n++ {
		if n%4096 == 0 && j.ctx.Err() != nil {
			return f, j.ctx.Err()
		}
		posting, err := at.next(its)
		if err != nil {
			return f, err
		}
		if posting == nil {
			break
		}
		if times := at.count(); times > 0 {
			doc := uint32(posting.Number())
			f.docs.add(doc)
			marks = append(marks, mark{doc, saturated(float32(times) * byLength.of(length(posting)))})
		}
	}
	if p.value > 0 {
		f.score = func(among set, worth []float32) error {
			for _, m := range marks {
				if among.has(m.doc) {
					worth[m.doc] += float32(p.value) * m.worth
				}
			}
			return nil
		}
	}
	return f, nil
}

// mark is a document with the phrase and what that is worth.
type mark struct {
	doc   uint32
	worth float32
}

// holding gives the documents in scope that hold all words.
func (p *phrase) holding(j *job, scope set) *roaring.Bitmap {
	docs := j.memory.set(j.part.size)
	copy(docs, scope)
	for _, t := range p.terms {
		if t.bitmaps[j.at] == nil {
			return roaring.New()
		}
		mark := j.memory.taken
		docs.and(j.memory.bitmap(t.bitmaps[j.at], j.part.size))
		j.memory.taken = mark
	}
	return roaring.FromDense(docs, false)
}

// standing is where the words stand in the document at hand.
type standing struct {
	words  []int
	at     []segment.Posting // of each different word
	early  []uint64          // its places as bits, where all come early in the field
	places [][]uint64        // its places, elsewhere
	starts []uint64          // where the phrase may begin
	other  []uint64
}

func newStanding(words []int, different int) *standing {
	return &standing{words: words, at: make([]segment.Posting, different), early: make([]uint64, different), places: make([][]uint64, different)}
}

// next moves all words to the next document, nil after the last.
func (s *standing) next(its []segment.PostingsIterator) (segment.Posting, error) {
	for i, it := range its {
		posting, err := it.Next()
		if err != nil || posting == nil {
			return nil, err
		}
		s.at[i] = posting
	}
	return s.at[len(its)-1], nil
}

// count counts the phrase in the document at hand.
func (s *standing) count() int {
	for i, p := range s.at {
		if s.early[i] = earlyPlaces(p.Frequency()); s.early[i] == 0 {
			return s.countFar()
		}
	}
	starts := s.early[s.words[0]]
	for k, word := range s.words[1:] {
		starts &= s.early[word] >> (k + 1)
	}
	return bits.OnesCount64(starts)
}

// countFar counts the phrase by lists: the places of its first word that have
// the others behind them. Bleve's own searcher takes the square of a word's
// occurrences, and more, where a long text repeats the words of a long phrase;
// this is linear in both.
func (s *standing) countFar() int {
	for i, p := range s.at {
		s.places[i] = places(s.places[i][:0], p)
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
			return 0
		}
	}
	return len(s.starts)
}
