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
		l := x.now.columns.Load()
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
	settleFiles(t, x) // what is in memory alone isn't merged
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
		4*(len(c.article)+len(c.recent)+len(c.named)+len(c.repeated)+len(c.own)+len(c.from)+len(c.order))
	n += 8*len(c.repeat.among) + 4*len(c.repeat.order) + 2*len(c.byDay.day)
	for i := range c.facets {
		f := &c.facets[i]
		n += 4 * (len(f.digit) + len(f.ords) + len(f.single) + len(f.docs) + len(f.start) + len(f.codes))
	}
	for _, s := range c.strips {
		n += len(s.byte8) + 2*len(s.code16) + 4*(len(s.code32)+len(s.total))
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

// TestColumnWidths holds columns of all widths to the same counts, alone and
// with others in one strip.
func TestColumnWidths(t *testing.T) {
	const size = 1000
	c := &columns{size: size, facets: make([]column, 6)}
	codes := make([][]uint32, len(c.facets))
	for i, values := range []uint32{3, 200, 5, 300, 2, 70_000} {
		codes[i] = make([]uint32, size)
		for d := range codes[i] {
			codes[i][d] = uint32(d*7919) % values
		}
		c.facets[i].ords = make([]uint32, values)
		for ord := range c.facets[i].ords {
			c.facets[i].ords[ord] = uint32(ord)
		}
		held := slices.Clone(codes[i])
		c.facets[i].gather(held, []pair{{1, 1}})
		c.facets[i].hold(held, size)
	}
	c.join()
	if len(c.strips) != 4 {
		t.Errorf("%d strips", len(c.strips))
	}
	docs, all := make(set, setSize(size)), make(set, setSize(size))
	for d := uint32(1); d < size; d += 3 {
		docs.add(d)
	}
	all.fill(size)
	for i := range c.facets {
		for _, among := range []set{docs, all} {
			k := counter{facet: i, n: make([]uint32, len(c.facets[i].ords))}
			w := way{facets: []counter{k}}
			w.countStatements(&part{columns: c}, among, among.count(), new(scratch))
			want := make([]uint32, len(k.n))
			for _, d := range among.collect(nil, 0, len(among)) {
				if codes[i][d] > 0 {
					want[codes[i][d]]++
				}
			}
			if among.has(1) {
				want[1]++
			}
			if !slices.Equal(k.n, want) {
				t.Errorf("facet %d is counted wrongly among %d", i, among.count())
			}
		}
		chosen, _ := c.facets[i].choice([]uint32{1})
		found := make(set, setSize(size))
		c.choose(i, chosen, found)
		for d := range uint32(size) {
			if has := slices.Contains(c.all(i, d), 1); has != found.has(d) || has != (codes[i][d] == 1 || d == 1) {
				t.Errorf("facet %d: document %d chosen %v, has the value %v", i, d, found.has(d), has)
			}
		}
	}
}
