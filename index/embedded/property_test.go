package embedded

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"onrecord/extractor"
	"onrecord/index"
)

// TestRandom asks random queries of random records: after putting, replacing,
// deleting from several goroutines, merging and reopening. Totals, facets,
// distinct values, bars, hits and their order must be what plain counting over
// the entries gives, and where Bleve can be asked the same, what Bleve counts.
func TestRandom(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := &random{rand.New(rand.NewPCG(seed, 7))}
			dir := t.TempDir()
			x := openDir(t, dir)
			record := map[string]plain{}
			for round := range 6 {
				shake(t, r, x, record)
				switch round % 3 {
				case 1:
					if err := x.now.scorch.ForceMerge(context.Background(), nil); err != nil {
						t.Fatal(err)
					}
				case 2:
					shut(t, x)
					x = openDir(t, dir)
				}
				for range 25 {
					q := r.query()
					compare(t, x, record, q)
					compareBleve(t, x, q)
				}
			}
			shut(t, x)
		})
	}
}

// plain is an article with its entries, as it was put last.
type plain struct {
	article index.Article
	entries []index.Entry
}

// shake changes the record from several goroutines, each its own articles.
func shake(t *testing.T, r *random, x *Index, record map[string]plain) {
	t.Helper()
	var all sync.WaitGroup
	var mu sync.Mutex
	for g := range 3 {
		own := &random{rand.New(rand.NewPCG(r.Uint64(), uint64(g)))}
		all.Go(func() {
			for range 20 {
				id := fmt.Sprintf("g%d-%d", g, own.IntN(15))
				mu.Lock()
				old := record[id]
				mu.Unlock()
				if old.article.ID != "" && own.IntN(4) == 0 {
					if err := x.Delete(context.Background(), id); err != nil {
						t.Error(err)
					}
					mu.Lock()
					delete(record, id)
					mu.Unlock()
					continue
				}
				p := own.piece(id, old.article.Revision+1)
				if err := x.Put(context.Background(), p.article, p.entries); err != nil {
					t.Error(err)
				}
				if _, err := x.Search(context.Background(), own.query()); err != nil {
					t.Error(err)
				}
				mu.Lock()
				record[id] = p
				mu.Unlock()
			}
		})
	}
	all.Wait()
}

// random makes small records, in which everything meets everything.
type random struct{ *rand.Rand }

func (r *random) of(list ...string) string { return list[r.IntN(len(list))] }

func (r *random) word() string {
	return r.of("the", "the", "the", "the", "harbour", "harbours", "the", "gate", "gates", "storm", "crew", "crews", "late")
}

func (r *random) text(n int) string {
	text := r.word()
	for range r.IntN(n) {
		text += " " + r.word()
	}
	return text
}

func (r *random) party() string { return r.of("", "Delta", "Halden", "Halden; Delta", "Zoë") }

// piece makes an article. Of ten days, one is no date; stories are few and
// some are the article's own.
func (r *random) piece(id string, revision int) plain {
	a := index.Article{ID: id, Revision: revision, Title: r.text(3), Outlet: r.of("", "Ledger", "Gazette", "Courier"), Story: r.of("", "", "g0-1", "g1-2")}
	if day := r.IntN(10); day > 0 {
		a.Published = time.Date(2024, 7, 20+3*day, r.IntN(3), 0, 0, 0, time.UTC)
	}
	p := plain{article: a}
	p.article.Text = r.text(20)
	for i := range r.IntN(6) {
		words := r.text(6)
		if r.IntN(10) == 0 {
			words = r.text(150)
		}
		p.entries = append(p.entries, index.Entry{Words: words, Article: a, Utterance: r.of("", "", "u1", "u2", "u3"), Statement: extractor.Statement{
			ID: fmt.Sprintf("%s/%d", id, i), Article: id, Speaker: extractor.Party{Name: r.party(), For: r.party(), Kind: extractor.Kind(r.of("", "person", "company"))},
			Stance: extractor.Stance(r.of("accuse", "deny", "say")), Target: r.party(), Via: r.party(), Channel: extractor.Channel(r.of("", "email", "post")),
			Quote: extractor.Quote(r.of("direct", "indirect")), Certainty: extractor.Certainty(r.of("plain", "hedged"))}})
	}
	return p
}

func (r *random) value() index.Value {
	switch r.IntN(4) {
	case 0:
		return index.Value{Field: index.Stance, Value: r.of("accuse", "deny", "say")}
	case 1:
		return index.Value{Field: index.Outlet, Value: r.of("Ledger", "gazette", "None")}
	case 2:
		return index.Value{Field: index.Month, Value: r.of("2024-07", "2024-08")}
	}
	return index.Value{Field: index.Party, Value: r.of("Delta", "halden", "Zoë")}
}

