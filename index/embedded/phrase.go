package embedded

import (
	"cmp"
	"math/bits"
	"slices"
)

// phrase asks for words that follow each other in a field.
type phrase struct {
	words []int   // the phrase, as places in terms
	terms []*term // its different words
	place place
	value float64 // of its words together; 0 doesn't score
}

// mark is a document with what is asked for and what that is worth.
type mark struct {
	doc   uint32
	worth float32
}

// find looks where the words stand only in documents that hold them all.
func (p *phrase) find(j *job, scope set) (found, error) {
	f := found{docs: j.memory.set(j.part.size)}
	taken := j.memory.taken
	defer func() { j.memory.taken = taken }()
	both := j.memory.set(j.part.size)
	copy(both, scope)
	s := &standing{phrase: p, job: j, found: f.docs, far: j.memory.set(j.part.size), byLength: p.place.weights()}
	if ok, err := s.open(both); err != nil || !ok {
		return f, err
	}
	if err := s.look(both); err != nil {
		return f, err
	}
	if p.value > 0 {
		f.score = func(among set, worth []float32) error {
			for _, m := range s.marks {
				if among.has(m.doc) {
					worth[m.doc] += float32(p.value) * m.worth
				}
			}
			return nil
		}
	}
	return f, nil
}

// standing looks where the words of a phrase stand in the documents of a part.
type standing struct {
	*phrase
	job      *job
	terms    []*frequencies
	order    []int // the terms, the rarest first
	far      set   // documents that early places aren't enough for
	found    set
	byLength *weights
	marks    []mark
	alive    []stand

	places        [][]uint64 // of each term, in a far document
	starts, other []uint64
}

// stand is a document with the places where the phrase may begin, as bits.
type stand struct {
	doc, length uint32
	starts      uint64
}

// open leaves of both the documents that hold all words; ok is whether any may.
func (s *standing) open(both set) (ok bool, err error) {
	m := s.job.memory
	sets := make([]set, len(s.phrase.terms))
	for i, t := range s.phrase.terms {
		b := t.bitmaps[s.job.at]
		if b == nil {
			return false, nil
		}
		sets[i] = m.bitmap(b, s.job.part.size)
		both.and(sets[i])
		s.order = append(s.order, i)
	}
	if both.empty() {
		return false, nil
	}
	slices.SortStableFunc(s.order, func(i, k int) int { return cmp.Compare(s.phrase.terms[i].count, s.phrase.terms[k].count) })
	s.terms = make([]*frequencies, len(sets))
	for i, t := range s.phrase.terms {
		if s.terms[i], err = t.frequencies(s.job, sets[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}

// look looks into documents that hold all words: first at their early places,
// word by word, which most documents don't outlive.
func (s *standing) look(both set) error {
	m := s.job.memory
	for from := 0; from < len(both); from += block / wordBits {
		if err := s.job.ctx.Err(); err != nil {
			return err
		}
		m.docs = both.collect(m.docs[:0], from, min(from+block/wordBits, len(both)))
		s.alive = s.alive[:0]
		for _, doc := range m.docs {
			s.alive = append(s.alive, stand{doc: doc, starts: ^uint64(0)})
		}
		for _, term := range s.order {
			s.follow(term)
		}
		for _, a := range s.alive {
			s.add(a.doc, bits.OnesCount64(a.starts), uint64(a.length))
		}
	}
	return s.lookFar()
}

// follow keeps of the documents those in which a word stands where the phrase
// needs it.
func (s *standing) follow(term int) {
	f, left := s.terms[term], s.alive[:0]
	for _, a := range s.alive {
		frequency, length := f.of(a.doc)
		early := earlyPlaces(frequency)
		if early == 0 {
			s.far.add(a.doc)
			continue
		}
		for at, word := range s.words {
			if word == term {
				a.starts &= early >> at
			}
		}
		if a.starts != 0 {
			a.length = uint32(length)
			left = append(left, a)
		}
	}
	s.alive = left
}

// add adds a document that has the phrase so many times.
func (s *standing) add(doc uint32, times int, length uint64) {
	s.found.add(doc)
	if s.value > 0 {
		s.marks = append(s.marks, mark{doc, saturated(float32(times) * s.byLength.of(length))})
	}
}
