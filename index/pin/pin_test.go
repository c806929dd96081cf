package pin_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
	"onrecord/index/pin"
)

var update = flag.Bool("update", false, "renew the golden files")

var made = time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)

// put puts an article whose statements are written "id speaker stance target words".
func put(t *testing.T, x index.Index, id string, revision int, published time.Time, statements ...string) {
	t.Helper()
	a := index.Article{ID: id, Revision: revision, Title: "Ferries <& planes>", Outlet: "Harbour Courier", URL: "https://courier.example/" + id, Published: published}
	var entries []index.Entry
	for _, line := range statements {
		f := strings.SplitN(line, " ", 5)
		entries = append(entries, index.Entry{Words: f[4], Article: a, Statement: extractor.Statement{
			ID: f[0], Article: id, Speaker: extractor.Party{Name: f[1]}, Stance: extractor.Stance(f[2]), Target: f[3],
			Quote: extractor.Direct, Certainty: extractor.Plain, Content: []extractor.Span{{Start: 0, End: 1}}}})
	}
	if err := x.Put(context.Background(), a, entries); err != nil {
		t.Fatal(err)
	}
}

func record(t *testing.T) index.Index {
	t.Helper()
	x, err := embedded.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	put(t, x, "a1", 1, made.Add(-time.Hour), "s1 Tern accuse Northgate an update that nobody had tested", "s2 Northgate deny Tern that claim \xff is wrong")
	put(t, x, "a2", 1, made.Add(-30*24*time.Hour), "s3 Northgate deny Heron all of it", "s4 Heron say Tern it is a fine day")
	put(t, x, "a3", 1, time.Time{}, "s3 Northgate deny Heron all of it") // the same ID in another article
	return x
}

