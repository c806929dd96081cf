package embedded

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Stale tells that the index isn't known to hold everything: it is new, made
// by another version, or damaged. Rebuild mends it.
func (x *Index) Stale() bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.why != ""
}

// Why tells people why the index is stale, and is empty when it isn't.
func (x *Index) Why() string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.why
}

// Damaged gives a signal when the index, while it answers, turns out to be
// damaged. It is Stale then.
func (x *Index) Damaged() <-chan struct{} { return x.damaged }

// lookEvery is how often a failing search makes the index look at its files.
const lookEvery = time.Minute

// suspect looks, after a search that failed, whether the files are what was
// written. A failure of other causes doesn't make the index stale: rebuilding
// wouldn't mend it.
func (x *Index) suspect(ctx context.Context, err error) {
	if x.dir == "" || ctx.Err() != nil || errors.Is(err, errClosed) {
		return
	}
	x.looking.Lock()
	defer x.looking.Unlock()
	if time.Since(x.looked) < lookEvery {
		return
	}
	x.looked = time.Now()
	go x.look()
}

func (x *Index) look() {
	v, release, err := x.serving()
	if err != nil {
		return // closed meanwhile
	}
	err = v.whole()
	release()
	if !errors.Is(err, errDamaged) {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.now != v || x.why != "" {
		return
	}
	x.why = err.Error()
	// Whoever opens the index next is to know it too. That it can't be noted
	// changes nothing: the next one looks for itself.
	_ = writeMarker(x.dir, current{Volume: x.name, Version: Version, Why: x.why})
	select {
	case x.damaged <- struct{}{}:
	default:
	}
}

// whole holds the files in use to their checksums.
func (v *volume) whole() error {
	for range 3 { // a merge may have taken a file away
		paths, err := v.files()
		if err != nil {
			return err
		}
		var failure error
		for _, path := range paths {
			if failure = whole(path); failure != nil {
				break
			}
		}
		if failure == nil {
			return nil
		}
		again, err := v.files()
		if err != nil {
			return err
		}
		if fmt.Sprint(paths) == fmt.Sprint(again) {
			return failure
		}
	}
	return nil
}

// files gives the files of the segments in use.
func (v *volume) files() ([]string, error) {
	reader, err := v.scorch.Reader()
	if err != nil {
		return nil, fmt.Errorf("open a snapshot: %w", err)
	}
	defer reader.Close()
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("open a snapshot: %T", reader)
	}
	var paths []string
	for _, s := range snapshot.Segments() {
		if p, ok := s.Segment().(segment.PersistedSegment); ok {
			paths = append(paths, p.Path())
		}
	}
	return paths, nil
}

// documents is how many a volume has.
func (v *volume) documents() (uint64, error) {
	reader, err := v.scorch.Reader()
	if err != nil {
		return 0, fmt.Errorf("count the index's documents: %w", err)
	}
	defer reader.Close()
	return reader.DocCount()
}