func (r *random) expr(depth int) index.Expr {
	switch n := r.IntN(10); {
	case n < 2:
		return index.Term{Field: index.Field(r.of("", "content", "title", "text", "lead")), Word: r.word()}
	case n == 2:
		return index.Phrase{Field: index.Field(r.of("", "content", "text")), Text: r.text(3)}
	case n == 3:
		return r.value()
	case n == 4:
		return index.Dates{From: r.of("", "2024-07-25", "2024-08-01"), To: r.of("2024-08-03", "2024-08-16")}
	case depth == 0:
		return index.Term{Word: r.word()}
	case n == 5:
		return index.And{r.expr(depth - 1), r.expr(depth - 1)}
	case n == 6:
		return index.Or{r.expr(depth - 1), r.expr(depth - 1)}
	case n == 7:
		return index.Prefix{Field: index.Field(r.of("", "content", "title", "lead")), Word: r.of("ha", "harbours", "gat", "zz")}
	case n == 8:
		return index.Near{Field: index.Field(r.of("", "content", "title", "text")), Words: r.IntN(4), A: r.side(), B: r.side()}
	}
	return index.Not{Expr: r.expr(depth - 1)}
}

// side makes one side of a NEAR.
func (r *random) side() index.Expr {
	switch r.IntN(4) {
	case 0:
		return index.Phrase{Text: r.text(2)}
	case 1:
		return index.Prefix{Word: r.of("ha", "cre", "st")}
	case 2:
		return index.Or{index.Term{Word: r.word()}, index.Phrase{Text: r.text(3)}}
	}
	return index.Term{Word: r.word()}
}

func (r *random) query() index.Query {
	q := index.Query{Facets: index.Facets(), Limit: index.MaxLimit, ByDate: r.IntN(2) == 0, Every: index.Interval(r.of("", "day", "week", "month"))}
	if r.IntN(4) > 0 {
		q.Expr = r.expr(3)
	}
	for range r.IntN(3) {
		v := r.value()
		q = q.With(v.Field, v.Value)
	}
	if r.IntN(3) == 0 {
		q.Of = index.Articles
	}
	if r.IntN(2) == 0 {
		q.Bars = 1 + r.IntN(12)
	}
	if r.IntN(2) == 0 {
		q.Table = index.Table{Of: index.Party, Rows: 1 + r.IntN(4), Facets: []index.Field{index.Stance, index.Outlet}}
	}
	units := index.Units(q.Of)
	q.Count = units[r.IntN(len(units))]
	return q
}

// compare holds a search to plain counting.
func compare(t *testing.T, x *Index, record map[string]plain, q index.Query) {
	t.Helper()
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := countPlainly(record, q)
	got := answer{total: r.Total, facets: r.Facets, distinct: r.Distinct, bars: r.Histogram, table: r.Table, every: r.Every}
	for _, h := range r.Hits {
		id := h.Statement.ID
		if q.Of == index.Articles {
			id = h.Article.ID
		}
		got.found = append(got.found, id)
	}
	if !slices.IsSortedFunc(r.Hits, func(a, b index.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), b.Article.Published.Compare(a.Article.Published))
	}) {
		t.Errorf("%q by date %v: hits are out of order", q, q.ByDate)
	}
	if q.Every != "" {
		want.every = wide(want.bars, q)
		q.Every = want.every
		want.bars = countPlainly(record, q).bars
	}
	paged := pagesOf(t, x, q)
	if !slices.Equal(paged, got.found) {
		t.Errorf("%q: pages %v aren't %v", q, paged, got.found)
	}
	slices.Sort(got.found)
	if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(answer{})); diff != "" {
		t.Errorf("%q of %s by %s every %s: %s", q, q.Of, q.Count, q.Every, diff)
	}
}

// pagesOf gives the IDs of what pages of seven hits give.
func pagesOf(t *testing.T, x *Index, q index.Query) (list []string) {
	t.Helper()
	q.Limit, q.Facets, q.Table, q.Every = 7, nil, index.Table{}, ""
	for {
		r, err := x.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			if q.Of == index.Articles {
				list = append(list, h.Article.ID)
				continue
			}
			list = append(list, h.Statement.ID)
		}
		if q.Cursor = r.Next; q.Cursor == "" {
			return list
		}
	}
}
