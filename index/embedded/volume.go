package embedded

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

const (
	// mostInBatch is about how many documents are written at once.
	mostInBatch = 1500
	// mostWaiting is how many articles may wait for a writer: few, as each is
	// laid out already.
	mostWaiting = 16
	// writers is how many batches are made at a time, some while others are
	// being written to disk. An article's changes always go to the same writer,
	// so that they keep their order.
	writers = 4
	// analysts is how many goroutines cut texts into words.
	analysts = 2
	// bulkLinger is how long a writer waits for more while much is to come.
	bulkLinger = 200 * time.Millisecond
)

// volume is one index on disk, or in memory, with the writers that gather what
// many goroutines put at the same time into batches: Bleve's batches are slow
// when small and not safe for concurrent use.
type volume struct {
	dir      string // empty in memory
	scorch   *scorch.Scorch
	queue    *api.AnalysisQueue
	columns  *library
	incoming []chan *change
	quit     chan struct{}
	done     sync.WaitGroup
	linger   atomic.Int64 // how long a batch waits to be full, in nanoseconds
	closing  sync.RWMutex // held for writing by close alone
	closed   bool
	// failed is set for good when a batch couldn't be written: what a snapshot
	// shows may then not be on disk, and doing a Put again must write again.
	failed atomic.Bool
}

// errClosed is the error of whatever is asked of a closed index.
var errClosed = errors.New("the index is closed")

// openVolume opens or makes the index in a directory; "" is in memory.
func openVolume(dir string) (*volume, error) {
	config := map[string]any{"path": dir, "bolt_timeout": atOnce.String(), "unsafe_batch": true}
	queue := api.NewAnalysisQueue(analysts)
	opened, err := scorch.NewScorch(scorch.Name, config, queue)
	if err != nil {
		queue.Close()
		return nil, err
	}
	if err := opened.Open(); err != nil {
		queue.Close()
		return nil, err
	}
	v := &volume{dir: dir, scorch: opened.(*scorch.Scorch), queue: queue, columns: newLibrary(), quit: make(chan struct{})}
	for range writers {
		in := make(chan *change, mostWaiting)
		v.incoming = append(v.incoming, in)
		v.done.Go(func() { v.write(in) })
	}
	return v, nil
}

func (v *volume) close() error {
	v.closing.Lock()
	defer v.closing.Unlock()
	if v.closed {
		return nil
	}
	v.closed = true
	close(v.quit)
	v.done.Wait()
	err := v.scorch.Close()
	v.queue.Close()
	return err
}

// learn takes all words that the volume holds for known.
func (v *volume) learn(s *stems) error {
	w, err := v.scorch.Reader()
	if err != nil {
		return fmt.Errorf("read the index's words: %w", err)
	}
	defer w.Close()
	for _, part := range w.(*scorch.IndexSnapshot).Segments() {
		for _, f := range textFields() {
			if err := learnFrom(part.Segment(), f, s); err != nil {
				return fmt.Errorf("read the index's words: %w", err)
			}
		}
	}
	return nil
}

func learnFrom(part segment.Segment, field string, s *stems) error {
	dict, err := part.Dictionary(field)
	if err != nil {
		return err
	}
	var list []word
	terms := dict.AutomatonIterator(nil, nil, nil)
	for {
		entry, err := terms.Next()
		if err != nil {
			return err
		}
		if entry == nil {
			s.learn(list)
			return nil
		}
		list = append(list, word{term: entry.Term})
	}
}

// send hands a change to its writer; c.done tells the outcome.
func (v *volume) send(ctx context.Context, c *change) error {
	v.closing.RLock()
	defer v.closing.RUnlock()
	if v.closed {
		return errClosed
	}
	h := fnv.New32a()
	h.Write([]byte(c.article))
	select {
	case v.incoming[h.Sum32()%writers] <- c:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// write makes batches of what has come in until the volume closes, and then
// writes what is still waiting.
func (v *volume) write(in chan *change) {
	for {
		select {
		case c := <-in:
			v.commit(v.gather(c, in))
		case <-v.quit:
			for {
				select {
				case c := <-in:
					v.commit(v.gather(c, in))
				default:
					return
				}
			}
		}
	}
}

// gather takes all that is waiting, up to a batch. It waits for more only as
// long as the volume lingers.
func (v *volume) gather(first *change, in chan *change) []*change {
	list, docs := []*change{first}, len(first.docs)
	var late <-chan time.Time
	if linger := time.Duration(v.linger.Load()); linger > 0 {
		timer := time.NewTimer(linger)
		defer timer.Stop()
		late = timer.C
	}
	for docs < mostInBatch {
		select {
		case c := <-in:
			list, docs = append(list, c), docs+len(c.docs)
			continue
		default:
		}
		if late == nil {
			return list
		}
		select {
		case c := <-in:
			list, docs = append(list, c), docs+len(c.docs)
		case <-late:
			return list
		case <-v.quit:
			return list
		}
	}
	return list
}
