package embedded

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"onrecord/index/indextest"
)

// TestFrequencies reads every word of every segment, in files and not yet, as
// Bleve does and from the file: all of its documents, and some.
func TestFrequencies(t *testing.T) {
	dir := t.TempDir()
	x := openDir(t, dir)
	if err := rebuildFrom(x, indextest.Generated(3000)); err != nil {
		t.Fatal(err)
	}
	put(t, x, "far", 1, longText())
	readAlike(t, x)
	shut(t, x)
	x = openDir(t, dir)
	defer shut(t, x)
	if err := x.now.scorch.ForceMerge(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if readAlike(t, x) == 0 {
		t.Error("no word was read from a file")
	}
}

func longText() (text string) {
	for i := range 3000 {
		text += fmt.Sprintf("the %d ", i%7)
	}
	return text
}

// readAlike tells how many lists are read from files.
func readAlike(t *testing.T, x *Index) (inFiles int) {
	t.Helper()
	w, err := x.now.view()
	if err != nil {
		t.Fatal(err)
	}
	defer w.reader.Close()
	r := rand.New(rand.NewPCG(1, 1))
	for _, p := range w.parts {
		for _, field := range textFields() {
			dict, err := p.segment.Segment().Dictionary(field)
			if err != nil {
				t.Fatal(err)
			}
			all := dict.AutomatonIterator(nil, nil, nil)
			for entry, err := all.Next(); entry != nil || err != nil; entry, err = all.Next() {
				if err != nil {
					t.Fatal(err)
				}
				list, err := dict.PostingsList([]byte(entry.Term), nil, nil)
				if err != nil {
					t.Fatal(err)
				}
				if list.Count() < 20 && r.IntN(20) > 0 {
					continue // most words are rare
				}
				docs := make(set, setSize(p.size))
				bitmapOf(list).WriteDenseTo(docs)
				f, err := frequenciesOf(p.segment.Segment(), field, entry.Term, list, docs)
				if err != nil {
					t.Fatal(err)
				}
				if f.chunk > 0 {
					inFiles++
				}
				some := docs.collect(nil, 0, len(docs))
				for _, share := range []int{1, 2, 40} {
					some = slices.DeleteFunc(some, func(uint32) bool { return r.IntN(share) > 0 })
					it := list.Iterator(true, true, true, nil)
					f.rewind()
					for _, doc := range some {
						posting, err := it.Advance(uint64(doc))
						if err != nil {
							t.Fatal(err)
						}
						want := places(nil, posting)
						got, long, err := f.places(nil, doc)
						if err != nil || !slices.Equal(got, want) || long != length(posting) {
							t.Fatalf("%s:%s stands in document %d of %d words at %v (%v), want %d, %v", field, entry.Term, doc, long, got, err, length(posting), want)
						}
					}
				}
			}
		}
	}
	return inFiles
}
