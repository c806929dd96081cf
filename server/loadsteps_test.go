package server

import (
	"flag"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/index/embedded"
	"onrecord/index/indextest"
)

var loadSteps = flag.Int("loadsteps", 4000, "requests that BenchmarkLoadSteps asks")

// BenchmarkLoadSteps asks a number of requests, and writes as many statements
// as it asks: however busy the machine is with other work, its processor time
// is that of the same work.
func BenchmarkLoadSteps(b *testing.B) {
	x := loadedIndex(b)
	base := loadServed(b, x)
	for b.Loop() {
		clients := make([]*loadClient, loadClients)
		for i := range clients {
			clients[i] = newLoadClient(base, uint64(i), time.Time{})
			defer clients[i].http.CloseIdleConnections()
		}
		next, stop := iter.Pull(indextest.Generated(*loadSteps * 2))
		steps(b, x, clients, *loadSteps/8, next)
		for _, c := range clients {
			clear(c.took)
		}
		spent := processorTime(b)
		steps(b, x, clients, *loadSteps, next)
		spent = processorTime(b) - spent
		stop()
		took := allTook(clients)[""]
		slices.Sort(took)
		b.ReportMetric(spent.Seconds()*1000/float64(*loadSteps), "cpu-ms/request")
		b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "p50-ms")
		b.ReportMetric(float64(took[len(took)*99/100].Milliseconds()), "p99-ms")
	}
}

// steps asks so many requests and writes an article after each few.
func steps(b *testing.B, x *embedded.Index, clients []*loadClient, n int, next func() (indextest.Piece, bool)) {
	began := time.Now().UnixNano()
	var asked atomic.Int64
	var generating sync.Mutex
	var all sync.WaitGroup
	for _, c := range clients {
		all.Go(func() {
			for at := asked.Add(1); at <= int64(n); at = asked.Add(1) {
				if err := c.once(b.Context()); err != nil {
					b.Error(err)
				}
				if at%indextest.EachArticle > 0 {
					continue
				}
				generating.Lock()
				p, ok := next()
				generating.Unlock()
				if !ok {
					b.Error("nothing left to write")
					return
				}
				p.Article.ID = fmt.Sprintf("new-%d-%d", began, at)
				all.Go(func() {
					if err := x.Put(b.Context(), p.Article, p.Entries); err != nil {
						b.Error(err)
					}
				})
			}
		})
	}
	all.Wait()
}
