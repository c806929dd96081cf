package command

import (
	"context"
	"path/filepath"
	"testing"

	"onrecord/index"
)

// TestTracked: each change makes another state, before and after it, and while
// it is under way nobody says since when.
func TestTracked(t *testing.T) {
	x, err := openIndex("bleve:" + filepath.Join(t.TempDir(), "index"))
	if err != nil {
		t.Fatal(err)
	}
	w := track(x)
	defer w.Close()
	seen := map[string]bool{}
	state := func(known bool) {
		t.Helper()
		generation, since := w.changed()
		if seen[generation] || since.IsZero() == known {
			t.Errorf("state %q since %s", generation, since)
		}
		seen[generation] = true
	}
	state(true)
	ctx := context.Background()
	if err := w.Put(ctx, index.Article{ID: "a", Revision: 1}, nil); err != nil {
		t.Fatal(err)
	}
	state(true)
	err = w.Rebuild(ctx, func(put func(index.Article, []index.Entry) error) error {
		state(false)
		return put(index.Article{ID: "a", Revision: 1}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	state(true)
	if err := w.Delete(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	state(true)
	if same, _ := w.changed(); !seen[same] {
		t.Error("a state changes by itself")
	}
}
