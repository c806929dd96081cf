package command

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"time"

	"onrecord/index"
	"onrecord/index/embedded"
)

// tracked is the index, which tells when its answers may have changed. All that
// this process writes to it goes through here, and no other may write meanwhile.
type tracked struct {
	*embedded.Index
	process string // no other process has had the same index under these names

	mu    sync.Mutex
	count int // of changes begun and ended
	under int // way
	last  time.Time
}

func track(x *embedded.Index) *tracked {
	return &tracked{Index: x, process: rand.Text(), last: time.Now()}
}

// Put, Delete and Rebuild are the index's.
func (w *tracked) Put(ctx context.Context, a index.Article, entries []index.Entry) error {
	defer w.change()()
	return w.Index.Put(ctx, a, entries)
}

func (w *tracked) Delete(ctx context.Context, article string) error {
	defer w.change()()
	return w.Index.Delete(ctx, article)
}

func (w *tracked) Rebuild(ctx context.Context, fill func(put func(index.Article, []index.Entry) error) error) error {
	defer w.change()()
	return w.Index.Rebuild(ctx, fill)
}

// change begins a change, and gives what ends it. Both make another state: what
// is asked between them may have it or not.
func (w *tracked) change() (end func()) {
	w.step(1)
	return func() { w.step(-1) }
}

func (w *tracked) step(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.count++
	w.under += n
	w.last = time.Now()
}

// changed is server.Changed.
func (w *tracked) changed() (generation string, since time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	generation = fmt.Sprint(w.process, ".", w.count)
	if w.under > 0 {
		return generation, time.Time{}
	}
	return generation, w.last
}
