package pin

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"onrecord/index"
)

// Searcher is asked what is on record. An index is one.
type Searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
}

// Make gives the manifest of all that a query's text finds at a moment. by names
// the version of the program. What comes onto the record while it is made may
// be in it or not.
func Make(ctx context.Context, x Searcher, query string, made time.Time, by string) (Manifest, error) {
	q, err := index.Parse(query)
	if err != nil {
		return Manifest{}, err
	}
	made = made.UTC().Truncate(time.Second)
	m := Manifest{Format: Format, Query: text(query), Canonical: q.String(), Made: made, By: by, Statements: []Statement{}}
	articles := map[string]bool{}
	err = each(ctx, x, q, made, func(e index.Entry) error {
		s, err := statementOf(e)
		if err != nil {
			return err
		}
		m.Statements = append(m.Statements, s)
		articles[s.Article] = true
		return nil
	})
	if err != nil {
		return Manifest{}, fmt.Errorf("pin what %q finds: %w", m.Canonical, err)
	}
	slices.SortFunc(m.Statements, ordered)
	m.Statements = slices.CompactFunc(m.Statements, func(a, b Statement) bool { return ordered(a, b) == 0 })
	m.Totals = Totals{Statements: len(m.Statements), Articles: len(articles)}
	if m.Totals.Facets, err = facets(ctx, x, q, made); err != nil {
		return Manifest{}, err
	}
	return m, nil
}

// ordered compares the places of two statements: one ID may stand in several
// articles.
func ordered(a, b Statement) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Article, b.Article))
}

// each goes over all that a query finds, the newest first: in this order pages
// lose and repeat nothing while the record grows.
func each(ctx context.Context, x Searcher, q index.Query, at time.Time, visit func(index.Entry) error) error {
	q.Now, q.ByDate, q.Limit = at, true, index.MaxBatch
	for {
		r, err := x.Search(ctx, q)
		if err != nil {
			return err
		}
		for _, h := range r.Hits {
			if err := visit(h.Entry); err != nil {
				return err
			}
		}
		if q.Cursor = r.Next; q.Cursor == "" {
			return nil
		}
	}
}

// facets counts what was found, with the query's own filters on every facet.
func facets(ctx context.Context, x Searcher, q index.Query, at time.Time) (map[index.Field][]Value, error) {
	q.Now, q.Limit, q.Facets = at, 1, index.Facets()
	q = sealed(q)
	r, err := x.Search(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("count the facets: %w", err)
	}
	all := map[index.Field][]Value{}
	for f, counts := range r.Facets {
		all[f] = []Value{}
		for _, c := range counts {
			if c.Count > 0 {
				all[f] = append(all[f], Value{c.Value, c.Count})
			}
		}
	}
	return all, nil
}

// sealed makes filters part of the expression, where no facet lifts them.
func sealed(q index.Query) index.Query {
	var all index.And
	if q.Expr != nil {
		all = append(all, q.Expr)
	}
	for _, f := range q.Filters {
		var any index.Or
		for _, v := range f.Values {
			any = append(any, index.Value{Field: f.Field, Value: v})
		}
		all = append(all, any)
	}
	if q.Filters = nil; len(all) > 0 {
		q.Expr = all
	}
	return q
}
