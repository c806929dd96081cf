package indextest

import (
	"context"
	"embed"
	"slices"
	"testing"

	"onrecord/index"
)

//go:embed testdata/*.txt
var testdata embed.FS

// Run holds the indexes that open gives, each new and empty, to the contract
// of index.Index. Run closes them.
func Run(t *testing.T, open func(t *testing.T) index.Index) {
	t.Run("queries", func(t *testing.T) { queries(t, fill(t, open(t))) })
	t.Run("help", func(t *testing.T) { help(t, open(t)) })
	t.Run("again", func(t *testing.T) { again(t, open(t)) })
	t.Run("replace", func(t *testing.T) { replace(t, open(t)) })
	t.Run("delete", func(t *testing.T) { remove(t, open(t)) })
	t.Run("together", func(t *testing.T) { together(t, open(t)) })
	t.Run("pages while the index grows", func(t *testing.T) { growing(t, open(t)) })
	t.Run("refused", func(t *testing.T) { refused(t, open(t)) })
	t.Run("many values", func(t *testing.T) { manyValues(t, open(t)) })
	t.Run("collapsed", func(t *testing.T) { collapsed(t, open(t)) })
	t.Run("large", func(t *testing.T) { large(t, open(t)) })
}

// fill puts the record of testdata.
func fill(t *testing.T, x index.Index) index.Index {
	t.Helper()
	closeAtEnd(t, x)
	for _, p := range record(t) {
		put(t, x, p)
	}
	return x
}

func closeAtEnd(t *testing.T, x index.Index) {
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
}

func put(t *testing.T, x index.Index, p Piece) {
	t.Helper()
	if err := x.Put(context.Background(), p.Article, p.Entries); err != nil {
		t.Fatalf("put %s: %v", p.Article.ID, err)
	}
}

func search(t *testing.T, x index.Index, q index.Query) index.Result {
	t.Helper()
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("search %q: %v", q, err)
	}
	return r
}

// found gives the sorted IDs of what a text finds.
func found(t *testing.T, x index.Index, text string) []string {
	t.Helper()
	q, err := index.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	q.Limit = index.MaxLimit
	r := search(t, x, q)
	list := ids(r, q.Of)
	if len(list) != r.Total {
		t.Errorf("%q: total %d, hits %d", text, r.Total, len(list))
	}
	slices.Sort(list)
	return list
}

func ids(r index.Result, of index.Document) []string {
	var list []string
	for _, h := range r.Hits {
		if of == index.Articles {
			list = append(list, h.Article.ID)
			continue
		}
		list = append(list, h.Statement.ID)
	}
	return list
}
