package command

import (
	"runtime"
	"runtime/debug"
	measure "runtime/metrics"
)

const (
	// growth is by how many per cent of what is live the heap may grow before it
	// is collected: with SQLite's caches and the mapped files a crawl stays under
	// 300 MB.
	growth = 40
	// leastGrowth is by how many bytes it may grow in any case: to collect a
	// small heap as often as that would take a fifth of a crawl's time.
	leastGrowth = 40 << 20
)

// TuneHeap has the heap grow by growth or leastGrowth, whatever is more, from
// now on: it looks at what is live after each collection.
func TuneHeap() {
	live := []measure.Sample{{Name: "/gc/heap/live:bytes"}}
	measure.Read(live)
	percent := growth
	if n := live[0].Value.Uint64(); n > 0 {
		percent = max(growth, int(min(leastGrowth*100/n, 400)))
	}
	debug.SetGCPercent(percent)
	runtime.AddCleanup(new(collected), func(struct{}) { TuneHeap() }, struct{}{})
}

// collected is what the next collection frees.
type collected struct{ _ [64]byte }
