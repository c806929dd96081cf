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
	config, err := s.settings()
	if err != nil {
		return err
	}
	r, err := s.openAsIs(config)
	if err != nil {
		return err
	}
	return errors.Join(c.run(s, r), r.close())
}

func (c reindexCommand) run(s *session, r *record) error {
	if c.Extract {
		if err := r.mend(s.ctx); err != nil {
			return err
		}
		return c.extract(s, r)
	}
	begin := time.Now()
	bar := newTicker(s.Err, begin)
	n, err := r.reindex(s.ctx, "it was asked for", bar.tell)
	if err := errors.Join(err, bar.end()); err != nil {
		return err
	}
	took := time.Since(begin)
	_, err = fmt.Fprintf(s.Out, "%d articles reindexed in %s: %d statements, %.0f a second\n", n.articles,
		took.Round(time.Millisecond), n.statements, float64(n.statements)/took.Seconds())
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
