package embedded

import (
	"context"
	"flag"
	"io/fs"
	"iter"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"syscall"
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
	began := processor()
	for range indextest.Generated(*benchWritten) {
	}
	making := processor() - began
	for b.Loop() {
		dir := b.TempDir()
		x, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		peak, stop := watchHeap()
		wall, began := time.Now(), processor()
		write(x, indextest.Generated(*benchWritten))
		took, used := time.Since(wall), processor()-began-making
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		stop()
		b.ReportMetric(n/took.Seconds(), "statements/s")
		b.ReportMetric(float64(used.Microseconds())/n, "CPU-µs/statement")
		b.ReportMetric(float64(peak.Load())/(1<<20), "peak-heap-MB")
		settle(b, dir)
		b.ReportMetric(float64(bytesIn(b, dir))/n, "disk-B/statement")
	}
}

// processor is the processor time that this process has taken.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
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
