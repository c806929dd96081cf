package embedded

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"onrecord/index"
	"onrecord/index/indextest"
)

// TestSegment holds our segments to zap's own of the same documents.
func TestSegment(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	cases := map[string][]indextest.Piece{"one article without statements": {{Article: index.Article{ID: "a", Text: "One two one."}}}}
	for p := range indextest.Generated(1000) {
		cases["generated"] = append(cases["generated"], p)
	}
	for n := range 5000 { // more postings than an array of a bitmap has, and than a chunk
		cases["many"] = append(cases["many"], indextest.Piece{Article: index.Article{ID: fmt.Sprint(n), Title: "The same title", Text: "Rare " + fmt.Sprint(n%97)}})
	}
	for n := range 20 { // words that stand so often that their places take a location
		var text strings.Builder
		for range 1 + r.IntN(4000) {
			text.WriteString(string(rune('a'+min(r.IntN(26), r.IntN(26)))) + " ")
		}
		cases["long"] = append(cases["long"], indextest.Piece{Article: index.Article{ID: fmt.Sprint(n), Text: text.String(), Companies: []string{"Ä", "a", "Ä"}}})
	}
	press, err := newPress()
	if err != nil {
		t.Fatal(err)
	}
	ours := &format{}
	ours.builders.New = func() any { return newBuilder() }
	for name, pieces := range cases {
		t.Run(name, func(t *testing.T) {
			for range 2 { // the second time with a builder that was used
				docs := laidOut(t, pieces, press)
				want, _, err := (&zap.ZapPlugin{}).New(docs)
				if err != nil {
					t.Fatal(err)
				}
				got, _, err := ours.New(docs)
				if err != nil {
					t.Fatal(err)
				}
				sameSegment(t, got, want)
			}
		})
	}
}

func laidOut(t testing.TB, pieces []indextest.Piece, p *press) []api.Document {
	t.Helper()
	var docs []api.Document
	stems := newStems()
	for _, piece := range pieces {
		c, err := layOut(piece.Article, piece.Entries, stems, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range c.docs {
			d.AddIDField()
			d.VisitFields(func(f api.Field) { f.Analyze() })
			docs = append(docs, d)
		}
	}
	return docs
}

// sameSegment compares bytes; those that tell of the fields are in an order of
// zap's that is another each time, and compared by what is read from them.
func sameSegment(t *testing.T, got, want segment.Segment) {
	t.Helper()
	var a, b bytes.Buffer
	for s, to := range map[segment.Segment]*bytes.Buffer{got: &a, want: &b} {
		if _, err := s.(io.WriterTo).WriteTo(to); err != nil {
			t.Fatal(err)
		}
	}
	if a.Len() != b.Len() {
		t.Fatalf("%d bytes, want %d", a.Len(), b.Len())
	}
	fields := want.Fields()
	tail := zap.FooterSize + 9*len(fields) + 1
	for _, f := range fields {
		tail += len(f) + 16 + len(sections)*10
	}
	head := a.Len() - tail
	if !bytes.Equal(a.Bytes()[:head], b.Bytes()[:head]) {
		for i := range head {
			if a.Bytes()[i] != b.Bytes()[i] {
				t.Fatalf("byte %d of %d is another", i, head)
			}
		}
	}
	if fmt.Sprint(got.Fields()) != fmt.Sprint(fields) {
		t.Errorf("fields %q, want %q", got.Fields(), fields)
	}
	for _, f := range fields {
		if g, w := spelled(t, got, f), spelled(t, want, f); g != w {
			t.Errorf("%s:\n%s\nwant\n%s", f, g, w)
		}
	}
}

// spelled writes a field's dictionary and postings.
func spelled(t *testing.T, s segment.Segment, field string) string {
	t.Helper()
	dict, err := s.Dictionary(field)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	terms := dict.AutomatonIterator(nil, nil, nil)
	for e, err := terms.Next(); e != nil || err != nil; e, err = terms.Next() {
		if err != nil {
			t.Fatal(err)
		}
		list, err := dict.PostingsList([]byte(e.Term), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "%q", e.Term)
		it := list.Iterator(true, true, true, nil)
		for p, err := it.Next(); p != nil || err != nil; p, err = it.Next() {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&out, " %d:%x:%v", p.Number(), p.Frequency(), places(nil, p))
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// BenchmarkSegment makes segments of 1,500 documents, our way and zap's.
func BenchmarkSegment(b *testing.B) {
	press, err := newPress()
	if err != nil {
		b.Fatal(err)
	}
	var pieces []indextest.Piece
	for p := range indextest.Generated(mostInBatch * 10 / 11) {
		pieces = append(pieces, p)
	}
	docs := laidOut(b, pieces, press)
	ours := &format{}
	ours.builders.New = func() any { return newBuilder() }
	for name, build := range map[string]func([]api.Document) (segment.Segment, uint64, error){"ours": ours.New, "zap": (&zap.ZapPlugin{}).New} {
		b.Run(name, func(b *testing.B) {
			began := processorTime(b)
			n := 0
			for b.Loop() {
				if _, _, err := build(docs); err != nil {
					b.Fatal(err)
				}
				n += len(docs)
			}
			b.ReportMetric(float64((processorTime(b)-began).Microseconds())/float64(n), "CPU-µs/document")
		})
	}
}
