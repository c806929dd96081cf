package server

import (
	"container/list"
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"onrecord/index"
)

// The measures of what is remembered.
const (
	recentAnswers = 128
	worth         = 20 // an answer may be used for so many times as long as it took
)

// recent answers again what was answered a moment ago, and asks once what
// several ask at the same time: whoever opens the search page asks for all
// facets of all statements, which takes long in a large record, and writing
// changes the counts all the time. An answer that was quick to have is as
// quickly forgotten.
type recent struct {
	index Searcher
	most  time.Duration // that an answer may be old; 0 remembers nothing
	now   func() time.Time

	mu      sync.Mutex
	answers map[string]*list.Element
	order   *list.List // of *answer, the newest first
}

type answer struct {
	key    string
	began  time.Time
	done   chan struct{} // closed when what follows is there
	took   time.Duration
	result index.Result
	err    error
}

func newRecent(x Searcher, most time.Duration, now func() time.Time) *recent {
	return &recent{index: x, most: most, now: now, answers: make(map[string]*list.Element), order: list.New()}
}

// Search is Searcher's. Nobody may change what it gives.
func (r *recent) Search(ctx context.Context, q index.Query) (index.Result, error) {
	if r.most <= 0 || q.Cursor != "" {
		return r.index.Search(ctx, q)
	}
	a, mine := r.answer(q)
	if mine {
		a.find(ctx, r, q)
		return a.result, a.err
	}
	select {
	case <-a.done:
	case <-ctx.Done():
		return index.Result{}, fmt.Errorf("wait for an answer: %w", ctx.Err())
	}
	if a.err != nil { // whoever asked first may have left
		return r.index.Search(ctx, q)
	}
	return a.result, nil
}

// find asks the index.
func (a *answer) find(ctx context.Context, r *recent, q index.Query) {
	a.err = context.Canceled // if it panics
	defer func() {
		a.took = r.now().Sub(a.began)
		close(a.done)
	}()
	a.result, a.err = r.index.Search(ctx, q)
}

// answer gives a query's answer, and whether the caller has to find it.
func (r *recent) answer(q index.Query) (a *answer, mine bool) {
	key := keyOf(q)
	now := r.now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.answers[key]; ok {
		if a := e.Value.(*answer); a.fresh(now, r.most) {
			return a, false
		}
		r.drop(e)
	}
	for e := r.order.Back(); e != nil && (r.order.Len() >= recentAnswers || now.Sub(e.Value.(*answer).began) > r.most); e = r.order.Back() {
		r.drop(e)
	}
	a = &answer{key: key, began: now, done: make(chan struct{})}
	r.answers[key] = r.order.PushFront(a)
	return a, true
}

func (r *recent) drop(e *list.Element) {
	delete(r.answers, e.Value.(*answer).key)
	r.order.Remove(e)
}

// fresh tells whether an answer may be used, or is on its way.
func (a *answer) fresh(now time.Time, most time.Duration) bool {
	age := now.Sub(a.began)
	select {
	case <-a.done:
		return a.err == nil && age <= min(most, worth*a.took)
	default:
		return age <= most
	}
}

// keyOf tells queries apart.
func keyOf(q index.Query) string {
	var b strings.Builder
	b.WriteString(q.Values().Encode())
	for _, f := range q.Facets {
		b.WriteByte(' ')
		b.WriteString(string(f))
	}
	if q.Bars > 0 {
		fmt.Fprintf(&b, " in %d", q.Bars)
	}
	if q.Table.Of != "" {
		fmt.Fprintf(&b, " table %v", q.Table)
	}
	return b.String()
}
