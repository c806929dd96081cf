package embedded

import (
	"context"
	"fmt"
	"time"

	"github.com/blevesearch/bleve/v2/search"

	"onrecord/index"
)

// Search is index.Index's.
func (x *Index) Search(ctx context.Context, q index.Query) (index.Result, error) {
	began := time.Now()
	if err := q.Validate(); err != nil {
		return index.Result{}, err
	}
	best, err := newBest(q)
	if err != nil {
		return index.Result{}, err
	}
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

	t := newTally(w, q)
	c := &compiler{ctx: ctx, view: w, stems: x.stems, articles: q.Of == index.Articles}
	if q.ByDate {
		c.options.Score = "none"
	}
	s, err := c.compile(q.Expr)
	if err != nil {
		return index.Result{}, fmt.Errorf("compile the query: %w", err)
	}
	if s == nil {
		err = everything(ctx, w, t, best)
	} else {
		err = found(ctx, w, s, t, best)
	}
	if err != nil {
		return index.Result{}, err
	}
	r := index.Result{Total: t.total, Facets: t.counts()}
	hits, next := best.page()
	if r.Hits, err = x.load(w, q, hits); err != nil {
		return index.Result{}, err
	}
	r.Next = next
	r.Took = time.Since(began)
	return r, nil
}

// everything goes over all documents without asking Bleve.
func everything(ctx context.Context, w *view, t *tally, b *best) error {
	for i := range w.parts {
		p := &w.parts[i]
		if err := ctx.Err(); err != nil {
			return err
		}
		for doc := range p.size {
			if p.deleted != nil && p.deleted.Contains(uint32(doc)) {
				continue
			}
			if t.add(p.columns, doc) {
				b.offer(candidate{0, p.date[doc], p.key[doc], position{i, doc}})
			}
		}
	}
	return nil
}

// found goes over what a searcher finds.
func found(ctx context.Context, w *view, s search.Searcher, t *tally, b *best) (err error) {
	defer func() {
		if e := s.Close(); err == nil && e != nil {
			err = fmt.Errorf("close the search: %w", e)
		}
	}()
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+8, 0), IndexReader: w.reader}
	at := 0
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		m, err := s.Next(sc)
		if err != nil {
			return fmt.Errorf("search: %w", err)
		}
		if m == nil {
			return nil
		}
		id := m.IndexInternalID.Value()
		for at < len(w.parts) && id >= w.parts[at].offset+uint64(w.parts[at].size) {
			at++
		}
		p := &w.parts[at]
		doc := int(id - p.offset)
		if t.add(p.columns, doc) {
			b.offer(candidate{m.Score, p.date[doc], p.key[doc], position{at, doc}})
		}
		sc.DocumentMatchPool.Put(m)
	}
}
