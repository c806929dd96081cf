package embedded

import (
	"context"
	"fmt"
	"testing"

	"onrecord/index"
	"onrecord/index/indextest"
)

// TestAgain asks by date what was asked before, while articles come, change
// and go: what is remembered changes no answer.
func TestAgain(t *testing.T) {
	x := openDir(t, t.TempDir())
	defer shut(t, x)
	words := indextest.Vocabulary()
	var queries []index.Query
	for i := range 2 * mostAgain {
		q, err := index.Parse(fmt.Sprintf("%s %s", words[i%7], words[i%5]))
		if err != nil {
			t.Fatal(err)
		}
		queries = append(queries, q)
	}
	ask := func(x *Index, q index.Query, byDate bool) int {
		q.ByDate = byDate
		r, err := x.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		return r.Total
	}
	n := 0
	var before []indextest.Piece
	for p := range indextest.Generated(2000) {
		n++
		if err := x.Put(context.Background(), p.Article, p.Entries); err != nil {
			t.Fatal(err)
		}
		before = append(before, p)
		if n%10 == 0 {
			if err := x.Delete(context.Background(), before[n/2].Article.ID); err != nil {
				t.Fatal(err)
			}
			again := before[n/3]
			again.Article.Revision = n
			if err := x.Put(context.Background(), again.Article, again.Entries[:5]); err != nil {
				t.Fatal(err)
			}
		}
		q := queries[n%len(queries)]
		// Only by score is everything looked for anew.
		if first, second := ask(x, q, true), ask(x, q, false); first != second {
			t.Fatalf("after %d articles, %q: %d by date, %d by score", n, q, first, second)
		}
	}
}
