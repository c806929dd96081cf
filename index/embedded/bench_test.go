package embedded

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
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

// indexed opens the index that is searched, and makes it first where needed.
func indexed(b *testing.B) *Index {
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
	if x.Stale() {
		if err := rebuildFrom(x, indextest.Generated(*benchStatements)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := x.Search(context.Background(), index.Query{}); err != nil { // reads the columns
		b.Fatal(err)
	}
	return x
}

// drawn makes the queries of a kind, the common words as often as the rare
// ones: a word's rank is e to an even random number.
type drawn struct {
	*rand.Rand
	words []string
}

func newDrawn() *drawn { return &drawn{rand.New(rand.NewPCG(3, 4)), indextest.Vocabulary()} }

func (d *drawn) word() string {
	return d.words[int(math.Exp(d.Float64()*math.Log(float64(len(d.words)))))-1]
}

func (d *drawn) query(kind string) string {
	switch kind {
	case "term":
		return d.word()
	case "and":
		return d.word() + " " + d.word()
	case "or":
		return d.word() + " OR " + d.word()
	case "phrase":
		return fmt.Sprintf("%q", d.word()+" "+d.word())
	case "prefix":
		word := d.word()
		return word[:len(word)-2] + "*"
	case "beginning": // of a twentieth of all words
		return d.word()[:4] + "*"
	case "near":
		return d.word() + " NEAR/5 " + d.word()
	case "near beginnings":
		return "content:(" + d.word()[:5] + "* NEAR/5 " + d.word()[:5] + "*)"
	case "text": // of the articles
		return "text:" + d.word()
	case "dates":
		return fmt.Sprintf("date:2024-%02d-%02d..2024-%02d-%02d", 1+d.IntN(6), 1+d.IntN(28), 7+d.IntN(6), 1+d.IntN(28))
	case "filters":
		return d.word() + ` stance:(deny OR accuse) outlet:"Outlet 7"`
	}
	return ""
}

// BenchmarkSearch asks with all facets, by score and by date, counting each
// unit, and drawing bars. It tells how much memory the columns take.
func BenchmarkSearch(b *testing.B) {
	x := indexed(b)
	for _, kind := range []string{"all", "term", "and", "or", "phrase", "prefix", "beginning", "near", "near beginnings", "text", "dates", "filters"} {
		for _, byDate := range []bool{false, true} {
			name := map[bool]string{false: "score", true: "date"}[byDate]
			b.Run(kind+"/"+name, func(b *testing.B) {
				asks(b, x, kind, index.Query{Facets: index.Facets(), ByDate: byDate})
			})
		}
	}
	for _, unit := range index.Units(index.Statements)[1:] {
		b.Run("term/"+string(unit), func(b *testing.B) {
			asks(b, x, "term", index.Query{Facets: index.Facets(), Count: unit})
		})
	}
	b.Run("term/histogram", func(b *testing.B) {
		asks(b, x, "term", index.Query{Facets: index.Facets(), Every: index.Daily})
	})
	b.Run("columns", func(b *testing.B) {
		for b.Loop() {
			if _, err := x.Search(context.Background(), index.Query{}); err != nil {
				b.Fatal(err)
			}
		}
		n := float64(*benchStatements)
		l := x.now.columns.Load()
		all, decoded := 0, 0
		for _, c := range l.segments {
			all += c.bytes()
			decoded += 2 * c.decoded.size
		}
		b.ReportMetric(float64(all)/n, "bytes/statement")
		b.ReportMetric(float64(l.bytes())/n, "dictionary-bytes/statement")
		b.ReportMetric(float64(decoded)/n, "decoded-bytes/statement")
	})
}

// asks draws queries of a kind with what else q has, and reports how long they
// took, by the clock and in processor time.
func asks(b *testing.B, x *Index, kind string, q index.Query) {
	d := newDrawn()
	var took, worked []time.Duration
	for b.Loop() {
		parsed, err := index.Parse(d.query(kind))
		if err != nil {
			b.Fatal(err)
		}
		q.Expr, q.Filters = parsed.Expr, parsed.Filters
		began, busy := time.Now(), processorTime(b)
		if _, err := x.Search(context.Background(), q); err != nil {
			b.Fatal(err)
		}
		took, worked = append(took, time.Since(began)), append(worked, processorTime(b)-busy)
	}
	b.ReportMetric(percentile(took, 50), "p50-ms")
	b.ReportMetric(percentile(took, 99), "p99-ms")
	b.ReportMetric(percentile(worked, 50), "p50-cpu-ms")
	b.ReportMetric(percentile(worked, 99), "p99-cpu-ms")
}

func percentile(list []time.Duration, p int) float64 {
	slices.Sort(list)
	return float64(list[len(list)*p/100].Microseconds()) / 1000
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
