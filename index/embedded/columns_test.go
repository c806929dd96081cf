package embedded

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"onrecord/index"
)

// TestColumnsOfSegments sees that there are columns of the segments in use and
// of no others, however often segments come and go.
func TestColumnsOfSegments(t *testing.T) {
	x := openDir(t, t.TempDir())
	defer shut(t, x)
	held := func() (of, segments, docs int) {
		w, err := x.now.view()
		if err != nil {
			t.Fatal(err)
		}
		defer w.reader.Close()
		l := x.now.columns
		l.mu.Lock()
		defer l.mu.Unlock()
		for _, c := range l.segments {
			docs += c.size
		}
		return len(l.segments), len(w.parts), docs
	}
	most := 0
	for i := range 30 {
		put(t, x, fmt.Sprint("a", i%10), i+1, "the harbour")
		if n := total(t, x, "harbour"); n != min(i+1, 10) {
			t.Fatalf("%d found after %d puts", n, i+1)
		}
		of, segments, _ := held()
		if of != segments {
			t.Errorf("columns of %d segments, %d in use", of, segments)
		}
		most = max(most, of)
	}
	if err := x.now.scorch.ForceMerge(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	of, segments, docs := held()
	if of != segments || of >= most || docs != 20 {
		t.Errorf("merged: columns of %d segments with %d documents, %d segments in use, %d before", of, docs, segments, most)
	}
}

// bytes is how much memory the columns take.
func (c *columns) bytes() int {
	n := 8*(len(c.statements)+len(c.articles)+len(c.brief)+len(c.key)+len(c.utterance)+len(c.date)+len(c.story)) +
		4*(len(c.article)+len(c.repeated)+len(c.own)+len(c.from)+len(c.order))
	for i := range c.facets {
		f := &c.facets[i]
		n += len(f.byte8) + 2*len(f.code16) + 4*(len(f.code32)+len(f.ords)+len(f.total)+len(f.single)+len(f.docs)+len(f.start)+len(f.codes))
	}
	return n
}

// bytes is how much memory the dictionaries take, about: a value with what
// finds it.
func (l *library) bytes() (n int) {
	for f := range index.Facets() {
		for _, v := range l.names(f) {
			n += 2*len(v) + 128
		}
	}
	return n
}

// TestColumnWidths holds columns of all widths to the same counts.
func TestColumnWidths(t *testing.T) {
	for _, values := range []uint32{3, 200, 300, 70_000} {
		const size = 1000
		codes := make([]uint32, size)
		ords := make([]uint32, values)
		for i := range ords {
			ords[i] = uint32(i)
		}
		for d := range codes {
			codes[d] = uint32(d*7919) % values
		}
		want := make([]uint32, values+1)
		docs := make([]uint32, 0, size)
		for d := 0; d < size; d += 3 {
			docs = append(docs, uint32(d))
			want[codes[d]]++
		}
		var c column
		c.ords = ords
		c.gather(codes, []pair{{1, 2}})
		c.narrow(codes, size)
		got := make([]uint32, values+1)
		c.count(docs, got)
		chosen, _ := c.choice([]uint32{2})
		found := make(set, setSize(size))
		c.choose(chosen, found)
		for d := range codes {
			has := false
			for _, code := range c.all(uint32(d)) {
				has = has || code == 2
			}
			if has != found.has(uint32(d)) {
				t.Errorf("%d values: document %d chosen %v, has the value %v", values, d, found.has(uint32(d)), has)
			}
		}
		if !slices.Equal(got, want) || !found.has(1) {
			t.Errorf("%d values are counted wrongly", values)
		}
	}
}
