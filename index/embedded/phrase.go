package embedded

import (
	"context"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"
)

// phrase is a searcher of Bleve's for words that follow each other. Bleve's
// own takes the square of a word's occurrences, and more, where a long text
// repeats the words of a long phrase; this one is linear in both.
type phrase struct {
	words  []int // the phrase, as places in terms
	terms  []posting
	place  place
	value  float64 // of its words together
	done   bool
	starts []uint64 // where the phrase may begin, in the document at hand
	other  []uint64
	at     []uint64 // the places of one word in it
}

// posting is one distinct word of the phrase on its way through the documents.
type posting struct {
	reader api.TermFieldReader
	at     *api.TermFieldDoc // nil before the first and after the last
	pre    api.TermFieldDoc
}

func newPhrase(ctx context.Context, r api.IndexReader, words []string, p place) (*phrase, error) {
	docs, err := r.DocCount()
	if err != nil {
		return nil, err
	}
	s := &phrase{place: p}
	var terms []string
	for _, w := range words {
		at := slices.Index(terms, w)
		if at < 0 {
			reader, err := r.TermFieldReader(ctx, []byte(w), p.field, true, true, true)
			if err != nil {
				return nil, closeAll(s, err)
			}
			at = len(terms)
			terms = append(terms, w)
			s.terms = append(s.terms, posting{reader: reader})
			s.value += rarity(docs, reader.Count())
		}
		s.words = append(s.words, at)
	}
	return s, nil
}

func closeAll(s *phrase, err error) error {
	if e := s.Close(); err == nil {
		return e
	}
	return err
}

// Next is the next document with the phrase.
func (s *phrase) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if s.done {
		return nil, nil
	}
	first := &s.terms[0]
	if err := first.next(); err != nil {
		return nil, err
	}
	return s.find(ctx)
}

// Advance is the first document from id on with the phrase.
func (s *phrase) Advance(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	if s.done {
		return nil, nil
	}
	if err := s.terms[0].reach(id); err != nil {
		return nil, err
	}
	return s.find(ctx)
}

// find goes from where the first word stands to a document that has all, in
// order.
func (s *phrase) find(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	first := &s.terms[0]
	for first.at != nil {
		met, err := s.meet()
		if err != nil {
			return nil, err
		}
		if met {
			if n := s.count(); n > 0 {
				m := ctx.DocumentMatchPool.Get()
				m.IndexInternalID = append(m.IndexInternalID, first.at.ID...)
				m.Score = s.value * saturated(s.place.weigh(float64(n), first.at.Norm))
				return m, nil
			}
			if err := first.next(); err != nil {
				return nil, err
			}
		}
	}
	s.done = true
	return nil, nil
}

// meet moves the other words to the first one's document. Where one has passed
// it, the first word moves there and meet is to be tried again.
func (s *phrase) meet() (bool, error) {
	first := &s.terms[0]
	for i := 1; i < len(s.terms); i++ {
		p := &s.terms[i]
		if err := p.reach(first.at.ID); err != nil {
			return false, err
		}
		if p.at == nil {
			first.at = nil
			return false, nil
		}
		if !p.at.ID.Equals(first.at.ID) {
			return false, first.reach(p.at.ID)
		}
	}
	return true, nil
}

// count counts the phrase in the document at hand: the places of its first
// word that have the others behind them.
func (s *phrase) count() int {
	s.starts = places(s.starts[:0], s.terms[s.words[0]].at)
	for k, place := range s.words[1:] {
		distance := uint64(k + 1)
		s.other = s.other[:0]
		i := 0
		s.at = places(s.at[:0], s.terms[place].at)
		for _, at := range s.at {
			for i < len(s.starts) && s.starts[i]+distance < at {
				i++
			}
			if i < len(s.starts) && s.starts[i]+distance == at {
				s.other = append(s.other, s.starts[i])
			}
		}
		if s.starts, s.other = s.other, s.starts; len(s.starts) == 0 {
			return 0
		}
	}
	return len(s.starts)
}

func (p *posting) next() (err error) {
	p.at, err = p.reader.Next(p.pre.Reset())
	return err
}

// reach moves to the first document from id on, unless it is there already.
func (p *posting) reach(id api.IndexInternalID) (err error) {
	if p.at != nil && p.at.ID.Compare(id) >= 0 {
		return nil
	}
	p.at, err = p.reader.Advance(id, p.pre.Reset())
	return err
}

// Close frees the readers.
func (s *phrase) Close() error {
	var failure error
	for _, p := range s.terms {
		if err := p.reader.Close(); err != nil {
			failure = err
		}
	}
	return failure
}

// Count is the number of documents with the rarest word.
func (s *phrase) Count() uint64 {
	least := uint64(math.MaxUint64)
	for _, p := range s.terms {
		least = min(least, p.reader.Count())
	}
	return least
}

// The rest is what Bleve asks of every searcher; see weighed.
func (s *phrase) Weight() float64            { return 0 }
func (s *phrase) SetQueryNorm(float64)       {}
func (s *phrase) Min() int                   { return 0 }
func (s *phrase) Size() int                  { return 256 }
func (s *phrase) DocumentMatchPoolSize() int { return 1 }
