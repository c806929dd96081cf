package embedded

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"onrecord/index"
)

// Index is an index.Index in a directory. See Open.
type Index struct {
	dir   string // empty in memory
	stems *stems
	press *press

	mu   sync.RWMutex // guards what follows; held for reading while a volume is in use
	now  *volume
	live *live  // what changed since Rebuild began, or nil
	name string // the directory of now
	why  string // it is stale, or empty

	lock    io.Closer // of the directory, or nil
	damaged chan struct{}
	looking sync.Mutex
	looked  time.Time // at the files, after a search failed
}

// OpenMemory gives an index that is gone when it is closed.
func OpenMemory() (*Index, error) {
	press, err := newPress()
	if err != nil {
		return nil, err
	}
	v, err := openVolume("")
	if err != nil {
		return nil, err
	}
	return &Index{stems: newStems(), press: press, now: v, damaged: make(chan struct{}, 1)}, nil
}

// serving gives the volume that answers; it stays open until it is released.
func (x *Index) serving() (*volume, func(), error) {
	x.mu.RLock()
	if x.now == nil {
		x.mu.RUnlock()
		return nil, nil, errClosed
	}
	return x.now, x.mu.RUnlock, nil
}

// Put is index.Index's. What many put at the same time is written together. It
// returns when the change is on disk; a Search waits until it finds it.
func (x *Index) Put(ctx context.Context, a index.Article, entries []index.Entry) error {
	if a.ID == "" {
		return errors.New("put an article without an ID")
	}
	return x.change(ctx, func() (*change, error) { return layOut(a, entries, x.stems, x.press) })
}

// Delete is index.Index's.
func (x *Index) Delete(ctx context.Context, article string) error {
	return x.change(ctx, func() (*change, error) {
		return &change{article: article, remove: true, done: make(chan error, 1)}, nil
	})
}

// change sends an article's change to the volume and waits until it is there.
// A Rebuild that is going on looks after it later.
func (x *Index) change(ctx context.Context, lay func() (*change, error)) error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.now == nil {
		return errClosed
	}
	c, err := lay()
	if err != nil {
		return err
	}
	if err := x.send(ctx, c, lay); err != nil {
		return err
	}
	return <-c.done
}

func (x *Index) send(ctx context.Context, c *change, lay func() (*change, error)) error {
	if x.live == nil {
		return x.now.send(ctx, c)
	}
	x.live.mu.Lock()
	defer x.live.mu.Unlock()
	if err := x.now.send(ctx, c); err != nil {
		return err
	}
	x.live.seen[c.article] = true
	x.live.late = append(x.live.late, lay)
	return nil
}

// Close writes what is waiting and frees the directory.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.now == nil {
		return nil
	}
	err := x.now.close()
	x.now = nil
	if x.lock != nil {
		err = errors.Join(err, x.lock.Close())
	}
	return err
}
