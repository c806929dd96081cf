package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/schollz/progressbar/v3"

	"onrecord/crawler"
)

type importCommand struct {
	Outlet string   `help:"The outlet of texts that name none and have no address."`
	Paths  []string `arg:"" name:"file" help:"JSON lines (.jsonl), HTML or WARC files, plain or .gz, or folders of them."`
}

// Run keeps what the files hold, then extracts and indexes it. Started again
// after an interruption it goes on where it was.
func (c importCommand) Run(s *session) error {
	return s.withRecord(func(r *record) error { return c.run(s, r) })
}

func (c importCommand) run(s *session, r *record) error {
	begin := time.Now()
	tally, err := c.take(s, r)
	if errors.Is(err, fs.ErrNotExist) {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	spider, err := r.newCrawler(nil)
	if err != nil {
		return err
	}
	bar := progress(s.Err, int64(tally.Articles+tally.Revisions), "reading")
	r.spent.tick = func() { _ = bar.Add(1) } // a bar that can't be drawn stops nothing
	if err := errors.Join(r.untilIdle(s.ctx, spider, 0, crawler.ArticleJob), bar.Finish()); err != nil {
		return err
	}
	return c.print(s, tally, time.Since(begin))
}

func (c importCommand) take(s *session, r *record) (crawler.Tally, error) {
	var bar *progressbar.ProgressBar
	im := crawler.Importer{
		Shelf: r.db, Outlet: c.Outlet, MaxBytes: int64(r.config.Crawler.MaxBytes),
		Progress: func(t crawler.Tally) {
			if bar == nil {
				bar = progress(s.Err, t.Size, "importing")
			}
			_ = bar.Set64(t.Read)
		},
		Refused: func(err error) { fmt.Fprintln(s.Err, "onrecord:", err) },
	}
	tally, err := im.Import(s.ctx, c.Paths...)
	if bar != nil {
		err = errors.Join(err, bar.Finish())
	}
	return tally, err
}

func (c importCommand) print(s *session, t crawler.Tally, took time.Duration) error {
	var err error
	if s.Format == "text" {
		_, err = fmt.Fprintf(s.Out, "%d captures kept: %d new articles, %d revisions, %d with nothing new, %d without an article\n"+
			"%d passed over (there already, or no page), %d refused; %s\n",
			t.Captures, t.Articles, t.Revisions, t.Same, t.Empty, t.Passed, t.Refused, took.Round(time.Millisecond))
	} else {
		err = json.NewEncoder(s.Out).Encode(map[string]any{"captures": t.Captures, "articles": t.Articles,
			"revisions": t.Revisions, "same": t.Same, "empty": t.Empty, "passed": t.Passed, "refused": t.Refused, "seconds": took.Seconds()})
	}
	if err == nil && t.Refused > 0 {
		return errPartly
	}
	return err
}
