package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"onrecord/extractor"
	"onrecord/index"
)

func put(t *testing.T, x *Index, id string, revision int, words string) {
	t.Helper()
	if err := x.Put(context.Background(), sample(id, revision), entries(id, words)); err != nil {
		t.Fatal(err)
	}
}

func sample(id string, revision int) index.Article {
	return index.Article{ID: id, Revision: revision, Title: "Harbour news", Text: "A text."}
}

func entries(id, words string) []index.Entry {
	return []index.Entry{{Words: words, Statement: extractor.Statement{ID: "s" + id, Article: id, Stance: extractor.Say}}}
}

func total(t *testing.T, x *Index, text string) int {
	t.Helper()
	q, err := index.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r.Total
}

func shut(t *testing.T, x *Index) {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
}

// volumes lists the directories with indexes.
func volumes(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, volumePrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestReopen(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	put(t, x, "a", 2, "kept words")
	shut(t, x)
	shut(t, x)
	if _, err := x.Search(context.Background(), index.Query{}); !errors.Is(err, errClosed) {
		t.Errorf("closed: %v", err)
	}
	if err := x.Put(context.Background(), sample("b", 1), nil); !errors.Is(err, errClosed) {
		t.Errorf("closed: %v", err)
	}
	x = openDir(t, dir)
	defer shut(t, x)
	put(t, x, "a", 1, "older words")
	if total(t, x, "kept") != 1 || total(t, x, "older") != 0 {
		t.Error("what was put is gone, or an older revision replaced it")
	}
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	defer shut(t, x)
	put(t, x, "a", 1, "words")
	if _, err := Open(dir); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), dir) {
		t.Errorf("opened twice: %v", err)
	}
	if total(t, x, "words") != 1 {
		t.Error("the first opener was disturbed")
	}
}

func TestStale(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	if !x.Stale() {
		t.Error("a new index isn't stale")
	}
	rebuild(t, x, "a", "b")
	if x.Stale() || total(t, x, "") != 2 {
		t.Error("stale after a rebuild, or not full")
	}
	shut(t, x)
	x = openDir(t, dir)
	if x.Stale() || total(t, x, "") != 2 {
		t.Error("stale when opened again, or not full")
	}
	shut(t, x)
	c, err := readMarker(dir)
	if err != nil {
		t.Fatal(err)
	}
	c.Version++
	if err := writeMarker(dir, c); err != nil {
		t.Fatal(err)
	}
	x = openDir(t, dir)
	defer shut(t, x)
	if !x.Stale() || total(t, x, "") != 0 {
		t.Error("another version's index is taken for ours")
	}
	if n := len(volumes(t, dir)); n != 1 {
		t.Errorf("%d volumes are left", n)
	}
}

func TestDamagedMarker(t *testing.T) {
	for _, text := range []string{"", "{", `{"Volume":"../../etc"}`, `{"Volume":"volume-gone","Version":1,"Complete":true}`} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, marker), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		x := openDir(t, dir)
		if !x.Stale() {
			t.Errorf("%q: not stale", text)
		}
		shut(t, x)
	}
}

func rebuild(t *testing.T, x *Index, ids ...string) {
	t.Helper()
	err := x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		for _, id := range ids {
			if err := put(sample(id, 1), entries(id, "rebuilt words")); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestRebuildCrash leaves what a killed rebuild leaves: a volume that no
// marker names, half full.
func TestRebuildCrash(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	rebuild(t, x, "a")
	shut(t, x)
	c, err := newCurrent(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, c.Volume, "half"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	x = openDir(t, dir)
	defer shut(t, x)
	if x.Stale() || total(t, x, "") != 1 || len(volumes(t, dir)) != 1 {
		t.Errorf("stale %v, %d found, %d volumes", x.Stale(), total(t, x, ""), len(volumes(t, dir)))
	}
}

func TestRebuildFails(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	defer shut(t, x)
	put(t, x, "a", 1, "old words")
	broken := errors.New("broken")
	err := x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		return errors.Join(put(sample("b", 1), nil), broken)
	})
	if !errors.Is(err, broken) || !x.Stale() || total(t, x, "old") != 1 || len(volumes(t, dir)) != 1 {
		t.Errorf("%v; stale %v", err, x.Stale())
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = x.Rebuild(ctx, func(func(index.Article, []index.Entry) error) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) || total(t, x, "old") != 1 {
		t.Errorf("cancelled: %v", err)
	}
	rebuild(t, x, "c")
	if total(t, x, "") != 1 || total(t, x, "old") != 0 {
		t.Error("no rebuild after a failed one")
	}
}

// TestRebuildMeanwhile puts and deletes while a rebuild feeds older states.
func TestRebuildMeanwhile(t *testing.T) {
	x := openDir(t, t.TempDir())
	defer shut(t, x)
	put(t, x, "gone", 1, "old words")
	err := x.Rebuild(context.Background(), func(feed func(index.Article, []index.Entry) error) error {
		if err := feed(sample("first", 1), entries("first", "fed words")); err != nil {
			return err
		}
		var all sync.WaitGroup
		for i := range 20 {
			all.Go(func() { put(t, x, fmt.Sprint("live", i), 1, "live words") })
		}
		put(t, x, "first", 1, "live words")
		put(t, x, "second", 1, "live words")
		if err := x.Delete(context.Background(), "gone"); err != nil {
			return err
		}
		all.Wait()
		if total(t, x, "live") != 22 {
			t.Errorf("live while rebuilding: %d", total(t, x, "live"))
		}
		for i := range 20 {
			id := fmt.Sprint("live", i)
			if err := feed(sample(id, 1), entries(id, "fed words")); err != nil {
				return err
			}
		}
		return errors.Join(feed(sample("second", 1), entries("second", "fed words")),
			feed(sample("gone", 1), entries("gone", "fed words")),
			feed(sample("only", 1), entries("only", "fed words")))
	})
	if err != nil {
		t.Fatal(err)
	}
	if live, fed := total(t, x, "live"), total(t, x, "fed"); live != 22 || fed != 1 {
		t.Errorf("%d live and %d fed", live, fed)
	}
}
