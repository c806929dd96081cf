package embedded

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/index"
	"onrecord/index/indextest"
)

func full(b *testing.B, list []indextest.Piece) *Index {
	b.Helper()
	x, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	if err := rebuildFrom(x, slices.Values(list)); err != nil {
		b.Fatal(err)
	}
	return x
}

// BenchmarkSearch asks with all facets, and without, by score and by date.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		list := slices.Collect(indextest.Generated(n))
		words := strings.Fields(list[0].Entries[0].Words)
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
