package embedded

import (
	"context"
	"hash/fnv"
	"sync"
	"sync/atomic"
	"time"

	"onrecord/index"
)

const (
	// mostInBulk is about how many documents are written at once.
	mostInBulk = 6000
	// writers is how many batches are made at a time, some while others are
	// being written to disk. An article's changes always go to the same writer,
	// so that they keep their order.
	writers = 2
	// bulkLinger is how long a writer waits for more.
	bulkLinger = 200 * time.Millisecond
)

// bulk fills a volume that nobody searches, in large batches. What it has
// waited for is on disk.
type bulk struct {
	ctx    context.Context
	volume *volume
	stems  *stems
	press  *press
	live   *live

	incoming []chan *change
	quit     chan struct{}
	done     sync.WaitGroup
	hurry    atomic.Bool // nothing more will come

	waiting sync.WaitGroup
	mu      sync.Mutex
	failure error
}

func newBulk(ctx context.Context, v *volume, s *stems, p *press, l *live) *bulk {
	b := &bulk{ctx: ctx, volume: v, stems: s, press: p, live: l, quit: make(chan struct{})}
	for range writers {
		in := make(chan *change, mostWaiting)
		b.incoming = append(b.incoming, in)
		b.done.Go(func() { b.write(in) })
	}
	return b
}

// end ends the writing. What is put later is refused.
func (b *bulk) end() {
	close(b.quit)
	b.done.Wait()
}

// put lays an article out and hands it to its writer. What was changed since
// is newer.
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
	return b.send(c)
}

func (b *bulk) send(c *change) error {
	h := fnv.New32a()
	h.Write([]byte(c.article))
	b.waiting.Add(1)
	select {
	case b.incoming[h.Sum32()%writers] <- c:
		return nil
	case <-b.ctx.Done():
		b.waiting.Done()
		return b.ctx.Err()
	case <-b.quit:
		b.waiting.Done()
		return errClosed
	}
}

// write makes batches of what has come in until the end.
func (b *bulk) write(in chan *change) {
	for {
		select {
		case c := <-in:
			list := b.gather(c, in)
			b.failed(b.commit(list))
			for range list {
				b.waiting.Done()
			}
		case <-b.quit:
			return
		}
	}
}

// commit writes a batch, when there is room for it.
func (b *bulk) commit(list []*change) error {
	v := b.volume
	if err := v.until(func() bool { return v.unkept <= mostUnkept }); err != nil {
		return err
	}
	v.change(func() {
		for _, c := range list {
			v.unkept += len(c.docs)
		}
	})
	return v.commit(list, 0)
}

// gather takes a batch, or what there is of it when no more comes for a while.
func (b *bulk) gather(first *change, in chan *change) []*change {
	list, docs := []*change{first}, len(first.docs)
	late := time.NewTimer(bulkLinger)
	defer late.Stop()
	for docs < mostInBulk {
		select {
		case c := <-in:
			list, docs = append(list, c), docs+len(c.docs)
			continue
		default:
		}
		if b.hurry.Load() {
			return list
		}
		select {
		case c := <-in:
			list, docs = append(list, c), docs+len(c.docs)
		case <-late.C:
			return list
		case <-b.quit:
			return list
		}
	}
	return list
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

// followUp puts what was changed as if the volume were in use already: its
// journal has it sooner than its files.
func (b *bulk) followUp() (int, error) {
	list := b.live.take()
	var sent []*change
	for _, lay := range list {
		c, err := lay()
		if err == nil {
			err = b.volume.send(b.ctx, c)
		}
		if err != nil {
			return 0, err
		}
		sent = append(sent, c)
	}
	for _, c := range sent {
		if err := <-c.done; err != nil {
			return 0, err
		}
	}
	return len(list), nil
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
	b.hurry.Store(true)
	b.waiting.Wait()
	if err := b.failed(nil); err != nil {
		return err
	}
	v := b.volume
	return b.failed(v.until(func() bool { return v.unkept == 0 }))
}
