package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// leases remembers the moments that were taken.
type leases struct {
	*memory
	taken []time.Time
}

func (l *leases) Turn(ctx context.Context, host string, now time.Time, delay, hold time.Duration) (time.Time, error) {
	at, err := l.memory.Turn(ctx, host, now, delay, hold)
	l.mu.Lock()
	defer l.mu.Unlock()
	if !at.After(now) {
		l.taken = append(l.taken, at)
	}
	return at, err
}

// TestTurns runs twenty jobs for one slow host, as a queue would: each takes
// one moment, they are far enough apart, and nobody takes one and leaves it.
func TestTurns(t *testing.T) {
	const delay = 20 * time.Millisecond
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		fmt.Fprintf(w, story, "A", "A")
	}))
	l := &leases{memory: newMemory()}
	// A first page, so that robots.txt is there.
	page(t, newTest(t, l.memory, nil), at+"/first")
	c := newTest(t, l, func(cfg *Config) { cfg.Delay, cfg.Patience = delay, time.Millisecond })
	var putBack atomic.Int32
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			for {
				err := c.Page(context.Background(), Job{Key: fmt.Sprint(at, "/", i), Attempt: 1})
				var later Later
				if !errors.As(err, &later) {
					if err != nil {
						t.Error(err)
					}
					return
				}
				putBack.Add(1)
				time.Sleep(time.Until(later.At))
			}
		})
	}
	wait.Wait()
	if len(l.taken) != 20 {
		t.Errorf("%d moments were taken for 20 pages", len(l.taken))
	}
	for i := 1; i < len(l.taken); i++ {
		if gap := l.taken[i].Sub(l.taken[i-1]); gap < delay {
			t.Errorf("moment %d is %s after the one before", i, gap)
		}
	}
	if n := putBack.Load(); n > 20*8 {
		t.Errorf("jobs were put back %d times", n)
	} else {
		t.Logf("jobs were put back %d times", n)
	}
}
