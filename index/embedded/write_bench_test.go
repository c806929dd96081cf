package embedded

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/index"
	"onrecord/index/indextest"
)

var benchWritten = flag.Int("written", 20_000, "how many statements the benchmarks of writing write")

// BenchmarkPut puts articles of ten statements from eight goroutines.
func BenchmarkPut(b *testing.B) {
	written(b, func(x *Index, feed iter.Seq[indextest.Piece]) {
		next, stop := iter.Pull(feed)
		defer stop()
		var mu sync.Mutex
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for {
					mu.Lock()
					p, ok := next()
					mu.Unlock()
					if !ok {
						return
					}
					if err := x.Put(context.Background(), p.Article, p.Entries); err != nil {
						b.Error(err)
					}
				}
			})
		}
		all.Wait()
	})
}

// BenchmarkRebuild feeds the same articles at once.
func BenchmarkRebuild(b *testing.B) {
	written(b, func(x *Index, feed iter.Seq[indextest.Piece]) {
		if err := rebuildFrom(x, feed); err != nil {
			b.Fatal(err)
		}
	})
}

func rebuildFrom(x *Index, feed iter.Seq[indextest.Piece]) error {
	return x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		for p := range feed {
			if err := put(p.Article, p.Entries); err != nil {
				return err
			}
		}
		return nil
	})
}

// written reports how fast an index is written, with how much processor time
// (without that of making the statements up), how large it is on disk when it
// has settled, and how large the heap became.
func written(b *testing.B, write func(*Index, iter.Seq[indextest.Piece])) {
	n := float64(*benchWritten)
	began := processorTime(b)
	for range indextest.Generated(*benchWritten) {
	}
	making := processorTime(b) - began
	for b.Loop() {
		dir := b.TempDir()
		x, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		peak, stop := watchHeap()
		wall, began := time.Now(), processorTime(b)
		write(x, indextest.Generated(*benchWritten))
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		took, used := time.Since(wall), processorTime(b)-began-making
		stop()
		b.ReportMetric(n/took.Seconds(), "statements/s")
		b.ReportMetric(float64(used.Microseconds())/n, "CPU-µs/statement")
		b.ReportMetric(float64(peak.Load())/(1<<20), "peak-heap-MB")
		settle(b, dir)
		b.ReportMetric(float64(bytesIn(b, dir))/n, "disk-B/statement")
	}
}

// watchHeap keeps the largest size of the live and not yet collected heap.
func watchHeap() (*atomic.Uint64, func()) {
	var peak atomic.Uint64
	quit := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(sample)
			peak.Store(max(peak.Load(), sample[0].Value.Uint64()))
			select {
			case <-quit:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	return &peak, func() { close(quit); done.Wait() }
}

// settle opens an index until its files no longer change.
func settle(b *testing.B, dir string) {
	b.Helper()
	x, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	for size, same := int64(-1), 0; same < 10; same++ {
		time.Sleep(50 * time.Millisecond)
		if now := bytesIn(b, dir); now != size {
			size, same = now, 0
		}
	}
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
}

func bytesIn(b *testing.B, dir string) int64 {
	b.Helper()
	size := int64(0)
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // a file that went meanwhile
		}
		if info, err := e.Info(); err == nil {
			size += info.Size()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}

// BenchmarkVisible measures how long it takes from calling Put until Search
// finds the statements, while 200 statements a second come in and the whole
// index is rebuilt, again and again.
func BenchmarkVisible(b *testing.B) {
	const perSecond = 200 / indextest.EachArticle
	x, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	held := slices.Collect(indextest.Generated(*benchWritten))
	if err := rebuildFrom(x, slices.Values(held)); err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() {
		for ctx.Err() == nil {
			if err := rebuildFrom(x, slices.Values(held)); err != nil {
				b.Error(err)
				return
			}
		}
	})
	var mu sync.Mutex
	var took []time.Duration
	every := time.NewTicker(time.Second / perSecond)
	defer every.Stop()
	n := 0
	for b.Loop() {
		<-every.C
		p := held[n%len(held)]
		p.Article.ID = fmt.Sprintf("fresh-%d", n)
		n++
		all.Go(func() {
			began := time.Now()
			all.Go(func() {
				if err := x.Put(context.Background(), p.Article, p.Entries); err != nil {
					b.Error(err)
				}
			})
			q := index.Query{Expr: index.Value{Field: index.InArticle, Value: p.Article.ID}, Limit: 1}
			for {
				r, err := x.Search(context.Background(), q)
				if err != nil {
					b.Error(err)
					return
				}
				if r.Total == len(p.Entries) {
					break
				}
				time.Sleep(2 * time.Millisecond)
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(began))
		})
	}
	stop()
	all.Wait()
	slices.Sort(took)
	b.ReportMetric(percentile(took, 50), "p50-ms")
	b.ReportMetric(percentile(took, 99), "p99-ms")
	if err := x.Close(); err != nil {
		b.Fatal(err)
	}
}
