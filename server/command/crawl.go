package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
)

type crawlCommand struct {
	Verbose bool     `short:"v" help:"Show each request, and what was kept and refused."`
	As      string   `help:"What the URLs are: page, feed or site." enum:"page,feed,site" default:"page"`
	URLs    []string `arg:"" name:"url" help:"What to fetch now."`
}

// Run fetches the URLs and what follows from them, then prints the statements
// found in the pages among them, and what didn't work.
func (c crawlCommand) Run(s *session) error {
	return s.withRecord(func(r *record) error { return c.run(s, r) })
}

func (c crawlCommand) run(s *session, r *record) error {
	watching, stop := context.WithCancel(s.ctx)
	defer stop()
	shown := newWatch(watching, s.Err, c.Verbose, r.db)
	r.watch = shown.see
	spider, err := r.newCrawler(nil)
	if err != nil {
		return err
	}
	if err := c.enqueue(s.ctx, r); err != nil {
		return err
	}
	err = r.untilIdle(s.ctx, spider, time.Minute, c.As, crawler.PageJob, crawler.ArticleJob)
	if err := errors.Join(err, shown.end()); err != nil {
		return err
	}
	return c.report(s, r)
}

// enqueue makes the URLs canonical and puts their jobs into the queue.
func (c crawlCommand) enqueue(ctx context.Context, r *record) error {
	for i, u := range c.URLs {
		canonical, err := crawler.Canonical(u)
		if err != nil {
			return usageError{fmt.Errorf("%q is not an http or https URL", u)}
		}
		if c.As == crawler.PageJob {
			c.URLs[i] = canonical
			continue
		}
		if err := r.followNew(ctx, FeedConfig{URL: u, Kind: c.As}); err != nil {
			return err
		}
	}
	for _, u := range c.URLs {
		if err := r.db.Enqueue(ctx, crawler.Job{Kind: c.As, Key: u}); err != nil {
			return err
		}
	}
	return nil
}

// followNew follows a source that isn't followed yet. One that is keeps all
// that is set for it.
func (r *record) followNew(ctx context.Context, f FeedConfig) error {
	_, err := r.db.Feed(ctx, f.URL)
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err := f.complete(); err != nil {
		return usageError{err}
	}
	return r.db.AddFeed(ctx, f.feed())
}

// report prints what became of each URL. What gave nothing is told, and makes
// the command fail in part.
func (c crawlCommand) report(s *session, r *record) error {
	failed := false
	for _, u := range c.URLs {
		trouble, err := c.outcome(s, r, u)
		if err != nil {
			return err
		}
		if trouble != "" {
			fmt.Fprintf(s.Err, "onrecord: %s: %s\n", u, printable(trouble))
			failed = true
		}
	}
	health, err := r.db.Health(s.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "on record: %d articles, %d revisions, %d statements\n", health.Articles, health.Revisions, health.Statements)
	if failed {
		return errPartly
	}
	return nil
}

// outcome prints the statements of one page, and gives what went wrong with a
// page, feed or site.
func (c crawlCommand) outcome(s *session, r *record, u string) (trouble string, err error) {
	if c.As != crawler.PageJob {
		f, err := r.db.Feed(s.ctx, u)
		return f.Failure, err
	}
	look, err := r.db.Look(s.ctx, u)
	switch {
	case err != nil:
		return "", err
	case look.Failure != "" && look.State == store.Waiting:
		return look.Failure + " (it will be tried again)", nil
	case look.Failure != "":
		return look.Failure + " (given up)", nil
	case look.Reason != "":
		return "no article: " + look.Reason, nil
	}
	q := index.Query{Expr: index.Value{Field: index.InArticle, Value: look.Article}, Limit: 200, Facets: index.Facets()}
	result, err := r.index.Search(s.ctx, q)
	if err != nil {
		return "", err
	}
	return "", s.printResult(q, result)
}
