package embedded

import (
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
)

const (
	// mostUnkept is how many documents may be in memory alone.
	mostUnkept = 30_000
	// lookAgain is how often is looked whether the disk has caught up.
	lookAgain = 5 * time.Millisecond
)

// builtKey is the name under which a snapshot holds the number of the last
// change that is in it.
var builtKey = []byte("built")

// commit makes searches find changes that were counted as unkept, and has them
// counted as kept when they are in scorch's own files. Numbered are those that
// the journal has.
func (v *volume) commit(list []*change, numbered uint64) error {
	docs := 0
	for _, c := range list {
		docs += len(c.docs)
	}
	kept := func() {
		v.change(func() { v.kept, v.unkept = max(v.kept, numbered), v.unkept-docs })
	}
	batch, err := v.batch(list)
	if err == nil && numbered > 0 {
		batch.SetInternal(builtKey, number(numbered))
	}
	if err == nil && v.dir != "" {
		batch.SetPersistedCallback(func(error) {
			v.journal.forget(numbered)
			kept()
		})
	}
	if err == nil {
		err = v.scorch.Batch(batch)
	}
	if err != nil {
		v.change(func() { v.unkept -= docs })
		return fmt.Errorf("write to the index: %w", err)
	}
	if v.dir == "" {
		kept()
	}
	return nil
}

// until waits until something is so. Its error is that of building, or of a
// disk that takes nothing.
func (v *volume) until(so func() bool) error {
	failures := v.failures()
	for {
		v.mu.Lock()
		done, err := so(), v.failure
		v.mu.Unlock()
		if done || err != nil {
			return err
		}
		if v.failures() > failures {
			return v.probe()
		}
		time.Sleep(lookAgain)
	}
}

// failures is how often scorch couldn't write to disk. It tries until it can.
func (v *volume) failures() uint64 {
	s, ok := v.scorch.Stats().(*scorch.Stats)
	if !ok {
		return 0
	}
	return atomic.LoadUint64(&s.TotPersistLoopErr)
}

// probe tries to write, to tell what scorch keeps to itself: why it can't.
func (v *volume) probe() error {
	f, err := os.CreateTemp(v.dir, "probe")
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, 1<<20))
	err = errors.Join(err, f.Close(), os.Remove(f.Name()))
	if err == nil {
		err = errors.New("the disk didn't take it for a while")
	}
	return err
}

// batch makes a batch of changes, each to what is held when it comes.
func (v *volume) batch(list []*change) (*api.Batch, error) {
	reader, err := v.scorch.Reader()
	if err != nil {
		return nil, fmt.Errorf("read what the index holds: %w", err)
	}
	defer reader.Close()
	batch := api.NewBatch()
	pending := map[string]*held{}
	for _, c := range list {
		old, ok := pending[c.article]
		if !ok {
			if old, err = holding(reader, c.article); err != nil {
				return nil, err
			}
		}
		pending[c.article] = apply(batch, old, c)
	}
	return batch, nil
}

// apply adds to the batch what a change makes different, and tells what is
// held then.
func apply(batch *api.Batch, old *held, c *change) *held {
	if !c.remove && old != nil && (c.held.revision < old.revision || c.held == *old) {
		return old
	}
	if old != nil {
		for n := range old.statements {
			batch.Delete(statementID(c.article, n))
		}
		batch.Delete(articleID(c.article))
	}
	if c.remove {
		return nil
	}
	for _, d := range c.docs {
		batch.Update(d)
	}
	return &c.held
}

// holding reads what the index has of an article, nil for nothing.
func holding(reader api.IndexReader, article string) (*held, error) {
	id, err := reader.InternalID(articleID(article))
	if err != nil {
		return nil, fmt.Errorf("look up article %s: %w", article, err)
	}
	if id == nil {
		return nil, nil
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("look up article %s: %T", article, reader)
	}
	at := id.Value()
	for _, s := range snapshot.Segments() {
		if size := uint64(s.FullSize()); at >= size {
			at -= size
			continue
		}
		blob, err := stored(s, at, heldField)
		if err != nil {
			return nil, fmt.Errorf("look up article %s: %w", article, err)
		}
		return decodeHeld(blob)
	}
	return nil, fmt.Errorf("look up article %s: %w", article, errDamaged)
}
