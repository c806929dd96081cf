package embedded

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

const (
	// analysts is how many goroutines cut texts into words.
	analysts = 2
	// nap is how long scorch lets segments gather in memory before it brings
	// them to disk as one.
	nap = 200 * time.Millisecond
)

// volume is one index on disk, or in memory, with what brings changes into it:
// see take.go for those that come one by one, and bulk.go for many at once.
type volume struct {
	dir     string // empty in memory
	scorch  *scorch.Scorch
	queue   *api.AnalysisQueue
	columns atomic.Pointer[library]
	journal *journal // nil in memory

	incoming chan *change
	quit     chan struct{}
	done     sync.WaitGroup
	closing  sync.RWMutex // held for writing by close alone
	closed   bool

	mu      sync.Mutex // guards what follows
	moved   *sync.Cond // any of it has changed
	pending []*change  // in the journal, and still to be built
	waits   int        // how many documents these are
	unkept  int        // documents that aren't in scorch's own files yet
	over    bool       // no more will come
	rested  bool       // some time has gone since something was built
	failure error      // of building; for good
	// The numbers of the last changes that Put has returned for, that a search
	// waits for, that searches find, and that are in scorch's own files.
	accepted, asked, shown, kept uint64
}

// errClosed is the error of whatever is asked of a closed index.
var errClosed = errors.New("the index is closed")

// openVolume opens or makes the index in a directory; "" is in memory.
func openVolume(dir string) (*volume, error) {
	useFormat()
	config := map[string]any{"path": dir, "bolt_timeout": atOnce.String(), "unsafe_batch": true,
		"scorchPersisterOptions": map[string]any{"PersisterNapTimeMSec": nap.Milliseconds()}}
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
	v := &volume{dir: dir, scorch: opened.(*scorch.Scorch), queue: queue,
		incoming: make(chan *change, mostWaiting), quit: make(chan struct{}), rested: true}
	v.columns.Store(newLibrary())
	v.moved = sync.NewCond(&v.mu)
	if dir != "" {
		if v.journal, err = v.openJournal(); err != nil {
			queue.Close()
			return nil, errors.Join(err, v.scorch.Close())
		}
		v.accepted = v.journal.last
		v.shown, v.kept = v.accepted, v.accepted
	}
	v.done.Go(v.take)
	v.done.Go(v.build)
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
	// What a disk doesn't take is in the journal.
	_ = v.until(func() bool { return v.unkept == 0 })
	err := v.scorch.Close()
	v.queue.Close()
	if v.journal != nil {
		err = errors.Join(err, v.journal.close(v.kept))
	}
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
