package embedded

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"onrecord/index"
	"onrecord/index/indextest"
)

// The benchmarks of searches take their index from -index, where it is made
// if it isn't there, and of -statements.
var (
	benchIndex      = flag.String("index", "", "directory to keep the benchmarks' index in; empty is a temporary one")
	benchStatements = flag.Int("statements", 50_000, "how many statements the benchmarks of searches are asked of")
)

// million opens the index that is searched, and makes it first where needed.
func million(b *testing.B) *Index {
	b.Helper()
	dir := *benchIndex
	if dir == "" {
		dir = b.TempDir()
	}
	x, err := Open(filepath.Join(dir, fmt.Sprintf("%d-v%d", *benchStatements, Version)))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := x.Close(); err != nil {
			b.Error(err)
		}
	})
	if !x.Stale() {
		return x
	}
	err = x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		for p := range indextest.Generated(*benchStatements) {
			if err := put(p.Article, p.Entries); err != nil {
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

// BenchmarkMillion asks what is drawn from the generated vocabulary, the common
// words as often as the rare ones.
func BenchmarkMillion(b *testing.B) {
	x := million(b)
	words := indextest.Vocabulary()
	r := rand.New(rand.NewPCG(3, 4))
	word := func() string { return words[int(math.Exp(r.Float64()*math.Log(float64(len(words)))))-1] }
	pick := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = word()
		}
		return strings.Join(list, " ")
	}
	for _, kind := range []struct {
		name string
		text func() string
	}{
		{"all", func() string { return "" }},
		{"term", word},
		{"and", func() string { return pick(2) }},
		{"or", func() string { return word() + " OR " + word() }},
		{"phrase", func() string { return `"` + pick(2) + `"` }},
		{"dates", func() string { return fmt.Sprintf("date:2024-%02d..2024-%02d", 1+r.IntN(6), 7+r.IntN(6)) }},
		{"filters", func() string { return word() + ` stance:(deny OR accuse) outlet:"Outlet 7"` }},
	} {
		for _, byDate := range []bool{false, true} {
			name := kind.name + "/score"
			if byDate {
				name = kind.name + "/date"
			}
			b.Run(name, func(b *testing.B) {
				var took, worked []time.Duration
				for b.Loop() {
					q, err := index.Parse(kind.text())
					if err != nil {
						b.Fatal(err)
					}
					q.Facets, q.ByDate = index.Facets(), byDate
					began, busy := time.Now(), processorTime(b)
					if _, err := x.Search(context.Background(), q); err != nil {
						b.Fatal(err)
					}
					took, worked = append(took, time.Since(began)), append(worked, processorTime(b)-busy)
				}
				slices.Sort(took)
				ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
				b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
				b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
				slices.Sort(worked)
				b.ReportMetric(ms(worked[len(worked)/2]), "p50-cpu-ms")
				b.ReportMetric(ms(worked[len(worked)*99/100]), "p99-cpu-ms")
			})
		}
	}
}

// processorTime is what the process has used so far, in all its threads: on a
// machine that others use too it tells more than the clock.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
