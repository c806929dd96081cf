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

// commit writes a batch and returns when it is on disk. Scorch would wait for
// that too, but when writing fails it closes a segment that searches go on to
// read.
func (v *volume) commit(list []*change) error {
	batch, err := v.batch(list)
	if err == nil && len(batch.IndexOps) > 0 {
		err = v.write(batch)
	}
	if err != nil {
		return fmt.Errorf("write to the index: %w", err)
	}
	return nil
}

func (v *volume) write(batch *api.Batch) error {
	written := make(chan error, 1)
	batch.SetPersistedCallback(func(err error) { written <- err })
	failures := v.failures()
	if err := v.scorch.Batch(batch); err != nil || v.dir == "" {
		return err
	}
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case err := <-written:
			return err
		case <-look.C:
			if v.failures() > failures {
				return v.probe()
			}
		}
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
