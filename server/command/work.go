package command

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
)

// handlers gives each kind of job what does it.
func (r *record) handlers(c *crawler.Crawler) map[string]store.Handler {
	all := map[string]store.Handler{
		crawler.FeedJob:      c.Feed,
		crawler.SiteJob:      c.Site,
		crawler.SingleJob:    c.Single,
		crawler.PageJob:      c.Page,
		crawler.ArticleJob:   r.article,
		crawler.DigestJob:    r.digest,
		crawler.HoldJob:      r.hold,
		crawler.RetentionJob: r.retain,
		crawler.DropJob:      r.unindex,
		crawler.AlertJob:     r.alert,
		crawler.PostJob:      r.poster(r.sender),
	}
	for kind, do := range all {
		all[kind] = func(ctx context.Context, j crawler.Job) error {
			begin := time.Now()
			err := do(ctx, j)
			took := time.Since(begin)
			r.spent.add(kind, took)
			r.metrics.job(kind, took, failed(err))
			r.logJob(j, err)
			return err
		}
	}
	return all
}

// failed tells a failure from a job that only has to wait.
func failed(err error) bool {
	var later crawler.Later
	return err != nil && !errors.As(err, &later)
}

// logJob is the one place where a job's failure is logged.
func (r *record) logJob(j crawler.Job, err error) {
	var later crawler.Later
	switch {
	case err == nil:
		r.log.Debug("done", "job", j.Kind, "key", j.Key)
	case errors.As(err, &later):
		r.log.Debug("put back", "job", j.Kind, "key", j.Key, "until", later.At)
	default:
		r.log.Warn("job failed", "job", j.Kind, "key", j.Key, "attempt", j.Attempt, "error", err)
	}
}

// article extracts a revision's statements, finds the utterances that they are,
// puts them into the index, and saves them, in this order: the index tells of
// utterances, and with the save they come onto the record, when a digest looks
// those of its period up in the index. Whatever changes of this article's
// utterances while it is put enqueues this very job again, which runs when this
// run has ended.
func (r *record) article(ctx context.Context, j crawler.Job) error {
	a, _, err := r.db.Article(ctx, j.Key, j.Revision)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("%w: %w", crawler.ErrGone, err)
	}
	if err != nil {
		return err
	}
	reading := r.book.Read(a)
	if err := r.db.Assign(ctx, a.ID, a.Revision, reading.Statements); err != nil {
		return err
	}
	article, entries, err := r.documents(ctx, a, reading.Statements, reading.Companies)
	if err != nil {
		return err
	}
	if err := r.index.Put(ctx, article, entries); err != nil {
		return fmt.Errorf("put into the index: %w", err)
	}
	if err := r.holdNew(ctx, article, entries); err != nil {
		return err
	}
	if err := r.db.SaveCompanies(ctx, a.ID, a.Revision, reading.Companies); err != nil {
		return err
	}
	return r.db.SaveStatements(ctx, a.ID, a.Revision, reading.Statements)
}

// companies gives the companies that an article mentions, as the record has
// them; where it has none yet, its text is read and they are kept.
func (r *record) companies(ctx context.Context, a extractor.Article) ([]string, error) {
	all, known, err := r.db.Companies(ctx, a.ID, a.Revision)
	if err != nil || known {
		return all, err
	}
	all = r.book.Read(a).Companies
	return all, r.db.SaveCompanies(ctx, a.ID, a.Revision, all)
}

// documents gives what the index holds of an article, with the story and the
// utterances that the record knows.
func (r *record) documents(ctx context.Context, a extractor.Article, statements []extractor.Statement, companies []string) (index.Article, []index.Entry, error) {
	told, err := r.db.Told(ctx, a.ID)
	if err != nil {
		return index.Article{}, nil, err
	}
	article, entries := index.Documents(a, statements, companies)
	article.Story = told.Story
	for i := range entries {
		entries[i].Utterance = told.Utterances[entries[i].Statement.ID]
		entries[i].Article.Story = told.Story
	}
	return article, entries, nil
}

// untilIdle does the jobs of some kinds (of all when none is named) until none
// is due or running, or ctx ends. Jobs that wait for a moment within soon count
// as due.
func (r *record) untilIdle(ctx context.Context, c *crawler.Crawler, soon time.Duration, kinds ...string) error {
	handlers := r.handlers(c)
	if len(kinds) > 0 {
		maps.DeleteFunc(handlers, func(kind string, _ store.Handler) bool { return !slices.Contains(kinds, kind) })
	}
	working, stop := context.WithCancel(ctx)
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- r.db.Work(working, handlers, r.config.Crawler.Workers) }()
	for {
		select {
		case err := <-failed:
			return firstError(err, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
		due, running, next, err := r.db.Idle(ctx, kinds...)
		if err != nil {
			stop()
			return errors.Join(err, <-failed)
		}
		if due == 0 && running == 0 && (next.IsZero() || time.Until(next) > soon) {
			stop()
			return firstError(<-failed, ctx.Err())
		}
	}
}

func firstError(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

// stopwatch adds up the time that each kind of job took.
type stopwatch struct {
	// tick, when not nil, is called after each job.
	tick func()

	mu    sync.Mutex
	took  map[string]time.Duration
	count map[string]int
}

func newStopwatch() *stopwatch {
	return &stopwatch{took: map[string]time.Duration{}, count: map[string]int{}}
}

func (s *stopwatch) add(kind string, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.took[kind] += d
	s.count[kind]++
	if s.tick != nil {
		s.tick()
	}
}

// of gives how many jobs of a kind were done and how long they took in all.
func (s *stopwatch) of(kind string) (int, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count[kind], s.took[kind]
}
