package indextest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/extractor"
	"onrecord/index"
)

// one is a hit of a search that collapses.
type one struct {
	ID      string
	Alike   int
	Outlets []string
}

// collapsed holds searches that collapse to what is left of the same search
// when of each utterance all hits but the first are taken out, page by page.
func collapsed(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	r := rand.New(rand.NewPCG(3, 9))
	for i := range 24 {
		p := made(fmt.Sprintf("c%d", i), 1, 6, "harbour")
		p.Article.Outlet = fmt.Sprintf("Outlet %d", r.IntN(5))
		p.Article.Published = p.Article.Published.AddDate(0, 0, r.IntN(30))
		for j := range p.Entries {
			e := &p.Entries[j]
			e.Article = p.Article
			if n := r.IntN(3); n > 0 {
				e.Words += " harbour"[:8*(n-1)] + " words"
				e.Utterance = fmt.Sprintf("u%d", r.IntN(20))
			}
			e.Statement.Stance = []extractor.Stance{extractor.Say, extractor.Deny}[r.IntN(2)]
		}
		put(t, x, p)
	}
	for _, text := range []string{"", "harbour", "words", "harbour OR words", "harbour stance:deny", `-"harbour harbour"`} {
		for _, byDate := range []bool{false, true} {
			q, err := index.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			q.ByDate, q.Limit = byDate, index.MaxLimit
			want := firsts(search(t, x, q))
			q.Collapse, q.Limit = true, 7
			var got []one
			for {
				r := search(t, x, q)
				for _, h := range r.Hits {
					got = append(got, one{h.Statement.ID, h.Alike, h.Outlets})
				}
				if q.Cursor = r.Next; q.Cursor == "" {
					break
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q, by date %v: %s", text, byDate, diff)
			}
		}
	}
}

// firsts takes all but the first of each utterance out.
func firsts(r index.Result) []one {
	var list []one
	at := map[string]int{}
	home := map[string]string{}
	for _, h := range r.Hits {
		i, ok := at[h.Utterance]
		if h.Utterance == "" || !ok {
			at[h.Utterance], home[h.Utterance] = len(list), h.Article.Outlet
			list = append(list, one{ID: h.Statement.ID})
			continue
		}
		list[i].Alike++
		if o := h.Article.Outlet; o != home[h.Utterance] && !slices.Contains(list[i].Outlets, o) {
			list[i].Outlets = append(list[i].Outlets, o)
			slices.Sort(list[i].Outlets)
		}
	}
	return list
}
