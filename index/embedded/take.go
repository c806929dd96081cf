package embedded

import (
	"context"
	"fmt"
	"time"
)

// Changes that come one by one are taken in two steps, so that neither a disk
// nor a segment is waited for by one alone. The first writes what is waiting
// into the journal, all at once, and lets Put return. The second builds what
// has gathered meanwhile into a segment in memory: the more is coming, the
// larger. Whoever searches waits for what was taken before. Scorch brings the
// segments to disk later, several as one.

const (
	// mostInBatch is about how many documents make up a segment.
	mostInBatch = 1500
	// mostWaiting is how many articles may wait to be taken.
	mostWaiting = 64
	// mostPending is how many documents may wait to be built: searches wait for
	// them.
	mostPending = mostInBatch
	// restFor is how long the builder lets changes gather, after it has built some,
	// when nobody searches.
	restFor = 200 * time.Millisecond
)

// send hands a change over; c.done tells the outcome.
func (v *volume) send(ctx context.Context, c *change) error {
	v.closing.RLock()
	defer v.closing.RUnlock()
	if v.closed {
		return errClosed
	}
	select {
	case v.incoming <- c:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// take takes what comes in until the volume closes, and then what is still
// waiting.
func (v *volume) take() {
	for {
		select {
		case c := <-v.incoming:
			v.accept(v.waiting(c))
		case <-v.quit:
			for {
				select {
				case c := <-v.incoming:
					v.accept(v.waiting(c))
				default:
					v.change(func() { v.over = true })
					return
				}
			}
		}
	}
}

// waiting gives all that is waiting, up to a batch.
func (v *volume) waiting(first *change) []*change {
	list, docs := []*change{first}, len(first.docs)
	for docs < mostInBatch {
		select {
		case c := <-v.incoming:
			list, docs = append(list, c), docs+len(c.docs)
		default:
			return list
		}
	}
	return list
}

// accept makes changes lasting and tells each of them how that went.
func (v *volume) accept(list []*change) {
	err := v.until(func() bool { return v.waits <= mostPending && v.unkept <= mostUnkept })
	if err == nil && v.journal != nil {
		err = v.journal.append(list)
	}
	if err != nil {
		err = fmt.Errorf("write to the index: %w", err)
	} else {
		v.add(list)
	}
	for _, c := range list {
		c.done <- err
	}
}

// add gives changes to be built.
func (v *volume) add(list []*change) {
	v.change(func() {
		for _, c := range list {
			if c.number == 0 { // in memory, without a journal
				c.number = v.accepted + 1
			}
			v.accepted = c.number
			v.waits += len(c.docs)
			v.unkept += len(c.docs)
		}
		v.pending = append(v.pending, list...)
	})
}

// change changes what v.mu guards.
func (v *volume) change(do func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	do()
	v.moved.Broadcast()
}

// build builds what was accepted until no more will come. After a failure it
// builds no more: what is behind it stays in the journal.
func (v *volume) build() {
	for {
		list, err := v.next()
		if len(list) == 0 {
			return
		}
		last := list[len(list)-1].number
		if err == nil {
			err = v.commit(list, last)
		}
		v.change(func() { v.shown, v.rested, v.failure = last, false, err })
		time.AfterFunc(restFor, func() { v.change(func() { v.rested = true }) })
	}
}

// next waits for changes to be built, and gives a batch of them; none tells
// that no more will come. The error is that of an earlier batch.
func (v *volume) next() ([]*change, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for !v.over && (len(v.pending) == 0 || !v.rested && v.asked <= v.shown && v.waits < mostInBatch) {
		v.moved.Wait()
	}
	n, docs := 0, 0
	for n < len(v.pending) && docs < mostInBatch {
		docs += len(v.pending[n].docs)
		n++
	}
	list := v.pending[:n:n]
	v.pending = v.pending[n:]
	v.waits -= docs
	return list, v.failure
}

// await waits until searches find all that was accepted so far.
func (v *volume) await() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	want := v.accepted
	if v.shown < want {
		v.asked = max(v.asked, want)
		v.moved.Broadcast()
	}
	for v.shown < want && v.failure == nil {
		v.moved.Wait()
	}
	return v.failure
}
