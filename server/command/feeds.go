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
	List   feedsList   `cmd:"" default:"withargs" help:"List what is followed, with each one's last and next look."`
	Find   feedsFind   `cmd:"" help:"Find the feeds and sitemaps of an outlet from its home page."`
	Add    feedsAdd    `cmd:"" help:"Follow a feed, a site or a single page."`
	Remove feedsRemove `cmd:"" help:"Follow something no more; its articles stay on record."`
	Revive feedsRevive `cmd:"" help:"Look now at what has failed, or has been given up for failing too often."`
	Import feedsImport `cmd:"" help:"Follow all sources of an OPML or CSV list."`
	Export feedsExport `cmd:"" help:"Write what is followed as OPML or CSV."`
}

type (
	feedsList struct{}
	feedsFind struct {
		URL    string `arg:"" help:"The outlet's home page, or any of its pages."`
		Add    bool   `help:"Follow the first that is found."`
		Outlet string `help:"The publication's name."`
	}
	feedsAdd struct {
		URL        string        `arg:"" help:"The feed's, section page's, sitemap's or page's URL."`
		Site       bool          `help:"It is a section page or a sitemap, not a feed." xor:"kind"`
		Single     bool          `help:"It is a single page, not a feed." xor:"kind"`
		Name       string        `help:"What to call it."`
		Outlet     string        `help:"The publication's name."`
		Every      time.Duration `help:"Least time between two looks (default 10m); without --up-to, always this time."`
		UpTo       time.Duration `help:"Longest time between two looks (default 6h)."`
		Links      []string      `help:"Path patterns of a site's articles, such as /news/**."`
		Keep       []string      `help:"CSS selectors of what holds a page's text." sep:"none"`
		Drop       []string      `help:"CSS selectors of what is no part of a page's text." sep:"none"`
		Distrust   bool          `help:"Its server says that nothing has changed when something has."`
		SecretFile string        `help:"File of header fields for its requests, such as Cookie: a=b." type:"path"`
	}
	feedsRemove struct {
		URL string `arg:""`
	}
	feedsRevive struct {
		URLs []string `arg:"" name:"url" optional:"" help:"Which; none is all that have been given up."`
	}
	feedsImport struct {
		File string `arg:"" help:"The OPML or CSV file."`
	}
	feedsExport struct {
		As string `help:"The form: opml or csv." enum:"opml,csv" default:"opml"`
	}
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
		t := newTable(s.Out, "feed", "kind", "outlet", "every", "checked", "next", "items", "state")
		for _, f := range feeds {
			t.row(f.URL, f.Kind, f.Outlet, everyText(f), minute(f.Checked, "never"), minute(f.Next, ""), fmt.Sprint(f.Fetched), stateText(f, time.Now()))
		}
		return t.flush("")
	})
}

func minute(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return t.Local().Format("2006-01-02 15:04")
}

// everyText tells the time between two looks, or its bounds.
func everyText(f crawler.Feed) string {
	if f.UpTo <= f.Every {
		return f.Every.String()
	}
	return f.Every.String() + " to " + f.UpTo.String()
}

// stateText tells how a feed is.
func stateText(f crawler.Feed, now time.Time) string {
	switch {
	case f.Dead():
		return fmt.Sprintf("given up after %d failures: %s", f.Failures, f.Failure)
	case f.Failures > 1:
		return fmt.Sprintf("%d failures: %s", f.Failures, f.Failure)
	case f.Failure != "":
		return f.Failure
	case f.Checked.IsZero():
		return "waiting"
	case !f.Silent(now).IsZero():
		return "silent since " + minute(f.Brought, "")
	}
	return "ok"
}

func (s *session) printFeeds(feeds []crawler.Feed) error {
	e := json.NewEncoder(s.Out)
	if s.Format == "json" {
		e.SetIndent("", "  ")
	}
	lines := make([]map[string]any, len(feeds))
	for i, f := range feeds {
		lines[i] = map[string]any{"url": f.URL, "kind": f.Kind, "title": f.Title, "outlet": f.Outlet,
			"every": f.Every.String(), "up_to": f.UpTo.String(), "links": f.Links, "keep": f.Selectors.Keep, "drop": f.Selectors.Drop,
			"distrust": f.Distrust, "checked": f.Checked, "succeeded": f.Succeeded, "brought": f.Brought, "next": f.Next,
			"failure": f.Failure, "failures": f.Failures, "state": stateText(f, time.Now()), "items": f.Fetched}
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
	f := FeedConfig{URL: c.URL, Name: c.Name, Outlet: c.Outlet, Every: c.Every, UpTo: c.UpTo, Links: c.Links,
		Keep: c.Keep, Drop: c.Drop, Distrust: c.Distrust, SecretFile: c.SecretFile}
	switch {
	case c.Site:
		f.Kind = crawler.SiteJob
	case c.Single:
		f.Kind = crawler.SingleJob
	}
	if err := f.complete(); err != nil {
		return usageError{err}
	}
	return s.withStore(func(db *store.DB) error { return db.AddFeed(s.ctx, f.feed()) })
}

// Run follows a feed no more.
func (c feedsRemove) Run(s *session) error {
	return s.withStore(func(db *store.DB) error { return followed(db.RemoveFeed(s.ctx, c.URL), c.URL) })
}

// followed tells of a feed that isn't followed where those that are stand.
func followed(err error, address string) error {
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("no feed %s is followed (onrecord feeds lists them)", address)}
	}
	return err
}

// Run has feeds looked at as if they had never failed.
func (c feedsRevive) Run(s *session) error {
	return s.withStore(func(db *store.DB) error {
		if len(c.URLs) == 0 {
			feeds, err := db.Feeds(s.ctx)
			if err != nil {
				return err
			}
			for _, f := range feeds {
				if f.Dead() {
					c.URLs = append(c.URLs, f.URL)
				}
			}
		}
		for _, u := range c.URLs {
			if err := followed(db.ReviveFeed(s.ctx, u), u); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(s.Out, "%d revived\n", len(c.URLs))
		return err
	})
}