func written(t *testing.T, m pin.Manifest) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pinned(t *testing.T, x index.Index, query string) pin.Manifest {
	t.Helper()
	m, err := pin.Make(context.Background(), x, query, made, "onrecord test")
	if err != nil {
		t.Fatal(err)
	}
	m, err = pin.Read(bytes.NewReader(written(t, m)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestGolden holds the form of manifests to testdata/pin.json: what changes it
// makes the manifests that people have useless, and needs another Format.
func TestGolden(t *testing.T) {
	got := written(t, pinned(t, record(t), "stance:(deny OR accuse)"))
	if *update {
		if err := os.WriteFile("testdata/pin.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/pin.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestVerify follows pins through what can become of a record.
func TestVerify(t *testing.T) {
	for name, test := range map[string]struct {
		query string
		then  func(t *testing.T, x index.Index)
		want  string
	}{
		"nothing": {"", func(*testing.T, index.Index) {}, "5 the same"},
		"an edit elsewhere": {"stance:accuse", func(t *testing.T, x index.Index) {
			put(t, x, "a1", 2, made.Add(-time.Hour), "s1 Tern accuse Northgate an update that nobody had tested")
		}, "1 the same"},
		"another article": {"stance:deny", func(t *testing.T, x index.Index) { put(t, x, "a4", 1, made, "s5 Tern deny Heron no") }, "3 the same, added s5"},
		"another stance": {"Northgate", func(t *testing.T, x index.Index) {
			put(t, x, "a2", 2, made.Add(-30*24*time.Hour), "s3 Northgate admit Heron all of it")
		}, "2 the same, changed s3 stance deny>admit"},
		"out of the answer": {"stance:deny", func(t *testing.T, x index.Index) {
			put(t, x, "a2", 2, made.Add(-30*24*time.Hour), "s3 Northgate admit Heron all of it")
		}, "2 the same, removed s3 still stance deny>admit"},
		"gone":                  {"stance:accuse", func(t *testing.T, x index.Index) { put(t, x, "a1", 2, made) }, "0 the same, removed s1"},
		"one article of two":    {"stance:deny", func(t *testing.T, x index.Index) { put(t, x, "a3", 2, time.Time{}) }, "2 the same, removed s3"},
		"nothing, and then one": {"stance:admit", func(t *testing.T, x index.Index) { put(t, x, "a4", 1, made, "s5 Tern admit Heron yes") }, "0 the same, added s5"},
	} {
		t.Run(name, func(t *testing.T) {
			x := record(t)
			m := pinned(t, x, test.query)
			test.then(t, x)
			d, err := m.Verify(context.Background(), x)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(d); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// counted counts the searches.
type counted struct {
	pin.Searcher
	n int
}

func (c *counted) Search(ctx context.Context, q index.Query) (index.Result, error) {
	c.n++
	return c.Searcher.Search(ctx, q)
}

// TestVerifyMany looks for many statements that are found no more in few
// searches.
func TestVerifyMany(t *testing.T) {
	x := record(t)
	const many = 250
	for i := range many {
		id := fmt.Sprint("b", i)
		put(t, x, id, 1, made, fmt.Sprintf("t%d Tern threaten Heron number %d", i, i), fmt.Sprintf("u%d Heron say Tern nothing", i))
	}
	m := pinned(t, x, "stance:threaten")
	for i := range many {
		id := fmt.Sprint("b", i)
		if i%2 == 0 {
			put(t, x, id, 2, made)
			continue
		}
		put(t, x, id, 2, made, fmt.Sprintf("t%d Tern demand Heron number %d", i, i))
	}
	c := &counted{Searcher: x}
	d, err := m.Verify(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	still := 0
	for _, r := range d.Removed {
		if r.Now != nil && len(r.Fields) == 1 && r.Fields[0].Is == "demand" && r.Now.Article == r.Article {
			still++
		}
	}
	if len(d.Removed) != many || still != many/2 || c.n > 10 {
		t.Errorf("%d removed, %d of them still on record, in %d searches", len(d.Removed), still, c.n)
	}
}

func told(d pin.Difference) string {
	out := fmt.Sprint(d.Same, " the same")
	fields := func(list []pin.Field) {
		for _, f := range list {
			out += " " + f.Name + " " + f.Was + ">" + f.Is
		}
	}
	for _, s := range d.Added {
		out += ", added " + s.ID
	}
	for _, c := range d.Changed {
		out += ", changed " + c.Is.ID
		fields(c.Fields)
	}
	for _, r := range d.Removed {
		out += ", removed " + r.ID
		if r.Now != nil {
			out += " still"
		}
		fields(r.Fields)
	}
	return out
}

// TestDamaged changes what a manifest says: each change is noticed.
func TestDamaged(t *testing.T) {
	whole := string(written(t, pinned(t, record(t), "stance:deny")))
	for name, text := range map[string]string{
		"empty":          "",
		"no JSON":        "once upon a time",
		"another format": strings.Replace(whole, pin.Format, "onrecord-pin/9", 1),
		"cut":            whole[:len(whole)/2],
		"words":          strings.Replace(whole, "all of it", "half of it", 1),
		"revision":       strings.Replace(whole, `"revision": 1`, `"revision": 7`, 1),
		"moment":         strings.Replace(whole, "2026-03-05", "2026-03-04", 1),
		"query":          strings.Replace(whole, "stance:deny", "stance:admit", 1),
		"total":          strings.Replace(whole, `"statements": 3`, `"statements": 4`, 1),
		"a field":        strings.Replace(whole, `"made"`, `"note": "x", "made"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			if text == whole {
				t.Fatal("nothing is changed")
			}
			if _, err := pin.Read(strings.NewReader(text)); !errors.Is(err, pin.ErrDamaged) {
				t.Errorf("not noticed: %v", err)
			}
		})
	}
}

// FuzzRead: what is read is written again as the same manifest.
func FuzzRead(f *testing.F) {
	golden, err := os.ReadFile("testdata/pin.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	f.Add([]byte(`{"format":"onrecord-pin/1","totals":{"statements":0},"statements":null}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := pin.Read(bytes.NewReader(text))
		if err != nil {
			if !errors.Is(err, pin.ErrDamaged) {
				t.Errorf("no ErrDamaged: %v", err)
			}
			return
		}
		again, err := pin.Read(bytes.NewReader(written(t, m)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, again); diff != "" {
			t.Error(diff)
		}
	})
}
