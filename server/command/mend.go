package command

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"onrecord/extractor"
	"onrecord/index"
	"onrecord/server"
)

// rebuilding is how far the index is in being built anew.
type rebuilding struct {
	mu      sync.Mutex
	began   time.Time // zero while none is going on
	why     string
	total   int // statements
	done    int
	ready   bool   // the index that answers meanwhile is whole
	failure string // why the last one failed
}

// state tells people how the index is; failure is empty when all is well.
func (b *rebuilding) state() (state, failure string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case !b.began.IsZero():
		return "rebuilding: " + pace(b.done, b.total, time.Since(b.began)) + " (" + b.why + ")", b.failure
	case b.failure != "":
		return "not rebuilt", b.failure
	}
	return "ready", ""
}

// unready is the error of a search that nothing whole could answer.
func (b *rebuilding) unready() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ready || b.began.IsZero() && b.failure == "" {
		return nil
	}
	if b.began.IsZero() {
		return fmt.Errorf("%w: the last try failed, and the next one follows", server.ErrNotReady)
	}
	return fmt.Errorf("%w: %s", server.ErrNotReady, pace(b.done, b.total, time.Since(b.began)))
}

func (b *rebuilding) begin(why string, total int, ready bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.began, b.why, b.total, b.done, b.ready = time.Now(), why, total, 0, ready
}

func (b *rebuilding) add(statements int) (done int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done += statements
	return b.done
}

func (b *rebuilding) end(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.began, b.failure = time.Time{}, ""
	if err != nil {
		b.failure = err.Error()
	}
}

// pace tells how much is done, how fast, and when all will be.
func pace(done, total int, took time.Duration) string {
	rate := float64(done) / max(took.Seconds(), 0.001)
	text := fmt.Sprintf("%d of %d statements, %.0f a second", done, total, rate)
	if left := total - done; done > 0 && left > 0 {
		text += fmt.Sprintf(", %s left", (time.Duration(float64(left)/rate) * time.Second).Round(time.Second))
	}
	return text
}

// mend rebuilds an index that is stale from the record, and logs that it does.
// So it does where the utterances of the record are to be found anew, which the
// index tells.
func (r *record) mend(ctx context.Context) error {
	why := r.index.Why()
	if why == "" {
		if unassigned, err := r.db.Unassigned(ctx); err != nil || !unassigned {
			return err
		}
		why = "utterances are found otherwise than when it was made"
	}
	begin := time.Now()
	n, err := r.reindex(ctx, why, nil)
	switch {
	case err != nil && ctx.Err() == nil:
		r.log.Error("the index could not be rebuilt", "because", why, "error", err)
	case err == nil && n.articles > 0:
		r.log.Warn("the index has been rebuilt", "articles", n.articles, "statements", n.statements, "took", time.Since(begin).Round(time.Millisecond))
	}
	return err
}

// mendAgain is how long a rebuild that failed is left alone.
const mendAgain = time.Minute

// mended mends the index until it is well or ctx ends.
func (r *record) mended(ctx context.Context) {
	for r.mend(ctx) != nil {
		select {
		case <-ctx.Done():
			return
		case <-time.After(mendAgain):
		}
	}
}

// tend mends the index whenever it turns out to be damaged.
func (r *record) tend(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.index.Damaged():
			r.mended(ctx)
		}
	}
}

// indexed is how much a rebuild has put.
type indexed struct{ articles, statements int }

// reindex builds the index anew from the record and swaps it in. tell, unless
// it is nil, hears how many statements are in of how many.
func (r *record) reindex(ctx context.Context, why string, tell func(done, total int)) (n indexed, err error) {
	health, err := r.db.Health(ctx)
	if err != nil {
		return n, err
	}
	if health.Articles > 0 {
		r.log.Warn("rebuilding the index", "because", why, "articles", health.Articles, "statements", health.Statements)
	}
	r.rebuilding.begin(why, health.Statements, !r.index.Stale())
	defer func() { r.rebuilding.end(err) }()
	if err := r.db.AssignAll(ctx, func(int) {}); err != nil {
		return n, err
	}
	var mu sync.Mutex
	err = r.index.Rebuild(ctx, func(put func(index.Article, []index.Entry) error) error {
		return r.eachRead(ctx, func(a index.Article, entries []index.Entry) error {
			if err := put(a, entries); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			n.articles++
			n.statements = r.rebuilding.add(len(entries))
			if tell != nil {
				tell(n.statements, health.Statements)
			}
			return nil
		})
	})
	return n, err
}

// eachRead calls do with what an index holds of each article on record, from
// several goroutines: what it holds is laid out in them.
func (r *record) eachRead(ctx context.Context, do func(index.Article, []index.Entry) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	articles := make(chan extractor.Article)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for a := range articles {
				if ctx.Err() != nil {
					continue
				}
				article, entries, err := r.read(ctx, a)
				if err == nil {
					err = do(article, entries)
				}
				if err != nil {
					stop(err)
				}
			}
		})
	}
	err := r.db.EachArticle(ctx, func(a extractor.Article) error {
		select {
		case articles <- a:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	})
	close(articles)
	all.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// read gives what an index holds of an article.
func (r *record) read(ctx context.Context, a extractor.Article) (index.Article, []index.Entry, error) {
	_, statements, err := r.db.Article(ctx, a.ID, a.Revision)
	if err != nil {
		return index.Article{}, nil, err
	}
	companies, err := r.companies(ctx, a)
	if err != nil {
		return index.Article{}, nil, err
	}
	return r.documents(ctx, a, statements, companies)
}

// answering is the index as the pages ask it: a search that would find nothing
// because the index is still being built says so.
type answering struct{ *record }

// Search is the server's Searcher's.
func (a answering) Search(ctx context.Context, q index.Query) (index.Result, error) {
	if err := a.rebuilding.unready(); err != nil {
		return index.Result{}, err
	}
	return a.index.Search(ctx, q)
}
