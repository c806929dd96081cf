package embedded

import (
	"context"
	"strings"
	"testing"
	"time"

	"onrecord/index"
)

// TestHostileQueries asks queries at the language's bounds of a few thousand
// statements that all hold the same words: none may take long.
func TestHostileQueries(t *testing.T) {
	x := openDir(t, t.TempDir())
	defer shut(t, x)
	err := x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		for i := range 2000 {
			id := "a" + strings.Repeat("x", i%7) + time.Duration(i).String()
			if err := put(sample(id, 1), entries(id, strings.Repeat("the harbour of the ", 10))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	n := index.MaxTerms
	for name, text := range map[string]string{
		"phrase":    `"` + strings.Repeat("the harbour of the ", n/4) + `"`,
		"words":     strings.Repeat("the ", n),
		"or":        "the" + strings.Repeat(" OR harbour", n-1),
		"not":       strings.Repeat("-lighthouse ", n),
		"phrases":   strings.Repeat(`"the harbour" OR `, n/2-1) + "of",
		"values":    "stance:say" + strings.Repeat(" OR stance:say", n-1),
		"dates":     strings.Repeat("-date:2024 ", n),
		"nested or": strings.Repeat("(the OR -(", index.MaxDepth/3) + "of" + strings.Repeat("))", index.MaxDepth/3),
	} {
		q, err := index.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		q.Facets = index.Facets()
		began := time.Now()
		if _, err := x.Search(context.Background(), q); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %s", name, time.Since(began))
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
}
