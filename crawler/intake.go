package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// intake is one import under way.
type intake struct {
	Importer
	tally Tally
	told  time.Time
	// before is what the files before this one were, in bytes.
	before int64
	// reader is the version of the code that reads the pages.
	reader  string
	credits *Credits
}

// piece is one text or page of a file, before it is read.
type piece struct {
	// where names the place for messages: a file, with its line or record.
	where string
	// raw is what is kept as evidence.
	raw    []byte
	header http.Header
	// address is where it was found, empty when that isn't known.
	address string
	// seen is when it was captured, zero when that isn't known.
	seen time.Time
	// entry is what a JSON line tells; nil for pages.
	entry *entry
	// exchange is how a response came, nil for what is none.
	exchange *Exchange
	// hops are the redirects that led to it.
	hops []Exchange
	// note is what an archive of ours tells of the article, nil without, and
	// text that which it is about.
	note *Note
	text string
	// at is how far the file was read for it.
	at int64
	// fault is why it can't be taken in.
	fault error
}

// file takes in one file: its pieces are read by several workers and saved in
// their order.
func (run *intake) file(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	run.tally.Source = name
	src := &source{name: name, max: run.MaxBytes, count: countingReader{r: f}, modified: info.ModTime()}

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan chan made, 4*run.Workers)
	var readErr error
	go func() {
		defer close(queue)
		readErr = run.readPieces(ctx, src, queue)
	}()
	for slot := range queue {
		if err := run.keep(ctx, <-slot); err != nil {
			cancel()
			for range queue { // let the reader end
			}
			return err
		}
		run.tell(false)
	}
	run.before += info.Size()
	run.tally.Read = run.before
	return readErr
}

// made is a piece that was read: passed over, refused, or a page to save.
type made struct {
	piece  piece
	page   Page
	passed bool
	err    error
}

// readPieces reads a file's pieces, each in a worker, whose results are queued
// in order. What is wrong with the file as a whole is a refused piece.
func (run *intake) readPieces(ctx context.Context, src *source, queue chan<- chan made) error {
	var busy sync.WaitGroup
	defer busy.Wait()
	free := make(chan struct{}, run.Workers)
	take := func(p piece) error {
		p.at = src.count.n
		slot := make(chan made, 1)
		select {
		case queue <- slot:
		case <-ctx.Done():
			return ctx.Err()
		}
		free <- struct{}{}
		busy.Go(func() {
			slot <- run.make(ctx, p)
			<-free
		})
		return nil
	}
	err := src.read(take)
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	return take(piece{where: src.name, fault: err})
}

// make turns a piece into a page, unless it is kept already.
func (run *intake) make(ctx context.Context, p piece) made {
	m := made{piece: p, err: p.fault}
	if m.err != nil {
		return m
	}
	c := p.capture()
	kept, err := run.Shelf.Kept(ctx, c.ID)
	if err != nil {
		return made{piece: p, err: fatal{err}}
	}
	if kept {
		m.passed = true
		return m
	}
	m.page, m.err = run.page(ctx, p)
	c.Fetched = firstTime(c.Fetched, run.Now().UTC())
	m.page.Capture = c
	if p.note == nil {
		m.page.Reader.Version = run.reader
	}
	return m
}

// capture is what of a piece is kept as evidence.
func (p piece) capture() Capture {
	c := Capture{URL: p.address, Final: p.address, Status: http.StatusOK, Header: p.header, Body: p.raw,
		Fetched: p.seen.UTC(), Origin: filepath.Base(p.where)}
	if p.exchange != nil {
		c.Exchanges = append(slices.Clone(p.hops), *p.exchange)
	}
	if p.note != nil {
		c.URL, c.Fetched = p.note.Asked, firstTime(p.note.Fetched, p.seen).UTC()
		if p.exchange != nil {
			c.Final = p.exchange.URL
		}
	}
	c.ID = CaptureID(c.URL, c.Body)
	return c
}

// fatal is an error that ends the import, and not only the one piece.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

// keep saves what was made and counts it.
func (run *intake) keep(ctx context.Context, m made) error {
	run.tally.Read = run.before + m.piece.at
	var end fatal
	if errors.As(m.err, &end) {
		return end.error
	}
	if m.err != nil {
		run.tally.Refused++
		if run.Refused != nil {
			run.Refused(fmt.Errorf("%s: %w", m.piece.where, m.err))
		}
		return nil
	}
	if m.passed {
		run.tally.Passed++
		return nil
	}
	// The same piece may have come twice in a row.
	kept, err := run.Shelf.Kept(ctx, m.page.Capture.ID)
	if err != nil {
		return fmt.Errorf("recall %s: %w", m.piece.where, err)
	}
	if kept {
		run.tally.Passed++
		return nil
	}
	return run.save(ctx, m)
}

func (run *intake) save(ctx context.Context, m made) error {
	saved, err := run.Shelf.SavePage(ctx, m.page, time.Time{})
	if err != nil {
		return fmt.Errorf("save %s: %w", m.piece.where, err)
	}
	run.tally.Captures++
	switch {
	case m.page.Reason != "":
		run.tally.Empty++
	case !saved.New:
		run.tally.Same++
	case saved.Revision > 1:
		run.tally.Revisions++
	default:
		run.tally.Articles++
	}
	return nil
}

// tell reports the state, at most ten times a second.
func (run *intake) tell(now bool) {
	if run.Progress == nil || !now && time.Since(run.told) < 100*time.Millisecond {
		return
	}
	run.told = time.Now()
	run.Progress(run.tally)
}

func firstTime(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
