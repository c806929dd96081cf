package command

import (
	"errors"
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/index"
)

type crawlCommand struct {
	As   string   `help:"What the URLs are: page, feed or site." enum:"page,feed,site" default:"page"`
	URLs []string `arg:"" name:"url" help:"What to fetch now."`
}

// Run fetches the URLs and what follows from them, then prints the statements
// found in the pages among them.
func (c crawlCommand) Run(s *session) (err error) {
	config, err := s.settings()
	if err != nil {
		return err
	}
	r, err := s.open(config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	spider, err := r.newCrawler(nil)
	if err != nil {
		return err
	}
	articles, err := c.enqueue(s, r)
	if err != nil {
		return err
	}
	bar := progress(s.Err, -1, "crawling")
	err = r.untilIdle(s.ctx, spider, time.Minute, c.As, crawler.PageJob, crawler.ArticleJob)
	if err := errors.Join(err, bar.Finish()); err != nil {
		return err
	}
	return r.report(s, articles)
}

// enqueue puts the URLs' jobs into the queue and gives the IDs of the articles
// that the pages among them will be.
func (c crawlCommand) enqueue(s *session, r *record) ([]string, error) {
	var articles []string
	for _, u := range c.URLs {
		canonical, err := crawler.Canonical(u)
		if err != nil {
			return nil, usageError{err}
		}
		if c.As == crawler.PageJob {
			if err := r.db.Enqueue(s.ctx, crawler.Job{Kind: crawler.PageJob, Key: canonical}); err != nil {
				return nil, err
			}
			articles = append(articles, crawler.ID(canonical))
			continue
		}
		if err := r.db.AddFeed(s.ctx, crawler.Feed{URL: u, Kind: c.As, Every: 15 * time.Minute}); err != nil {
			return nil, err
		}
		if err := r.db.Enqueue(s.ctx, crawler.Job{Kind: c.As, Key: u}); err != nil {
			return nil, err
		}
	}
	return articles, nil
}

// report prints what is on record of articles, and the jobs that failed.
func (r *record) report(s *session, articles []string) error {
	for _, id := range articles {
		result, err := r.index.Search(s.ctx, index.Query{Expr: index.Value{Field: index.In, Value: id}, Limit: 200, Facets: index.Facets()})
		if err != nil {
			return err
		}
		if err := s.printResult(result); err != nil {
			return err
		}
	}
	health, err := r.db.Health(s.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "on record: %d articles, %d revisions, %d statements\n", health.Articles, health.Revisions, health.Statements)
	for _, d := range health.Dead {
		fmt.Fprintf(s.Err, "given up: %s %s: %s\n", d.Job.Kind, d.Job.Key, printable(d.Error))
	}
	if len(health.Dead) > 0 {
		return errPartly
	}
	return nil
}
