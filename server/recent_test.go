package server

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/index"
)

// TestRecent asks again and again: what took long is remembered for a moment,
// and nothing else is.
func TestRecent(t *testing.T) {
	var now atomic.Int64
	clock := func() time.Time { return time.Unix(0, now.Load()) }
	asked, takes, fails := 0, 10*time.Millisecond, false
	r := newRecent(searcher(func(context.Context, index.Query) (index.Result, error) {
		asked++
		now.Add(int64(takes))
		if fails {
			return index.Result{}, errors.New("disk on fire")
		}
		return index.Result{Total: asked}, nil
	}), 100*time.Millisecond, clock)
	for i, c := range []struct {
		q     index.Query
		wait  time.Duration
		takes time.Duration
		fails bool
		total int
	}{
		{index.Query{}, 0, 10 * time.Millisecond, false, 1},
		{index.Query{}, 80 * time.Millisecond, 10 * time.Millisecond, false, 1},
		{index.Query{}, 20 * time.Millisecond, time.Millisecond, false, 2}, // too old
		{index.Query{}, 20 * time.Millisecond, time.Millisecond, false, 3}, // older than it is worth
		{index.Query{}, 10 * time.Millisecond, time.Millisecond, false, 3},
		{index.Query{ByDate: true}, 0, time.Millisecond, false, 4},
		{index.Query{Facets: index.Facets()}, 0, time.Millisecond, false, 5},
		{index.Query{Cursor: "x"}, 0, time.Millisecond, false, 6},
		{index.Query{Cursor: "x"}, 0, time.Millisecond, false, 7},
		{index.Query{Limit: 7}, 0, time.Millisecond, true, 0},
		{index.Query{Limit: 7}, 0, time.Millisecond, false, 9},
	} {
		now.Add(int64(c.wait))
		takes, fails = c.takes, c.fails
		got, err := r.Search(t.Context(), c.q)
		if (err != nil) != c.fails || got.Total != c.total {
			t.Errorf("%d: total %d, %v, want %d", i, got.Total, err, c.total)
		}
	}
}

// TestRecentTogether asks the same from many sides at once: the index is asked
// once, and who is left alone by whoever asked asks for itself.
func TestRecentTogether(t *testing.T) {
	var asked atomic.Int32
	began, goOn := make(chan bool, 1000), make(chan bool)
	r := newRecent(searcher(func(ctx context.Context, q index.Query) (index.Result, error) {
		began <- true
		select {
		case <-goOn:
			return index.Result{Total: int(asked.Add(1))}, nil
		case <-ctx.Done():
			return index.Result{}, ctx.Err()
		}
	}), time.Hour, time.Now)
	ctx, leave := context.WithCancel(t.Context())
	var first, all sync.WaitGroup
	first.Go(func() {
		if _, err := r.Search(ctx, index.Query{}); !errors.Is(err, context.Canceled) {
			t.Errorf("whoever left: %v", err)
		}
	})
	<-began
	for range 10 {
		all.Go(func() {
			if _, err := r.Search(t.Context(), index.Query{}); err != nil {
				t.Error(err)
			}
		})
	}
	time.Sleep(10 * time.Millisecond)
	if len(began) != 0 {
		t.Errorf("the index was asked %d times more", len(began))
	}
	leave()
	first.Wait()
	close(goOn)
	all.Wait()
	many := newRecent(r.index, time.Hour, time.Now)
	for i := range 3 * recentAnswers {
		if _, err := many.Search(t.Context(), index.Query{Limit: i%index.MaxLimit + 1, Count: index.Unit(fmt.Sprint(i))}); err != nil {
			t.Fatal(err)
		}
	}
	if len(many.answers) != recentAnswers || many.order.Len() != recentAnswers {
		t.Errorf("%d and %d answers are remembered", len(many.answers), many.order.Len())
	}
}
