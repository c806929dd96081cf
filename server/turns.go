package server

import (
	"context"
	"fmt"
	"time"

	"onrecord/index"
)

// mostWait is how long a search waits for its turn: a few that take very long
// must not keep all others from running.
const mostWait = time.Second

// turns lets few searches run at a time, and the others wait in line. All
// together they would end no sooner, but each of them late: with eight clients
// on two processors a search would take four times as long as it does alone,
// whichever began first.
type turns struct {
	index Searcher
	taken chan struct{}
}

func newTurns(x Searcher, searches int) *turns { return &turns{x, make(chan struct{}, searches)} }

// Search is Searcher's.
func (t *turns) Search(ctx context.Context, q index.Query) (index.Result, error) {
	wait, stop := context.WithTimeout(ctx, mostWait)
	defer stop()
	select {
	case t.taken <- struct{}{}:
		defer func() { <-t.taken }()
	case <-wait.Done():
		if err := ctx.Err(); err != nil {
			return index.Result{}, fmt.Errorf("wait for other searches: %w", err)
		}
	}
	return t.index.Search(ctx, q)
}
