package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/index"
)

// TestJournal opens an index whose process ended before its own files had what
// Put had returned for.
func TestJournal(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, files []string)
		found int    // of the three articles in the journal
		stale string // why
	}{
		{name: "whole", spoil: func(*testing.T, []string) {}, found: 3},
		{name: "the last not wholly written", found: 2, spoil: func(t *testing.T, files []string) { shorten(t, files[1], 1) }},
		{name: "nothing of the last written", found: 2, spoil: func(t *testing.T, files []string) { shorten(t, files[1], 1<<20) }},
		{name: "noise behind the last", found: 3, spoil: func(t *testing.T, files []string) { lengthen(t, files[1]) }},
		{name: "an earlier one damaged", stale: "read the journal", spoil: func(t *testing.T, files []string) { shorten(t, files[0], 1) }},
		{name: "the newest damaged before its end", stale: "read the journal", spoil: func(t *testing.T, files []string) {
			if err := os.Remove(files[1]); err != nil {
				t.Fatal(err)
			}
			damage(t, files[0])
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			x := openDir(t, dir)
			rebuild(t, x, "before")
			put(t, x, "removed", 1, "words")
			shut(t, x)
			files := journalled(t, volumes(t, dir)[0])
			c.spoil(t, files)
			if c.stale == "" {
				readTwice(t, files[1])
			}
			x = openDir(t, dir)
			defer func() { shut(t, x) }()
			if why := x.Why(); (c.stale == "") != (why == "") || !strings.Contains(why, c.stale) {
				t.Fatalf("stale: %q, want %q", why, c.stale)
			}
			if c.stale != "" {
				return
			}
			if n := total(t, x, "journalled"); n != c.found {
				t.Errorf("%d found of what the journal has, want %d", n, c.found)
			}
			if total(t, x, "article:removed") != 0 || total(t, x, "article:before") != 1 {
				t.Error("a removal in the journal isn't done, or what was there before is gone")
			}
			shut(t, x)
			x = openDir(t, dir)
			if n := total(t, x, "journalled"); n != c.found {
				t.Errorf("opened once more: %d found, want %d", n, c.found)
			}
		})
	}
}

// journalled writes three articles and a removal into the journal of a volume
// that nobody has open, in two files.
func journalled(t *testing.T, dir string) []string {
	t.Helper()
	v, err := openVolume(dir)
	if err != nil {
		t.Fatal(err)
	}
	last := v.journal.last
	if err := v.close(); err != nil {
		t.Fatal(err)
	}
	p, err := newPress()
	if err != nil {
		t.Fatal(err)
	}
	list := []*change{{article: "removed", remove: true}}
	for n := range 3 {
		id := fmt.Sprintf("a%d", n)
		c, err := layOut(sample(id, 1), entries(id, "journalled words"), newStems(), p)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	j := &journal{dir: dir, last: last}
	for _, some := range [][]*change{list[:3], list[3:]} {
		if err := j.append(some); err != nil {
			t.Fatal(err)
		}
		j.size = mostInJournal + 1
	}
	var files []string
	for _, f := range j.files {
		files = append(files, f.path)
	}
	if err := j.open.Close(); err != nil || len(files) != 2 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	return files
}

// damage changes a byte of a file's first record.
func damage(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text[recordHead] ^= 1
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// readTwice reads a copy of a file as after a crash, and as after another, when
// there is a newer one.
func readTwice(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	again := filepath.Join(t.TempDir(), "journal")
	if err == nil {
		err = os.WriteFile(again, text, 0o600)
	}
	for _, newest := range []bool{true, false} {
		if err == nil {
			_, err = readJournal(again, newest)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func shorten(t *testing.T, path string, by int) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, text[:max(0, len(text)-by)], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func lengthen(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, append(text, "0123456789"...), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestJournalGoes holds the journal to a few files while much is written, and
// to none when the index is closed.
func TestJournalGoes(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	filler := strings.Repeat("x", 1<<10)
	for n := range 40 {
		put(t, x, fmt.Sprint(n), 1, filler)
		x.now.journal.size = mostInJournal + 1 // another file for each
	}
	left := func() int {
		list, err := filepath.Glob(filepath.Join(volumes(t, dir)[0], journalPrefix+"*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	settleFiles(t, x)
	if n := left(); n > 1 {
		t.Errorf("%d journals when all is kept elsewhere", n)
	}
	shut(t, x)
	if n := left(); n != 0 {
		t.Errorf("%d journals of a closed index", n)
	}
}

func FuzzRecord(f *testing.F) {
	f.Add(uint64(7), "article", []byte("kept"), []byte("behind it"))
	f.Add(uint64(0), "", []byte(nil), []byte(nil))
	f.Fuzz(func(t *testing.T, number uint64, article string, kept, behind []byte) {
		in := append(record{number, article, kept}.encode(), behind...)
		r, size, err := readRecord(in)
		if err != nil || r.number != number || r.article != article || !bytes.Equal(r.kept, kept) || size != len(in)-len(behind) {
			t.Errorf("%v %+v of %d", err, r, size)
		}
		_, _, _ = readRecord(behind)
	})
}

// TestBuildFails fails loudly when a batch can't be built, and has what Put had
// returned for when the index is opened again.
func TestBuildFails(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	rebuild(t, x, "before")
	boom := errors.New("boom")
	x.now.change(func() { x.now.rested = false }) // so that it is in the journal alone
	put(t, x, "a", 1, "journalled")
	x.now.change(func() { x.now.failure = boom })
	if _, err := x.Search(context.Background(), index.Query{}); !errors.Is(err, boom) {
		t.Errorf("searched: %v", err)
	}
	if err := x.Put(context.Background(), sample("b", 1), nil); !errors.Is(err, boom) {
		t.Errorf("put: %v", err)
	}
	shut(t, x)
	x = openDir(t, dir)
	defer shut(t, x)
	if why := x.Why(); why != "" || total(t, x, "journalled") != 1 || total(t, x, "article:before") != 1 {
		t.Errorf("opened again: %s", why)
	}
}

// settleFiles waits until all is in scorch's own files.
func settleFiles(t *testing.T, x *Index) {
	t.Helper()
	if err := x.now.until(func() bool { return x.now.unkept == 0 }); err != nil {
		t.Fatal(err)
	}
}
