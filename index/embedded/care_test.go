package embedded

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/index"
)

// damages are what may happen to a closed index's files, and what is said.
var damages = []struct {
	name   string
	damage func(t *testing.T, dir string)
	why    string
}{
	{"truncated segment", func(t *testing.T, dir string) { each(t, dir, cutFile) }, "isn't what was written"},
	{"changed segment", func(t *testing.T, dir string) { each(t, dir, flipFile) }, "isn't what was written"},
	{"empty segment", func(t *testing.T, dir string) {
		each(t, dir, func(t *testing.T, path string) { fill(t, path, "") })
	}, "isn't what was written"},
	{"missing segment", func(t *testing.T, dir string) { each(t, dir, remove) }, "is missing"},
	{"garbage root", func(t *testing.T, dir string) {
		fill(t, one(t, dir, "volume-*/root.bolt"), strings.Repeat("garbage ", 10_000))
	}, "root.bolt"},
	{"truncated root", func(t *testing.T, dir string) { cutFile(t, one(t, dir, "volume-*/root.bolt")) }, "can't be read"},
	{"empty root", func(t *testing.T, dir string) { fill(t, one(t, dir, "volume-*/root.bolt"), "") }, "missing or empty"},
	{"missing root", func(t *testing.T, dir string) { remove(t, one(t, dir, "volume-*/root.bolt")) }, "missing or empty"},
	{"missing volume", func(t *testing.T, dir string) { remove(t, one(t, dir, "volume-*")) }, "missing or empty"},
	{"empty marker", func(t *testing.T, dir string) { fill(t, one(t, dir, marker), "") }, "names no index"},
	{"garbage marker", func(t *testing.T, dir string) { fill(t, one(t, dir, marker), `{"Volume":"../../etc"}`) }, "names no index"},
	{"missing marker", func(t *testing.T, dir string) { remove(t, one(t, dir, marker)) }, "missing or new"},
	{"other version", func(t *testing.T, dir string) {
		c, err := readMarker(dir)
		if err != nil {
			t.Fatal(err)
		}
		c.Version--
		if err := writeMarker(dir, c); err != nil {
			t.Fatal(err)
		}
	}, "another version"},
	{"garbage lock", func(t *testing.T, dir string) { fill(t, one(t, dir, lockFile), "garbage") }, ""},
}

// TestDamage opens what is damaged: it begins anew, says why, can be rebuilt
// and is well again then.
func TestDamage(t *testing.T) {
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			dir := t.TempDir()
			x := openDir(t, dir)
			rebuild(t, x, "a", "b", "c")
			shut(t, x)
			d.damage(t, dir)
			x = openDir(t, dir)
			if d.why == "" {
				if x.Stale() || total(t, x, "") != 3 {
					t.Errorf("%q, %d found", x.Why(), total(t, x, ""))
				}
				shut(t, x)
				return
			}
			if !x.Stale() || !strings.Contains(x.Why(), d.why) || total(t, x, "") != 0 {
				t.Errorf("stale because %q, want %q", x.Why(), d.why)
			}
			rebuild(t, x, "a", "b", "c")
			shut(t, x)
			x = openDir(t, dir)
			defer shut(t, x)
			if x.Stale() || total(t, x, "rebuilt") != 3 || len(volumes(t, dir)) != 1 {
				t.Errorf("after rebuilding: %q, %d found, volumes %q", x.Why(), total(t, x, ""), volumes(t, dir))
			}
		})
	}
}

// TestDamageMeanwhile takes a file away from under an index that answers.
func TestDamageMeanwhile(t *testing.T) {
	for name, damage := range map[string]func(*testing.T, string){"truncated": cutFile, "changed": flipFile} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			x := openDir(t, dir)
			defer shut(t, x)
			var ids []string
			for i := range 3000 {
				ids = append(ids, fmt.Sprint("a", i))
			}
			rebuild(t, x, ids...)
			rest(t, dir)
			each(t, dir, damage)
			for range 100 {
				q := index.Query{Of: index.Articles, Limit: index.MaxLimit, Facets: index.Facets()}
				if _, err := x.Search(context.Background(), q); err != nil {
					t.Log(err)
					break
				}
			}
			select {
			case <-x.Damaged():
			case <-time.After(10 * time.Second):
				t.Fatal("nobody noticed")
			}
			if !x.Stale() {
				t.Error("not stale")
			}
			rebuild(t, x, "a")
			if x.Stale() || total(t, x, "") != 1 {
				t.Error("not mended")
			}
		})
	}
}

func all(t *testing.T, dir, pattern string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(list) == 0 {
		t.Fatalf("no %s: %v", pattern, err)
	}
	return list
}

// rest waits until nothing is merged any more: what reads a file in the
// background may end the process where that is damaged, and the next Open tells.
func rest(t *testing.T, dir string) {
	t.Helper()
	for files, same := "", 0; same < 10; same++ {
		if now := fmt.Sprint(all(t, dir, "volume-*/*.zap")); now != files {
			files, same = now, 0
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// each damages all segments: some may be no longer, or not yet, in use.
func each(t *testing.T, dir string, damage func(*testing.T, string)) {
	t.Helper()
	for _, path := range all(t, dir, "volume-*/*.zap") {
		damage(t, path)
	}
}

func one(t *testing.T, dir, pattern string) string {
	t.Helper()
	return all(t, dir, pattern)[0]
}

func fill(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func cutFile(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err == nil {
		err = os.Truncate(path, info.Size()/3)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// flipFile changes the bytes of a file's middle, in place.
func flipFile(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range text[:len(text)*2/3] {
		text[i] ^= 0x55
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteAt(text, 0)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		t.Fatal(err)
	}
}
