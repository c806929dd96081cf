package command

import (
	"errors"
	"fmt"
	"time"

	"onrecord/crawler"
)

type reindexCommand struct {
	Extract bool `help:"Extract every article anew first, with the rules as they are now."`
}

// Run rebuilds the index beside the old one and swaps it in.
func (c reindexCommand) Run(s *session) error {
	return s.withRecord(func(r *record) error { return c.run(s, r) })
}

func (c reindexCommand) run(s *session, r *record) error {
	if c.Extract {
		return c.extract(s, r)
	}
	begin, total := time.Now(), 0
	bar := progress(s.Err, -1, "articles")
	err := r.reindex(s.ctx, func(n int) {
		total = n
		_ = bar.Set(n) // a bar that can't be drawn stops nothing
	})
	if err := errors.Join(err, bar.Finish()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%d articles reindexed in %s\n", total, time.Since(begin).Round(time.Millisecond))
	return err
}

// extract does every article's job again: ordinary work, which a running
// server would do as well.
func (c reindexCommand) extract(s *session, r *record) error {
	begin := time.Now()
	n, err := r.db.Reextract(s.ctx)
	if err != nil {
		return err
	}
	spider, err := r.newCrawler(nil)
	if err != nil {
		return err
	}
	if err := r.untilIdle(s.ctx, spider, 0, crawler.ArticleJob); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%d articles extracted and indexed anew in %s\n", n, time.Since(begin).Round(time.Millisecond))
	return err
}
