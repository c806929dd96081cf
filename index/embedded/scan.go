package embedded

import (
	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"
)

// scan is a searcher of Bleve's over the columns: it goes over the live
// documents for which holds is true. It adds nothing to a score.
type scan struct {
	view  *view
	holds func(cols *columns, doc int) bool
	at    uint64 // the next document, counted over all segments
}

func (c *compiler) columns(holds func(*columns, int) bool) *scan {
	return &scan{view: c.view, holds: holds}
}

// Next is the next document that holds.
func (s *scan) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	for part, _ := s.view.locate(s.at); part < len(s.view.parts); part++ {
		p := &s.view.parts[part]
		for s.at < p.offset+uint64(p.size) {
			doc := int(s.at - p.offset)
			s.at++
			if (p.deleted == nil || !p.deleted.Contains(uint32(doc))) && s.holds(p.columns, doc) {
				m := ctx.DocumentMatchPool.Get()
				m.IndexInternalID = api.NewIndexInternalID(m.IndexInternalID, s.at-1)
				return m, nil
			}
		}
	}
	return nil, nil
}

// Advance is the first document from id on that holds.
func (s *scan) Advance(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	s.at = id.Value()
	return s.Next(ctx)
}

// Count is an upper bound, so that Bleve starts from its other searchers.
func (s *scan) Count() uint64 { return s.view.size }

// The rest is what Bleve asks of every searcher.
func (s *scan) Close() error               { return nil }
func (s *scan) Weight() float64            { return 0 }
func (s *scan) SetQueryNorm(float64)       {}
func (s *scan) Min() int                   { return 0 }
func (s *scan) Size() int                  { return 64 }
func (s *scan) DocumentMatchPoolSize() int { return 1 }
