package indextest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/extractor"
	"onrecord/index"
)

// made makes an article with n statements.
func made(id string, revision, n int, words string) Piece {
	p := Piece{Article: index.Article{ID: id, Revision: revision, Title: "Harbour news", Outlet: "The Harbour Gazette",
		Published: time.Date(2024, 8, 1, 12, 0, revision, 0, time.UTC), Text: words}}
	for i := range n {
		p.Entries = append(p.Entries, index.Entry{Words: words, Article: p.Article, Statement: extractor.Statement{
			ID: fmt.Sprintf("%s-%d", id, i), Article: id, Stance: extractor.Say,
			Speaker: extractor.Party{Name: "Speaker of " + id, Kind: extractor.Person}}})
	}
	return p
}

func want(t *testing.T, x index.Index, text string, list ...string) {
	t.Helper()
	if diff := cmp.Diff(list, found(t, x, text)); diff != "" {
		t.Errorf("%q: %s", text, diff)
	}
}

// again puts the same twice: nothing may differ, whole hits included.
func again(t *testing.T, x index.Index) {
	fill(t, x)
	q := index.Query{Limit: index.MaxLimit, Facets: index.Facets()}
	first := search(t, x, q)
	for _, p := range record(t) {
		put(t, x, p)
	}
	second := search(t, x, q)
	first.Took, second.Took = 0, 0
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("put again: %s", diff)
	}
	for _, h := range first.Hits {
		for _, p := range record(t) {
			for _, e := range p.Entries {
				e.Article.Text, h.Article.Text = "", ""
				if diff := cmp.Diff(e, h.Entry); e.Statement.ID == h.Statement.ID && diff != "" {
					t.Errorf("a hit isn't what was put: %s", diff)
				}
			}
		}
	}
}

// replace puts newer, older and equal revisions.
func replace(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	put(t, x, made("a", 2, 3, "second words"))
	put(t, x, made("b", 1, 1, "other words"))
	put(t, x, made("a", 1, 5, "first words"))
	want(t, x, "words", "a-0", "a-1", "a-2", "b-0")
	want(t, x, "first")
	put(t, x, made("a", 3, 1, "third words"))
	want(t, x, "words", "a-0", "b-0")
	want(t, x, "second")
	put(t, x, made("a", 3, 2, "extracted anew"))
	want(t, x, "extracted", "a-0", "a-1")
	want(t, x, "third")
	put(t, x, made("a", 4, 0, "says nothing"))
	want(t, x, "", "b-0")
	if r := search(t, x, index.Query{Of: index.Articles}); r.Total != 2 {
		t.Errorf("articles: %d", r.Total)
	}
}

// remove deletes what is there, what isn't, and puts again.
func remove(t *testing.T, x index.Index) {
	fill(t, x)
	for _, id := range []string{"a3", "a3", "never"} {
		if err := x.Delete(context.Background(), id); err != nil {
			t.Fatalf("delete %s: %v", id, err)
		}
	}
	want(t, x, "article:a3")
	want(t, x, "content:outage")
	if r := search(t, x, index.Query{Of: index.Articles}); r.Total != 5 {
		t.Errorf("articles: %d", r.Total)
	}
	p := made("a3", 1, 1, "back again")
	put(t, x, p)
	want(t, x, "article:a3", "a3-0")
}

// together puts and searches from many goroutines at once.
func together(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	const workers, each = 8, 15
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := range each {
				id := fmt.Sprintf("t%d-%d", w, i)
				p := made(id, 1, 2, "words of "+id)
				if err := x.Put(context.Background(), p.Article, p.Entries); err != nil {
					t.Errorf("put: %v", err)
					return
				}
				q := index.Query{Expr: index.Value{Field: index.InArticle, Value: id}, Facets: index.Facets()}
				r, err := x.Search(context.Background(), q)
				if err != nil || r.Total != 2 || len(r.Hits) != 2 {
					t.Errorf("search straight after put: %d, %v", r.Total, err)
				}
			}
		})
		all.Go(func() { // one article, its revisions in any order: the last one stays
			p := made("shared", w+1, w+1, "shared words")
			if err := x.Put(context.Background(), p.Article, p.Entries); err != nil {
				t.Errorf("put: %v", err)
			}
		})
	}
	all.Wait()
	if r := search(t, x, index.Query{}); r.Total != workers*each*2+workers {
		t.Errorf("statements: %d", r.Total)
	}
}

