package embedded

import (
	"context"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/collector"
	bleve "github.com/blevesearch/bleve/v2/search/facet"
	"github.com/blevesearch/bleve/v2/search/searcher"
	gocmp "github.com/google/go-cmp/cmp"

	"onrecord/index"
)

// compareBleve holds totals and facets to what Bleve itself counts over the
// same index, where it can: of statements, without filters to lift, without
// phrases and NEAR, as places are kept in our own way, without dates, and
// without what is in articles.
func compareBleve(t *testing.T, x *Index, q index.Query) {
	t.Helper()
	q.Filters, q.Count, q.Limit = nil, "", 0
	if q.Of == index.Articles || !plainly(q.Expr) {
		return
	}
	w, err := x.now.view()
	if err != nil {
		t.Fatal(err)
	}
	defer w.reader.Close()
	b := bleveSearch{t, x, w}
	hits := b.all(searcher.NewBooleanSearcher(context.Background(), w.reader, b.searcher(q.Expr), nil, b.term(kindField, "a"), plainOptions))
	counted := collector.NewTopNCollector(1, 0, search.SortOrder{&search.SortScore{Desc: true}})
	facets := search.NewFacetsBuilder(w.reader)
	for _, f := range index.Facets() {
		facets.Add(string(f), bleve.NewTermsFacetBuilder(string(f), index.MaxCounts))
	}
	counted.SetFacetsBuilder(facets)
	if err := counted.Collect(context.Background(), hits, w.reader); err != nil {
		t.Fatal(err)
	}
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if uint64(r.Total) != counted.Total() {
		t.Errorf("%q: %d, Bleve counts %d", q, r.Total, counted.Total())
	}
	for _, f := range index.Facets() {
		got, want := map[string]int{}, map[string]int{}
		for _, c := range r.Facets[f] {
			got[c.Value] = c.Count
		}
		for _, c := range counted.FacetResults()[string(f)].Terms.Terms() {
			want[c.Term] = c.Count
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s: -Bleve +ours %s", q, f, diff)
		}
	}
}

func plainly(e index.Expr) bool {
	switch e := e.(type) {
	case index.Phrase, index.Dates, index.Near:
		return false
	case index.Term:
		return !e.Field.OfArticle()
	case index.Prefix:
		return !e.Field.OfArticle()
	case index.And:
		return !slices.ContainsFunc(e, func(n index.Expr) bool { return !plainly(n) })
	case index.Or:
		return !slices.ContainsFunc(e, func(n index.Expr) bool { return !plainly(n) })
	case index.Not:
		return plainly(e.Expr)
	}
	return true
}

var plainOptions = search.SearcherOptions{Score: "none"}

// bleveSearch makes Bleve's searchers of an expression.
type bleveSearch struct {
	t *testing.T
	x *Index
	w *view
}

func (b bleveSearch) all(s search.Searcher, err error) search.Searcher {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func (b bleveSearch) term(field, text string) search.Searcher {
	return b.all(searcher.NewTermSearcher(context.Background(), b.w.reader, text, field, 1, plainOptions))
}

func (b bleveSearch) any(list []search.Searcher) search.Searcher {
	return b.all(searcher.NewDisjunctionSearcher(context.Background(), b.w.reader, list, 1, plainOptions))
}

func (b bleveSearch) searcher(e index.Expr) search.Searcher {
	var list []search.Searcher
	everything := func() search.Searcher {
		return b.all(searcher.NewMatchAllSearcher(context.Background(), b.w.reader, 1, plainOptions))
	}
	switch e := e.(type) {
	case nil:
		return everything()
	case index.Term:
		for _, p := range new(compiler).places(e.Field) {
			for _, form := range b.x.stems.words(stemOf(e.Word)) {
				list = append(list, b.term(p.field, form))
			}
		}
	case index.Prefix:
		for _, p := range new(compiler).places(e.Field) {
			list = append(list, b.all(searcher.NewTermPrefixSearcher(context.Background(), b.w.reader, e.Word, p.field, 1, plainOptions)))
		}
	case index.Value:
		f, _ := facet(e.Field)
		for _, ord := range b.w.library.ords(f, []string{e.Value}) {
			list = append(list, b.term(string(e.Field), b.w.library.names(f)[ord]))
		}
	case index.And:
		for _, n := range e {
			list = append(list, b.searcher(n))
		}
		return b.all(searcher.NewConjunctionSearcher(context.Background(), b.w.reader, list, plainOptions))
	case index.Or:
		for _, n := range e {
			list = append(list, b.searcher(n))
		}
	case index.Not:
		return b.all(searcher.NewBooleanSearcher(context.Background(), b.w.reader, everything(), nil, b.searcher(e.Expr), plainOptions))
	}
	return b.any(list)
}
