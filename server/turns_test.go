package server

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"onrecord/index"
)

// slowIndex is an index that takes a while.
type slowIndex struct {
	takes         time.Duration
	now, together atomic.Int64
}

func (s *slowIndex) Search(context.Context, index.Query) (index.Result, error) {
	s.together.Store(max(s.together.Load(), s.now.Add(1)))
	time.Sleep(s.takes)
	s.now.Add(-1)
	return index.Result{}, nil
}

func TestTurns(t *testing.T) {
	for _, c := range []struct {
		name            string
		takes, together time.Duration
		most            int64
	}{
		{"few at a time", 100 * time.Millisecond, 400 * time.Millisecond, 2},
		{"no more waiting", 10 * time.Second, 11 * time.Second, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				x := &slowIndex{takes: c.takes}
				in := newTurns(x, 2)
				began := time.Now()
				done := make(chan error)
				for range 8 {
					go func() {
						_, err := in.Search(t.Context(), index.Query{})
						done <- err
					}()
				}
				for range 8 {
					if err := <-done; err != nil {
						t.Error(err)
					}
				}
				if took := time.Since(began); took != c.together || x.together.Load() != c.most {
					t.Errorf("%s and %d together, want %s and %d", took, x.together.Load(), c.together, c.most)
				}
			})
		})
	}
}

func TestTurnsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := newTurns(&slowIndex{takes: time.Hour}, 1)
		go in.Search(t.Context(), index.Query{})
		synctest.Wait()
		ctx, leave := context.WithTimeout(t.Context(), mostWait/2)
		defer leave()
		if _, err := in.Search(ctx, index.Query{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("whoever left while waiting: %v", err)
		}
		time.Sleep(2 * time.Hour)
	})
}
