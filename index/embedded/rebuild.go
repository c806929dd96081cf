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
	b := newBulk(ctx, v, x.stems, x.press, live)
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
		return errors.Join(fmt.Errorf("rebuild the index: %w", err), x.abandon(c, b))
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
	x.live = &live{seen: map[string]bool{}}
	return c, v, x.live, nil
}

func (x *Index) abandon(c current, b *bulk) error {
	x.mu.Lock()
	x.live = nil
	x.mu.Unlock()
	b.end()
	err := b.volume.close()
	if x.dir != "" {
		err = errors.Join(err, os.RemoveAll(filepath.Join(x.dir, c.Volume)))
	}
	return err
}

func (x *Index) swap(c current, b *bulk) error {
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
		return errors.Join(err, x.abandon(c, b))
	}
	old, name := x.now, x.name
	x.now, x.name, x.why = b.volume, c.Volume, ""
	x.live = nil
	x.mu.Unlock()
	b.end()
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
