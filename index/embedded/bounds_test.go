package embedded

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// TestOvergrown lets values come and go: what no segment has any more is let go
// of, and counts stay right.
func TestOvergrown(t *testing.T) {
	x := openDir(t, t.TempDir())
	defer shut(t, x)
	ctx := context.Background()
	const names = 2500
	published := time.Date(2024, 8, 6, 0, 0, 0, 0, time.UTC)
	held := func() (n int) {
		for _, d := range x.now.columns.Load().dictionaries {
			n += len(d.values)
		}
		return n
	}
	most := 0
	for revision := 1; revision <= 8; revision++ {
		a := index.Article{ID: "a", Revision: revision, Outlet: "Courier", Published: published}
		entries := make([]index.Entry, names)
		for i := range entries {
			name := fmt.Sprint("Speaker ", revision, " ", i)
			entries[i] = index.Entry{Words: "words", Article: a, Statement: extractor.Statement{ID: fmt.Sprint("s", i), Article: "a",
				Speaker: extractor.Party{Name: name}, Stance: extractor.Deny, Target: "T" + name}}
		}
		if err := x.Put(ctx, a, entries); err != nil {
			t.Fatal(err)
		}
		if err := x.now.scorch.ForceMerge(ctx, nil); err != nil {
			t.Fatal(err)
		}
		q, err := index.Parse(fmt.Sprintf("speaker:%q", fmt.Sprint("speaker ", revision, " 7")))
		if err != nil {
			t.Fatal(err)
		}
		q.Facets = index.Facets()
		r, err := x.Search(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != 1 || r.Distinct[index.Speaker] != names || r.Distinct[index.Target] != 1 {
			t.Errorf("revision %d: %d found, %v values", revision, r.Total, r.Distinct)
		}
		most = max(most, held())
	}
	if all := 8 * 3 * names; most >= all || held() > 2*(3*names)+spare+3*names {
		t.Errorf("%d values at most, %d at the end, of %d in all", most, held(), all)
	}
}

// TestTooMany refuses to gather more than a search may hold, and searches that
// gather nothing go on.
func TestTooMany(t *testing.T) {
	x := openDir(t, t.TempDir())
	defer shut(t, x)
	published := time.Date(2024, 8, 6, 0, 0, 0, 0, time.UTC)
	for i := range 20 {
		a := index.Article{ID: fmt.Sprint("a", i), Revision: 1, Published: published, Story: "a0"}
		if err := x.Put(context.Background(), a, []index.Entry{{Words: "words", Article: a, Utterance: "s0",
			Statement: extractor.Statement{ID: fmt.Sprint("s", i), Article: a.ID, Stance: extractor.Deny}}}); err != nil {
			t.Fatal(err)
		}
	}
	l := x.now.columns.Load()
	for most, want := range map[int64]error{20: nil, 19: index.ErrTooMany} {
		l.most = most
		for _, q := range []index.Query{{Count: index.ByStory}, {Count: index.ByUtterance}, {Collapse: true}} {
			if _, err := x.Search(context.Background(), q); !errors.Is(err, want) {
				t.Errorf("%+v with room for %d: %v", q, most, err)
			}
		}
		if n := total(t, x, "words"); n != 20 {
			t.Errorf("%d found", n)
		}
	}
}
