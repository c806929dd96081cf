package crawler

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

var corpus = flag.String("corpus", "", "measure how well reprints are found in a file of JSON lines with a body each (.gz)")

// TestReprintsAreFound makes pairs of texts that share a known part of their
// runs: what is measured is right, and those of Reprinted and more have a band
// in common, 99 times in 100 at least.
func TestReprintsAreFound(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	met, pairs := 0, 0
	for range 2000 {
		n := 20 + random.IntN(600)
		cut := random.IntN(n / 5)
		text := func(from, to int) string {
			var b strings.Builder
			for i := from; i < to; i++ {
				fmt.Fprintf(&b, "word%dof%d ", i, pairs)
			}
			return b.String()
		}
		a, b := NewPrint(text(0, n)), NewPrint(text(cut, n))
		runs := n - runLength + 1
		share := float64(runs-cut) / float64(runs)
		if got := a.Overlap(b); got < share-1e-9 || got > share+1e-9 || got != b.Overlap(a) {
			t.Fatalf("%d of %d words: %f, want %f", n-cut, n, got, share)
		}
		if share < Reprinted {
			continue
		}
		pairs++
		if meet(a, b) {
			met++
		}
	}
	if pairs < 1000 || float64(met) < 0.99*float64(pairs) {
		t.Errorf("%d of %d pairs meet", met, pairs)
	}
}

func meet(a, b Print) bool {
	of := b.Bands()
	for i, band := range a.Bands() {
		if of[i] == band {
			return true
		}
	}
	return false
}

func TestPrintIsStable(t *testing.T) {
	p := NewPrint("Boats sell well in spring, say the mayors of the coast.")
	if got := p.Bands()[0]; got != boatsBand {
		t.Errorf("the first band is %d", got)
	}
	if !slices.Equal(p, NewPrint("BOATS sell well in spring — say the mayors of the coast")) {
		t.Error("case and punctuation count")
	}
	if len(NewPrint("Four words, no run.")) != 0 || len(NewPrint("").Bands()) != 0 || Print(nil).Overlap(nil) != 0 {
		t.Error("a text of four words has a print")
	}
}

const boatsBand = 5589415469105064776

// TestReprintsOfCorpus measures a corpus; see the flag.
func TestReprintsOfCorpus(t *testing.T) {
	if *corpus == "" {
		t.Skip("only with -corpus FILE")
	}
	texts := readCorpus(t, *corpus)
	begin := time.Now()
	var shelf printShelf
	found := 0
	for _, text := range texts {
		found += len(shelf.add(NewPrint(text)))
	}
	took := time.Since(begin)
	truth := shelf.allPairs()
	t.Logf("%d texts in %s: %.0f a second; %d pairs share %.1f, %d of them found: recall %.4f (what is found is measured: precision 1)",
		len(texts), took.Round(time.Millisecond), float64(len(texts))/took.Seconds(), truth, Reprinted, found, float64(found)/float64(truth))
	if float64(found) < 0.99*float64(truth) {
		t.Error("too few")
	}
}

// printShelf finds reprints in memory as the record does.
type printShelf struct {
	prints []Print
	bands  map[int64][]int
}

// add gives those before that a print is one of the same story as.
func (s *printShelf) add(p Print) []int {
	if s.bands == nil {
		s.bands = map[int64][]int{}
	}
	var near []int
	for _, b := range p.Bands() {
		near = append(near, s.bands[b]...)
		s.bands[b] = append(s.bands[b], len(s.prints))
	}
	slices.Sort(near)
	near = slices.DeleteFunc(slices.Compact(near), func(i int) bool { return p.Overlap(s.prints[i]) < Reprinted })
	s.prints = append(s.prints, p)
	return near
}

// allPairs counts the pairs that share Reprinted, by looking at every pair
// that shares any run.
func (s *printShelf) allPairs() int {
	with := map[uint64][]int32{}
	n := 0
	for i, p := range s.prints {
		shared := map[int32]int{}
		for _, h := range p {
			for _, j := range with[h] {
				shared[j]++
			}
			with[h] = append(with[h], int32(i))
		}
		for j, both := range shared {
			if float64(both) >= Reprinted*float64(len(p)+len(s.prints[j])-both) {
				n++
			}
		}
	}
	return n
}

func readCorpus(t testing.TB, name string) []string {
	var texts []string
	for _, line := range ReadLines[struct{ Body string }](t, name) {
		texts = append(texts, line.Body)
	}
	return texts
}

// ReadLines reads a compressed file of JSON lines.
func ReadLines[T any](t testing.TB, name string) []T {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	for d := json.NewDecoder(z); ; {
		var one T
		if err := d.Decode(&one); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
}

// BenchmarkReprints recognises reprints among texts of 150 words, every tenth
// of which is an edited print of an earlier one.
func BenchmarkReprints(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := make([]string, 5000)
	for i := range texts {
		for w := range 150 {
			texts[i] += fmt.Sprintf("w%d ", random.IntN(20_000))
			if i%10 == 9 && w == 10 {
				texts[i] += texts[i-9]
				break
			}
		}
	}
	b.ResetTimer()
	n := 0
	var shelf printShelf
	for b.Loop() {
		if n%len(texts) == 0 {
			shelf = printShelf{}
		}
		shelf.add(NewPrint(texts[n%len(texts)]))
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func FuzzPrint(f *testing.F) {
	f.Add("a b c d e f", "a b c d e g")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := NewPrint(x), NewPrint(y)
		if o := a.Overlap(b); o < 0 || o > 1 || o != b.Overlap(a) {
			t.Errorf("%q, %q: %f", x, y, o)
		}
		if len(a) > 0 && a.Overlap(a) != 1 || !slices.IsSorted(a) {
			t.Errorf("%q: not its own print", x)
		}
	})
}
