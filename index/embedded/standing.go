package embedded

import "fmt"

// lookFar looks into the documents of which a word's places are many or far
// behind.
func (s *standing) lookFar() error {
	if s.far.empty() {
		return nil
	}
	s.places = make([][]uint64, len(s.terms))
	for _, f := range s.terms {
		f.rewind()
	}
	m := s.job.memory
	m.docs = s.far.collect(m.docs[:0], 0, len(s.far))
	for n, doc := range m.docs {
		if n%block == 0 && s.job.ctx.Err() != nil {
			return s.job.ctx.Err()
		}
		var length uint64
		for i, f := range s.terms {
			var err error
			if s.places[i], length, err = f.places(s.places[i][:0], doc); err != nil {
				return fmt.Errorf("read where a word stands: %w", err)
			}
		}
		if times := s.countFar(); times > 0 {
			s.add(doc, times, length)
		}
	}
	return nil
}

// countFar counts the phrase by lists: the places of its first word that have
// the others behind them. Bleve's own searcher takes the square of a word's
// occurrences, and more, where a long text repeats the words of a long phrase;
// this is linear in both.
func (s *standing) countFar() int {
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
