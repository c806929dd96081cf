package command

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"os"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

// Run finds an outlet's sources, as politely as any crawl.
func (c feedsFind) Run(s *session) error {
	config, err := s.settings()
	if err != nil {
		return err
	}
	if u, err := url.Parse(c.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return usageError{fmt.Errorf("%q is not an http or https URL", c.URL)}
	}
	return s.withStore(func(db *store.DB) error {
		spider, err := (&record{config: config, db: db}).newCrawler(nil)
		if err != nil {
			return err
		}
		found, err := spider.Discover(s.ctx, c.URL)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return errors.New("neither a feed nor a sitemap was found: the page's own links can be followed with: onrecord feeds add --site " + c.URL)
		}
		t := newTable(s.Out, "url", "kind", "title", "items", "newest")
		for _, f := range found {
			t.row(f.URL, f.Kind, f.Title, fmt.Sprint(f.Items), minute(f.Latest, ""))
		}
		if err := t.flush(""); err != nil || !c.Add {
			return err
		}
		f := FeedConfig{URL: found[0].URL, Kind: found[0].Kind, Outlet: c.Outlet}
		if err := f.complete(); err != nil {
			return err
		}
		return db.AddFeed(s.ctx, f.feed())
	})
}

// Run follows all sources of a list, or none of them.
func (c feedsImport) Run(s *session) error {
	f, err := os.Open(c.File)
	if err != nil {
		return usageError{err}
	}
	defer f.Close()
	r := bufio.NewReader(f)
	read := crawler.ReadCSV
	if isMarkup(r) {
		read = crawler.ReadOPML
	}
	feeds, err := read(r)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", c.File, err)}
	}
	for i, f := range feeds {
		if feeds[i], err = completed(f); err != nil {
			return usageError{fmt.Errorf("%s: %s: %w", c.File, f.URL, err)}
		}
	}
	return s.withStore(func(db *store.DB) error {
		for _, feed := range feeds {
			if err := db.AddFeed(s.ctx, feed); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(s.Out, "%d feeds followed\n", len(feeds))
		return err
	})
}

func isMarkup(r *bufio.Reader) bool {
	head, _ := r.Peek(512) // a short file is read as it is
	return bytes.HasPrefix(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"), []byte("<"))
}

// completed checks a listed source as one of the configuration is.
func completed(f crawler.Feed) (crawler.Feed, error) {
	config := FeedConfig{URL: f.URL, Kind: f.Kind, Name: f.Title, Outlet: f.Outlet, Every: f.Every, UpTo: f.UpTo, Links: f.Links,
		Keep: f.Selectors.Keep, Drop: f.Selectors.Drop, Distrust: f.Distrust}
	err := config.complete()
	return config.feed(), err
}

// Run writes the sources as a list.
func (c feedsExport) Run(s *session) error {
	return s.withStore(func(db *store.DB) error {
		feeds, err := db.Feeds(s.ctx)
		if err != nil {
			return err
		}
		if c.As == "csv" {
			return crawler.WriteCSV(s.Out, feeds)
		}
		return crawler.WriteOPML(s.Out, feeds)
	})
}
