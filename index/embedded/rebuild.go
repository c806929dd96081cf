package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"onrecord/index"
)

// Rebuild makes the whole index anew beside the one that answers, and swaps
// them when feed has put everything and returned nil. The old one answers
// meanwhile. What is Put or deleted meanwhile wins over what feed puts of the
// same article, and stands in the new index when the swap is done. A failure,
// or a crash at any moment, leaves the old index as it was. feed's put returns
// before the article is written; it may be called from many goroutines. One
// Rebuild runs at a time.
func (x *Index) Rebuild(ctx context.Context, feed func(put func(index.Article, []index.Entry) error) error) error {
	c, v, live, err := x.begin()
	if err != nil {
		return err
	}
	b := &bulk{ctx: ctx, volume: v, stems: x.stems, press: x.press, live: live}
	err = feed(b.put)
	if e := b.wait(); err == nil {
		err = e
	}
	if err == nil {
		err = b.catchUp()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("rebuild the index: %w", err), x.abandon(c, v))
	}
	return x.swap(c, b)
}

// begin opens the new volume and has changes noted for it.
func (x *Index) begin() (current, *volume, *live, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.now == nil {
		return current{}, nil, nil, errClosed
	}
	if x.live != nil {
		return current{}, nil, nil, errors.New("the index is being rebuilt already")
	}
	var c current
	dir := ""
	if x.dir != "" {
		var err error
		if c, err = newCurrent(x.dir); err != nil {
			return current{}, nil, nil, err
		}
		dir = filepath.Join(x.dir, c.Volume)
	}
	v, err := openVolume(dir)
	if err != nil {
		err = fmt.Errorf("open a new index: %w", err)
		if dir != "" {
			err = errors.Join(err, os.RemoveAll(dir))
		}
		return current{}, nil, nil, err
	}
	v.linger.Store(int64(bulkLinger))
	x.live = &live{seen: map[string]bool{}}
	return c, v, x.live, nil
}

func (x *Index) abandon(c current, v *volume) error {
	x.mu.Lock()
	x.live = nil
	x.mu.Unlock()
	err := v.close()
	if x.dir != "" {
		err = errors.Join(err, os.RemoveAll(filepath.Join(x.dir, c.Volume)))
	}
	return err
}

func (x *Index) swap(c current, b *bulk) error {
	v := b.volume
	v.linger.Store(0)
	x.mu.Lock()
	err := b.last()
	if x.now == nil {
		err = errClosed
	}
	if err == nil && x.dir != "" {
		c.Complete = true
		err = writeMarker(x.dir, c)
	}
	if err != nil {
		x.mu.Unlock()
		return errors.Join(err, x.abandon(c, v))
	}
	old, name := x.now, x.name
	x.now, x.name, x.why = v, c.Volume, ""
	x.live = nil
	x.mu.Unlock()
	if err := old.close(); err != nil {
		return fmt.Errorf("close the old index: %w", err)
	}
	if x.dir == "" {
		return nil
	}
	if err := os.RemoveAll(filepath.Join(x.dir, name)); err != nil {
		return fmt.Errorf("remove the old index: %w", err)
	}
	return nil
}

// live notes the articles that were changed during a rebuild, in order: they
// are newer than what the rebuild's feed has of them.
type live struct {
	mu   sync.Mutex // held too while a change is sent, so that the order is the same
	seen map[string]bool
	late []func() (*change, error) // what the new volume doesn't have yet
}

func (l *live) take() []func() (*change, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := l.late
	l.late = nil
	return list
}

// bulk puts articles without waiting for each.
type bulk struct {
	ctx    context.Context
	volume *volume
	stems  *stems
	press  *press
	live   *live

	waiting sync.WaitGroup
	mu      sync.Mutex
	failure error
}

func (b *bulk) put(a index.Article, entries []index.Entry) error {
	if err := b.failed(nil); err != nil {
		return err
	}
	c, err := layOut(a, entries, b.stems, b.press)
	if err != nil {
		return err
	}
	b.live.mu.Lock()
	changed := b.live.seen[a.ID]
	b.live.mu.Unlock()
	if changed {
		return nil
	}
	return b.send(b.ctx, c)
}

func (b *bulk) send(ctx context.Context, c *change) error {
	if err := b.volume.send(ctx, c); err != nil {
		return err
	}
	b.waiting.Go(func() { b.failed(<-c.done) })
	return nil
}

// late are about how many changes are few enough to be written while all else
// waits.
const late = 64

// catchUp writes what was changed meanwhile until little is left of it.
func (b *bulk) catchUp() error {
	for range 100 {
		n, err := b.followUp()
		if err != nil || n < late {
			return err
		}
	}
	return nil
}

// last writes what was changed since; nothing may change meanwhile.
func (b *bulk) last() error {
	_, err := b.followUp()
	return err
}

func (b *bulk) followUp() (int, error) {
	list := b.live.take()
	for _, lay := range list {
		c, err := lay()
		if err != nil {
			return 0, err
		}
		if err := b.send(b.ctx, c); err != nil {
			return 0, err
		}
	}
	return len(list), b.wait()
}

// failed remembers the first failure and tells it.
func (b *bulk) failed(err error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failure == nil {
		b.failure = err
	}
	return b.failure
}

func (b *bulk) wait() error {
	b.waiting.Wait()
	return b.failed(nil)
}
