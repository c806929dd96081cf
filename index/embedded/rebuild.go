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
// meanwhile. What is Put or deleted meanwhile goes into both and wins over
// what feed puts of the same article. A failure, or a crash at any moment,
// leaves the old index as it was. feed's put returns before the article is
// written; it may be called from many goroutines. One Rebuild runs at a time.
func (x *Index) Rebuild(ctx context.Context, feed func(put func(index.Article, []index.Entry) error) error) error {
	c, v, err := x.begin()
	if err != nil {
		return err
	}
	b := &bulk{ctx: ctx, volume: v, stems: x.stems, press: x.press, live: x.live}
	err = feed(b.put)
	if e := b.wait(); err == nil {
		err = e
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("rebuild the index: %w", err), x.abandon(c, v))
	}
	return x.swap(c, v)
}

// begin opens the new volume and lets changes go into it too.
func (x *Index) begin() (current, *volume, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.now == nil {
		return current{}, nil, errClosed
	}
	if x.next != nil {
		return current{}, nil, errors.New("the index is being rebuilt already")
	}
	var c current
	dir := ""
	if x.dir != "" {
		var err error
		if c, err = newCurrent(x.dir); err != nil {
			return current{}, nil, err
		}
		dir = filepath.Join(x.dir, c.Volume)
	}
	v, err := openVolume(dir)
	if err != nil {
		return current{}, nil, fmt.Errorf("open a new index: %w", err)
	}
	x.next, x.live = v, &live{seen: map[string]bool{}}
	return c, v, nil
}

func (x *Index) abandon(c current, v *volume) error {
	x.mu.Lock()
	x.next, x.live = nil, nil
	x.mu.Unlock()
	err := v.close()
	if x.dir != "" {
		err = errors.Join(err, os.RemoveAll(filepath.Join(x.dir, c.Volume)))
	}
	return err
}

func (x *Index) swap(c current, v *volume) error {
	x.mu.Lock()
	if x.now == nil {
		x.mu.Unlock()
		return errors.Join(errClosed, x.abandon(c, v))
	}
	if x.dir != "" {
		c.Complete = true
		if err := writeMarker(x.dir, c); err != nil {
			x.mu.Unlock()
			return errors.Join(err, x.abandon(c, v))
		}
	}
	old, name := x.now, x.name
	x.now, x.name, x.stale = v, c.Volume, false
	x.next, x.live = nil, nil
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

// live remembers the articles that were changed during a rebuild: they are
// newer than what the rebuild's feed has of them.
type live struct {
	mu   sync.Mutex // held from the look at seen until the change is sent
	seen map[string]bool
}

// send sends a live change, from which on the feed's state of the article no
// longer counts.
func (l *live) send(ctx context.Context, v *volume, c *change) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen[c.article] = true
	return v.send(ctx, c)
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
	defer b.live.mu.Unlock()
	if b.live.seen[a.ID] {
		return nil
	}
	if err := b.volume.send(b.ctx, c); err != nil {
		return err
	}
	b.waiting.Go(func() { b.failed(<-c.done) })
	return nil
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
