package embedded

import (
	"context"
	"math"

	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"
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

// weighed is a searcher of Bleve's for one word, in any of its forms and in any
// of several places of a document. What is found in all of them makes one score (BM25F): a word in the
// words of a statement and in the title too is one find that is a bit surer,
// not two.
type weighed struct {
	spots []spot
	value float64 // of the word: the rarer, the more
	begun bool
	last  uint64
}

// spot is the word in one place on its way through the documents.
type spot struct {
	place
	reader api.TermFieldReader
	doc    uint64 // none after the last
	freq   float64
	norm   float64
	pre    api.TermFieldDoc
}

// none is the number of no document.
const none = math.MaxUint64

// sought is a term in a place.
type sought struct {
	term string
	place
}

// newWeighed looks for each term in its place. The first place tells how rare
// the word is, unless it never stands there.
func newWeighed(ctx context.Context, r api.IndexReader, list []sought) (*weighed, error) {
	docs, err := r.DocCount()
	if err != nil {
		return nil, err
	}
	s := &weighed{spots: make([]spot, 0, len(list))}
	with := map[string]uint64{}
	for _, p := range list {
		reader, err := r.TermFieldReader(ctx, []byte(p.term), p.field, true, p.typical > 0, false)
		if err != nil {
			return nil, firstOf(err, s.Close())
		}
		s.spots = append(s.spots, spot{place: p.place, reader: reader})
		with[p.field] += reader.Count()
	}
	most := with[list[0].field]
	if most == 0 {
		for _, n := range with {
			most = max(most, n)
		}
	}
	s.value = rarity(docs, min(most, docs))
	return s, nil
}

// rarity is what a word is worth that so many of all documents have. It moves
// in steps, so that scores stay what they are while the record grows a bit, and
// pages of an answer fit together.
func rarity(docs, with uint64) float64 {
	n, k := float64(docs), float64(with)
	const steps = 4
	return max(1, math.Round(steps*math.Log(1+(n-k+0.5)/(k+0.5)))) / steps
}

// Next is the next document with the word anywhere.
func (s *weighed) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	for i := range s.spots {
		if p := &s.spots[i]; !s.begun || p.doc == s.last {
			if err := p.next(); err != nil {
				return nil, err
			}
		}
	}
	return s.match(ctx), nil
}

// Advance is the first document from id on with the word anywhere.
func (s *weighed) Advance(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	for i := range s.spots {
		if p := &s.spots[i]; !s.begun || p.doc < id.Value() {
			if err := p.reach(id); err != nil {
				return nil, err
			}
		}
	}
	return s.match(ctx), nil
}

// match scores the first document that any spot is at.
func (s *weighed) match(ctx *search.SearchContext) *search.DocumentMatch {
	s.begun, s.last = true, none
	for i := range s.spots {
		s.last = min(s.last, s.spots[i].doc)
	}
	if s.last == none {
		return nil
	}
	found := 0.0
	for i := range s.spots {
		if p := &s.spots[i]; p.doc == s.last {
			found += p.weigh(p.freq, p.norm)
		}
	}
	m := ctx.DocumentMatchPool.Get()
	m.IndexInternalID = api.NewIndexInternalID(m.IndexInternalID, s.last)
	m.Score = s.value * saturated(found)
	return m
}

// weigh is what finds in a field are worth before they are saturated. norm is
// Bleve's: one by the square root of the field's length in words.
func (p place) weigh(freq, norm float64) float64 {
	if p.typical == 0 || norm == 0 {
		return p.boost * freq
	}
	return p.boost * freq / (1 - lengthCare + lengthCare*max(shortest, 1/(norm*norm))/p.typical)
}

func saturated(found float64) float64 { return found * (saturation + 1) / (found + saturation) }

func (p *spot) next() error { return p.at(p.reader.Next(p.pre.Reset())) }

func (p *spot) reach(id api.IndexInternalID) error { return p.at(p.reader.Advance(id, p.pre.Reset())) }

func (p *spot) at(d *api.TermFieldDoc, err error) error {
	if err != nil {
		return err
	}
	p.doc = none
	if d != nil {
		p.doc, p.freq, p.norm = d.ID.Value(), float64(d.Freq), d.Norm
	}
	return nil
}

// Close frees the readers.
func (s *weighed) Close() (err error) {
	for i := range s.spots {
		err = firstOf(err, s.spots[i].reader.Close())
	}
	return err
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Count is how many documents there are at most.
func (s *weighed) Count() uint64 {
	var n uint64
	for i := range s.spots {
		n += s.spots[i].reader.Count()
	}
	return n
}

// The rest is what Bleve asks of every searcher. Its norm of a query changes
// the scores of all documents alike, so it is left out.
func (s *weighed) Weight() float64            { return 0 }
func (s *weighed) SetQueryNorm(float64)       {}
func (s *weighed) Min() int                   { return 0 }
func (s *weighed) Size() int                  { return 512 }
func (s *weighed) DocumentMatchPoolSize() int { return 1 }