// growing reads pages by date while newer statements come in: none is missed
// or seen twice.
func growing(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	for i := range 10 {
		put(t, x, made(fmt.Sprintf("old%d", i), 1, 3, "words"))
	}
	q := index.Query{ByDate: true, Limit: 7}
	seen := map[string]int{}
	for n := 0; ; n++ {
		r := search(t, x, q)
		for _, id := range ids(r, q.Of) {
			seen[id]++
		}
		if q.Cursor = r.Next; q.Cursor == "" {
			break
		}
		put(t, x, made(fmt.Sprintf("new%d", n), 50, 3, "words"))
	}
	for id, n := range seen {
		if n > 1 || strings.HasPrefix(id, "new") {
			t.Errorf("%s seen %d times", id, n)
		}
	}
	if len(seen) != 30 {
		t.Errorf("%d seen of 30", len(seen))
	}
}

// refused asks what no index may answer.
func refused(t *testing.T, x index.Index) {
	fill(t, x)
	byDate := search(t, x, index.Query{ByDate: true, Limit: 1})
	for name, q := range map[string]index.Query{
		"limit":          {Limit: index.MaxBatch + 1},
		"negative limit": {Limit: -1},
		"of":             {Of: "people"},
		"facet":          {Facets: []index.Field{index.Content}},
		"filter":         {Filters: []index.Filter{{Field: index.Content, Values: []string{"x"}}}},
		"empty filter":   {Filters: []index.Filter{{Field: index.Party}}},
		"cursor":         {Cursor: "no such cursor"},
		"long cursor":    {Cursor: strings.Repeat("A", 100_000)},
		"other cursor":   {Cursor: byDate.Next},
	} {
		_, err := x.Search(context.Background(), q)
		if err == nil {
			t.Errorf("%s: answered", name)
		}
		if strings.HasSuffix(name, "cursor") && !errors.Is(err, index.ErrCursor) {
			t.Errorf("%s: %v is no ErrCursor", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, index.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// manyValues counts a facet of more values than a result holds.
func manyValues(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	p := made("many", 1, index.MaxCounts+10, "words")
	for i := range p.Entries {
		p.Entries[i].Statement.Target = fmt.Sprintf("Target %03d", i)
	}
	put(t, x, p)
	last := p.Entries[len(p.Entries)-1].Statement.Target
	r := search(t, x, index.Query{Facets: []index.Field{index.Target}}.With(index.Target, last))
	list := r.Facets[index.Target]
	if len(list) != index.MaxCounts+1 || list[0].Value != "Target 000" || list[len(list)-1] != (index.Count{Value: last, Count: 1}) {
		t.Errorf("%d values, first %v, last %v", len(list), list[0], list[len(list)-1])
	}
}

// large puts and asks what is as large as it may get.
func large(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	long := strings.Repeat("the harbour ", 50_000)
	p := made("long", 1, 1, long+"lighthouse \x00 \xff\xfe "+strings.Repeat("x", 100_000))
	put(t, x, p)
	want(t, x, "lighthouse", "long-0")
	r := search(t, x, index.Query{Of: index.Articles, Expr: index.Term{Word: "lighthouse"}})
	if len(r.Hits) != 1 || len(r.Hits[0].Excerpt) > 1000 || len(r.Hits[0].Marks) != 1 {
		t.Errorf("article: %d hits", len(r.Hits))
	}
	for _, text := range []string{
		`"` + strings.TrimSpace(strings.Repeat("the harbour ", index.MaxTerms/2)) + `"`,
		strings.TrimSpace(strings.Repeat("harbour ", index.MaxTerms)),
		strings.TrimSuffix(strings.Repeat("harbour OR ", index.MaxTerms), "OR "),
		strings.Repeat("(", index.MaxDepth) + "harbour" + strings.Repeat(")", index.MaxDepth),
	} {
		want(t, x, text, "long-0")
	}
}
