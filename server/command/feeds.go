package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

type feedsCommand struct {
	List   feedsList   `cmd:"" default:"withargs" help:"List what is followed, with each one's last look."`
	Add    feedsAdd    `cmd:"" help:"Follow a feed or a site."`
	Remove feedsRemove `cmd:"" help:"Follow something no more; its articles stay on record."`
	Import feedsImport `cmd:"" help:"Follow all feeds of an OPML list."`
	Export feedsExport `cmd:"" help:"Write what is followed as OPML."`
}

type (
	feedsList struct{}
	feedsAdd  struct {
		URL    string        `arg:"" help:"The feed's, section page's or sitemap's URL."`
		Site   bool          `help:"It is a section page or a sitemap, not a feed."`
		Outlet string        `help:"The publication's name."`
		Every  time.Duration `help:"Time between two looks." default:"15m"`
		Links  []string      `help:"Path patterns of a site's articles, such as /news/**."`
	}
	feedsRemove struct {
		URL string `arg:""`
	}
	feedsImport struct {
		File string `arg:"" help:"The OPML file."`
	}
	feedsExport struct{}
)

// withStore opens the store alone, does what is asked, and closes it.
func (s *session) withStore(do func(*store.DB) error) error {
	config, err := s.settings()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(config.Data, 0o755); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	db, err := store.Open(s.ctx, config.Store)
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

// Run lists the feeds.
func (feedsList) Run(s *session) error {
	return s.withStore(func(db *store.DB) error {
		feeds, err := db.Feeds(s.ctx)
		if err != nil {
			return err
		}
		if s.Format != "text" {
			return s.printFeeds(feeds)
		}
		t := newTable(s.Out, "feed", "kind", "outlet", "every", "checked", "items", "state")
		for _, f := range feeds {
			checked, state := "never", "waiting"
			if !f.Checked.IsZero() {
				checked, state = f.Checked.Local().Format("2006-01-02 15:04"), "ok"
			}
			if f.Failure != "" {
				state = f.Failure
			}
			t.row(f.URL, f.Kind, f.Outlet, f.Every.String(), checked, fmt.Sprint(f.Fetched), state)
		}
		return t.flush("")
	})
}

func (s *session) printFeeds(feeds []crawler.Feed) error {
	e := json.NewEncoder(s.Out)
	if s.Format == "json" {
		e.SetIndent("", "  ")
	}
	lines := make([]map[string]any, len(feeds))
	for i, f := range feeds {
		lines[i] = map[string]any{"url": f.URL, "kind": f.Kind, "title": f.Title, "outlet": f.Outlet,
			"every": f.Every.String(), "links": f.Links, "checked": f.Checked, "failure": f.Failure, "items": f.Fetched}
	}
	if s.Format == "json" {
		return e.Encode(lines)
	}
	for _, l := range lines {
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// Run follows one more feed.
func (c feedsAdd) Run(s *session) error {
	f := FeedConfig{URL: c.URL, Outlet: c.Outlet, Every: c.Every, Links: c.Links}
	if c.Site {
		f.Kind = crawler.SiteJob
	}
	if err := f.complete(); err != nil {
		return usageError{err}
	}
	return s.withStore(func(db *store.DB) error { return db.AddFeed(s.ctx, f.feed()) })
}

func (f FeedConfig) feed() crawler.Feed {
	return crawler.Feed{URL: f.URL, Kind: f.Kind, Outlet: f.Outlet, Every: f.Every, Links: f.Links}
}

// Run follows a feed no more.
func (c feedsRemove) Run(s *session) error {
	return s.withStore(func(db *store.DB) error { return db.RemoveFeed(s.ctx, c.URL) })
}

// Run follows all feeds of a list, or none of them.
func (c feedsImport) Run(s *session) error {
	f, err := os.Open(c.File)
	if err != nil {
		return usageError{err}
	}
	defer f.Close()
	feeds, err := crawler.ReadOPML(f)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	return s.withStore(func(db *store.DB) error {
		for _, feed := range feeds {
			feed.Every = 15 * time.Minute
			if err := db.AddFeed(s.ctx, feed); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(s.Out, "%d feeds followed\n", len(feeds))
		return err
	})
}

// Run writes the feeds as OPML.
func (feedsExport) Run(s *session) error {
	return s.withStore(func(db *store.DB) error {
		feeds, err := db.Feeds(s.ctx)
		if err != nil {
			return err
		}
		return crawler.WriteOPML(s.Out, feeds)
	})
}
