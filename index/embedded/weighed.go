package embedded

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// How finds become a score. A word counts less the more often it stands in a
// document already (saturation), and less in a long text than in a short one
// (lengthCare). Below shortest, brevity is worth nothing more: three words
// seldom answer anybody.
const (
	saturation = 1.2
	lengthCare = 0.4
	shortest   = 8
)

// weighed asks for one word, in any of its forms and in any of several places
// of a document. What is found in all of them makes one score (BM25F): a word in
// the words of a statement and in the title too is one find that is a bit surer,
// not two.
type weighed struct {
	spots    []spot
	directed []*term // those that it is directed at
	value    float64 // of the word: the rarer, the more; 0 doesn't score
}

// spot is a term of one place.
type spot struct {
	place
	*term
}

// rarity is what a word is worth that so many of all documents have. It moves
// in steps, so that scores stay what they are while the record grows a bit, and
// pages of an answer fit together.
func rarity(docs, with int) float64 {
	n, k := float64(docs), float64(with)
	const steps = 4
	return max(1, math.Round(steps*math.Log(1+(n-k+0.5)/(k+0.5)))) / steps
}

func (w *weighed) find(j *job, _ set) (found, error) {
	f := found{docs: j.memory.set(j.part.size)}
	for _, s := range w.spots {
		if b := s.bitmaps[j.at]; b != nil {
			f.docs.orBitmap(b, j.memory)
		}
	}
	if w.value > 0 {
		f.score = func(among set, worth []float32) error { return w.score(j, among, worth) }
	}
	return f, nil
}

// score sums up what is found in all spots, and adds what that makes once it is
// saturated.
func (w *weighed) score(j *job, among set, worth []float32) error {
	sums := j.memory.sums(j.part.size)
	docs := j.memory.set(j.part.size)
	for _, s := range w.spots {
		b := s.bitmaps[j.at]
		if b == nil {
			continue
		}
		docs.orBitmap(b, j.memory)
		if err := s.sum(j, among, sums); err != nil {
			return err
		}
	}
	for _, t := range w.directed {
		if b := t.bitmaps[j.at]; b != nil {
			docs.orBitmap(b, j.memory)
			mark := j.memory.taken
			bonus(sums, j.memory.bitmap(b, j.part.size), among)
			j.memory.taken = mark
		}
	}
	docs.and(among)
	for i, bits := range docs {
		for ; bits != 0; bits &= bits - 1 {
			doc := uint32(i*wordBits) + lowest(bits)
			worth[doc] += float32(w.value) * saturated(sums[doc])
			sums[doc] = 0
		}
	}
	return nil
}

// bonus adds to sums what it is worth to be directed at somebody.
func bonus(sums []float32, docs, among set) {
	docs.and(among)
	for i, w := range docs {
		for ; w != 0; w &= w - 1 {
			sums[uint32(i*wordBits)+lowest(w)] += targetBoost
		}
	}
}

// sum adds to sums what the spot's finds are worth.
func (s *spot) sum(j *job, among set, sums []float32) error {
	mark := j.memory.taken
	docs := j.memory.bitmap(s.bitmaps[j.at], j.part.size)
	defer func() { j.memory.taken = mark }()
	byLength := s.weights()
	all, err := j.part.decoded.countsOf(j, s.term, docs)
	if err != nil {
		return err
	}
	if all != nil {
		all.sum(docs, among, byLength, sums)
		return nil
	}
	f, err := s.frequencies(j, docs)
	if err == nil {
		f.sum(among, byLength, sums)
	}
	return err
}

// weigh is what a find in a field of so many words is worth before it is
// saturated.
func (p place) weigh(length float64) float64 {
	if p.typical == 0 || length == 0 {
		return p.boost
	}
	return p.boost / (1 - lengthCare + lengthCare*max(shortest, length)/p.typical)
}

// weights are what a find is worth in short fields of each length.
type weights struct {
	place
	short [256]float32
}

func (p place) weights() *weights {
	w := &weights{place: p}
	for n := range w.short {
		w.short[n] = float32(p.weigh(float64(n)))
	}
	return w
}

func (w *weights) of(n uint64) float32 {
	if n < uint64(len(w.short)) {
		return w.short[n]
	}
	return float32(w.weigh(float64(n)))
}

// length is how many words a posting's field has. Bleve tells it only as what
// it makes of it: one by the square root.
func length(p segment.Posting) uint64 {
	if s, ok := p.(interface{ NormUint64() uint64 }); ok {
		return s.NormUint64()
	}
	norm := p.Norm()
	return uint64(math.Round(1 / (norm * norm)))
}

func saturated(found float32) float32 { return found * (saturation + 1) / (found + saturation) }

// orBitmap adds the documents of a bitmap.
func (s set) orBitmap(b *roaring.Bitmap, m *scratch) {
	mark := m.taken
	s.or(m.bitmap(b, len(s)*wordBits))
	m.taken = mark
}
