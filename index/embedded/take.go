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
	mostPending = 2 * mostInBatch
	// mostUnkept is how many documents may be in memory and in the journal
	// alone.
	mostUnkept = 30_000
	// lookAgain is how often is looked whether the disk has caught up.
	lookAgain = 5 * time.Millisecond
)

// builtKey is the name under which a snapshot holds the number of the last
// change that is in it.
var builtKey = []byte("built")

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
	err := v.room()
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

// room waits until there is room for more. Its error is that of a disk that
// takes nothing.
func (v *volume) room() error {
	failures := v.failures()
	for {
		full, err := v.full()
		if err != nil || !full {
			return err
		}
		if v.failures() > failures {
			return v.probe()
		}
		time.Sleep(lookAgain)
	}
}

func (v *volume) full() (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	docs := 0
	for _, c := range v.pending {
		docs += len(c.docs)
	}
	return docs > mostPending || v.unkept > mostUnkept, v.failure
}

// build builds what was accepted until no more will come.
func (v *volume) build() {
	for {
		list := v.next()
		if len(list) == 0 {
			return
		}
		last := list[len(list)-1].number
		err := v.introduce(list, last)
		v.change(func() {
			v.shown = last
			if v.failure == nil {
				v.failure = err
			}
		})
	}
}

// next waits for changes to be built, and gives a batch of them; none tells
// that no more will come.
func (v *volume) next() []*change {
	v.mu.Lock()
	defer v.mu.Unlock()
	for len(v.pending) == 0 && !v.over {
		v.moved.Wait()
	}
	n, docs := 0, 0
	for n < len(v.pending) && docs < mostInBatch {
		docs += len(v.pending[n].docs)
		n++
	}
	list := v.pending[:n:n]
	v.pending = v.pending[n:]
	return list
}

// introduce makes searches find changes.
func (v *volume) introduce(list []*change, last uint64) error {
	batch, err := v.batch(list)
	if err != nil {
		return err
	}
	docs := 0
	for _, c := range list {
		docs += len(c.docs)
	}
	kept := func() {
		v.change(func() { v.kept, v.unkept = max(v.kept, last), v.unkept-docs })
	}
	if v.journal != nil {
		batch.SetInternal(builtKey, numbered(last))
		batch.SetPersistedCallback(func(error) {
			kept()
			v.journal.forget(last)
		})
	}
	if err := v.scorch.Batch(batch); err != nil {
		return fmt.Errorf("write to the index: %w", err)
	}
	if v.journal == nil {
		kept()
	}
	return nil
}

// await waits until searches find all that was accepted so far.
func (v *volume) await() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	for want := v.accepted; v.shown < want && v.failure == nil; {
		v.moved.Wait()
	}
	return v.failure
}

// settle waits until all that was accepted is in the index's own files, unless
// the disk takes nothing: then the journal has it.
func (v *volume) settle() {
	failures := v.failures()
	for v.failures() == failures {
		v.mu.Lock()
		done := v.kept >= v.accepted || v.failure != nil
		v.mu.Unlock()
		if done {
			return
		}
		time.Sleep(lookAgain)
	}
}
