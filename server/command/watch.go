package command

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

// watch shows a crawl: in one line that changes, or line by line.
type watch struct {
	w       io.Writer
	verbose bool
	bar     *progressbar.ProgressBar

	mu                                   sync.Mutex
	fetched, kept, same, refused, failed int
	togo                                 int
}

// newWatch begins to show a crawl. What is still to be done is looked up in
// the store until ctx ends.
func newWatch(ctx context.Context, w io.Writer, verbose bool, db *store.DB) *watch {
	s := &watch{w: w, verbose: verbose}
	if verbose {
		w = io.Discard
	}
	s.bar = progress(w, -1, "crawling")
	go s.follow(ctx, db)
	return s
}

// follow keeps count of what is to be done.
func (s *watch) follow(ctx context.Context, db *store.DB) {
	for tick := time.NewTicker(500 * time.Millisecond); ; {
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
		counts, _, err := db.Jobs(ctx)
		if err != nil {
			continue // it is only a progress
		}
		s.mu.Lock()
		s.togo = 0
		for _, c := range counts {
			if c.State == store.Waiting || c.State == store.Running {
				s.togo += c.Count
			}
		}
		s.mu.Unlock()
	}
}

// see shows what the crawler did.
func (s *watch) see(e crawler.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e.What {
	case crawler.Fetched:
		s.fetched++
	case crawler.Kept:
		s.kept++
	case crawler.Unchanged:
		s.same++
	case crawler.Refused:
		s.refused++
	case crawler.Failed:
		s.failed++
	}
	if s.verbose {
		fmt.Fprintf(s.w, "%-9s  %s\n", e.What, printable(detail(e)))
		return
	}
	s.bar.Describe(s.state())
	_ = s.bar.Add(1) // a bar that can't be drawn stops nothing
}

func (s *watch) state() string {
	return fmt.Sprintf("crawling: %d fetched, %d kept, %d refused, %d to go", s.fetched, s.kept, s.refused, s.togo)
}

// detail is what a line tells of an event.
func detail(e crawler.Event) string {
	switch e.What {
	case crawler.Fetched:
		if e.Status == 0 {
			return fmt.Sprintf("%-22s  %s: %s", "no answer", e.URL, e.Reason)
		}
		took := fmt.Sprintf("%d  %8s  %6s", e.Status, size(e.Bytes), e.Took.Round(time.Millisecond))
		if e.Reason != "" {
			return fmt.Sprintf("%-22s  %s: %s", took, e.URL, e.Reason)
		}
		return fmt.Sprintf("%-22s  %s", took, e.URL)
	case crawler.Looked:
		return fmt.Sprintf("%-22s  %s", fmt.Sprintf("%d items, %d new", e.Items, e.Fresh), e.URL)
	case crawler.Kept, crawler.Unchanged:
		return fmt.Sprintf("%s  “%s”", e.URL, e.Title)
	}
	return e.URL + ": " + e.Reason
}

func size(bytes int) string {
	if bytes < 1000 {
		return fmt.Sprint(bytes, " B")
	}
	return fmt.Sprintf("%.1f kB", float64(bytes)/1000)
}

// end finishes what is shown.
func (s *watch) end() error {
	if err := s.bar.Finish(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := fmt.Fprintf(s.w, "%d requests: %d articles or revisions kept, %d pages unchanged, %d refused, %d sources failed\n",
		s.fetched, s.kept, s.same, s.refused, s.failed)
	return err
}
