package embedded

import (
	"context"
	"fmt"
	"time"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// Search is index.Index's.
func (x *Index) Search(ctx context.Context, q index.Query) (index.Result, error) {
	began := time.Now()
	if err := q.Validate(); err != nil {
		return index.Result{}, err
	}
	if q.Now.IsZero() {
		q.Now = began
	}
	best, err := newBest(q)
	if err != nil {
		return index.Result{}, err
	}
	var r index.Result
	err = guarded(func() (err error) {
		r, err = x.search(ctx, q, best)
		return err
	})
	if err != nil {
		x.suspect(ctx, err)
		return index.Result{}, err
	}
	r.Took = time.Since(began)
	return r, nil
}

func (x *Index) search(ctx context.Context, q index.Query, best *best) (index.Result, error) {
	v, release, err := x.serving()
	if err != nil {
		return index.Result{}, err
	}
	defer release()
	w, err := v.view()
	if err != nil {
		return index.Result{}, err
	}
	defer w.reader.Close()

	c := &compiler{view: w, stems: x.stems, now: q.Now, articles: q.Of == index.Articles, scored: !q.ByDate, dicts: map[string][]segment.TermDictionary{}}
	a, err := c.compile(q.Expr)
	if err != nil {
		return index.Result{}, fmt.Errorf("compile the query: %w", err)
	}
	s, err := walk(ctx, w, q, a, best)
	if err != nil {
		return index.Result{}, fmt.Errorf("search: %w", err)
	}
	var r index.Result
	s.tally.answer(&r)
	hits, next := s.best.page()
	if r.Hits, err = x.hits(w, q, hits); err != nil {
		return index.Result{}, err
	}
	if s.best.one != nil {
		s.best.one.tell(w, hits, r.Hits)
	}
	r.Next = next
	return r, nil
}
