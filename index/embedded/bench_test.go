package embedded

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// vocabulary gives n words with the frequencies of a language: the k-th is
// about k times rarer than the first.
type vocabulary struct {
	words []string
	zipf  *rand.Zipf
}

func newVocabulary(r *rand.Rand, n int) *vocabulary {
	heads := strings.Fields("port ship gate crew storm track ledger bridge signal cargo harbour lantern anchor ticket engine")
	ends := strings.Fields("s ed ing er ment ness al ly ful less")
	v := &vocabulary{zipf: rand.NewZipf(r, 1.1, 4, uint64(n-1))}
	for i := range n {
		v.words = append(v.words, heads[i%len(heads)]+string(rune('a'+i/15%26))+string(rune('a'+i/390%26))+ends[i%len(ends)])
	}
	return v
}

func (v *vocabulary) text(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = v.words[v.zipf.Uint64()]
	}
	return strings.Join(list, " ")
}

// synthetic makes articles with ten statements each.
func synthetic(statements int) []made {
	r := rand.New(rand.NewPCG(1, 2))
	words := newVocabulary(r, 20_000)
	stances, parties := extractor.Stances(), rand.NewZipf(r, 1.3, 2, 2000)
	list := make([]made, statements/10)
	for i := range list {
		a := index.Article{ID: fmt.Sprintf("article-%06d", i), Revision: 1, Title: words.text(9),
			Outlet: fmt.Sprintf("Outlet %d", r.IntN(60)), URL: fmt.Sprintf("https://news.example/%d", i),
			Published: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(400*24*3600)) * time.Second),
			Text:      words.text(500), Companies: []string{fmt.Sprintf("Company %d", parties.Uint64())}}
		m := made{article: a}
		for j := range 10 {
			m.entries = append(m.entries, index.Entry{Words: words.text(40), Before: words.text(4), After: words.text(4),
				Statement: extractor.Statement{ID: fmt.Sprintf("%s-%d", a.ID, j), Article: a.ID,
					Speaker: extractor.Party{Name: fmt.Sprintf("Person %d", parties.Uint64()), Kind: extractor.Person, For: fmt.Sprintf("Company %d", parties.Uint64())},
					Stance:  stances[r.IntN(len(stances))], Target: fmt.Sprintf("Company %d", parties.Uint64()),
					Quote: extractor.Direct, Certainty: extractor.Plain, Content: []extractor.Span{{Start: 0, End: 200}}}})
		}
		list[i] = m
	}
	return list
}

type made struct {
	article index.Article
	entries []index.Entry
}

// BenchmarkPut puts articles of ten statements from eight goroutines.
func BenchmarkPut(b *testing.B) {
	list := synthetic(20_000)
	for b.Loop() {
		x, err := Open(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		var at atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for i := at.Add(1) - 1; i < int64(len(list)); i = at.Add(1) - 1 {
					if err := x.Put(context.Background(), list[i].article, list[i].entries); err != nil {
						b.Error(err)
					}
				}
			})
		}
		all.Wait()
		b.ReportMetric(float64(len(list)*10)/time.Since(began).Seconds(), "statements/s")
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRebuild feeds the same articles at once.
func BenchmarkRebuild(b *testing.B) {
	list := synthetic(20_000)
	for b.Loop() {
		began := time.Now()
		x := full(b, list)
		b.ReportMetric(float64(len(list)*10)/time.Since(began).Seconds(), "statements/s")
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func full(b *testing.B, list []made) *Index {
	b.Helper()
	x, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	err = x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		for _, m := range list {
			if err := put(m.article, m.entries); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return x
}

// BenchmarkSearch asks with all facets, and without, by score and by date.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		list := synthetic(n)
		words := strings.Fields(list[0].entries[0].Words)
		x := full(b, list)
		queries := map[string]string{
			"all": "", "term": words[0], "three": strings.Join(words[:3], " OR "), "phrase": `"` + words[0] + " " + words[1] + `"`,
			"filters": `stance:(deny OR accuse) party:"Company 0"`, "mixed": words[0] + ` -stance:deny date:2024-03..2024-09`,
		}
		for _, name := range []string{"all", "term", "three", "phrase", "filters", "mixed"} {
			q, err := index.Parse(queries[name])
			if err != nil {
				b.Fatal(err)
			}
			for _, kind := range []string{"plain", "facets", "date+facets"} {
				q.Facets, q.ByDate = nil, false
				if kind != "plain" {
					q.Facets, q.ByDate = index.Facets(), kind == "date+facets"
				}
				b.Run(fmt.Sprintf("%d/%s/%s", n, name, kind), func(b *testing.B) { timed(b, x, q) })
			}
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func timed(b *testing.B, x *Index, q index.Query) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if _, err := x.Search(context.Background(), q); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
	b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
}
