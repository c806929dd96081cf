package embedded

import (
	"github.com/blevesearch/bleve/v2/search"
	api "github.com/blevesearch/bleve_index_api"
)

// union is a searcher of Bleve's for what any of its searchers finds. A
// document's score is the sum of theirs: Bleve's own takes away from it what
// the others didn't find, as if a phrase had to stand in the title too.
type union struct {
	list  []search.Searcher
	at    []*search.DocumentMatch // of each searcher; nil after its last
	begun bool
}

func newUnion(list []search.Searcher) search.Searcher {
	if len(list) == 1 {
		return list[0]
	}
	return &union{list: list, at: make([]*search.DocumentMatch, len(list))}
}

// Next is the next document that any searcher finds.
func (u *union) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if !u.begun {
		u.begun = true
		for i, s := range u.list {
			if err := u.set(i)(s.Next(ctx)); err != nil {
				return nil, err
			}
		}
	}
	return u.sum(ctx)
}

// Advance is the first document from id on that any searcher finds.
func (u *union) Advance(ctx *search.SearchContext, id api.IndexInternalID) (*search.DocumentMatch, error) {
	for i, s := range u.list {
		if u.begun && (u.at[i] == nil || u.at[i].IndexInternalID.Compare(id) >= 0) {
			continue
		}
		if u.at[i] != nil {
			ctx.DocumentMatchPool.Put(u.at[i])
		}
		if err := u.set(i)(s.Advance(ctx, id)); err != nil {
			return nil, err
		}
	}
	u.begun = true
	return u.sum(ctx)
}

func (u *union) set(i int) func(*search.DocumentMatch, error) error {
	return func(m *search.DocumentMatch, err error) error {
		u.at[i] = m
		return err
	}
}

// sum takes the first document that any searcher is at, and moves those on that
// are at it.
func (u *union) sum(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	var first *search.DocumentMatch
	for _, m := range u.at {
		if m != nil && (first == nil || m.IndexInternalID.Compare(first.IndexInternalID) < 0) {
			first = m
		}
	}
	if first == nil {
		return nil, nil
	}
	for i, m := range u.at {
		if m == nil || m != first && !m.IndexInternalID.Equals(first.IndexInternalID) {
			continue
		}
		if m != first {
			first.Score += m.Score
			ctx.DocumentMatchPool.Put(m)
		}
		if err := u.set(i)(u.list[i].Next(ctx)); err != nil {
			return nil, err
		}
	}
	return first, nil
}

// Close closes all searchers.
func (u *union) Close() (err error) {
	for _, s := range u.list {
		err = firstOf(err, s.Close())
	}
	return err
}

// Count is how many documents there are at most.
func (u *union) Count() uint64 {
	var n uint64
	for _, s := range u.list {
		n += s.Count()
	}
	return n
}

// DocumentMatchPoolSize is how many matches are held at a time.
func (u *union) DocumentMatchPoolSize() int {
	n := len(u.list)
	for _, s := range u.list {
		n += s.DocumentMatchPoolSize()
	}
	return n
}

// Weight and SetQueryNorm hand Bleve's norm of a query on.
func (u *union) Weight() float64 {
	sum := 0.0
	for _, s := range u.list {
		sum += s.Weight()
	}
	return sum
}

// SetQueryNorm is Weight's other half.
func (u *union) SetQueryNorm(n float64) {
	for _, s := range u.list {
		s.SetQueryNorm(n)
	}
}

// The rest is what Bleve asks of every searcher.
func (u *union) Min() int  { return 1 }
func (u *union) Size() int { return 64 }
