package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"onrecord/crawler"
)

const feedColumns = `url, kind, title, outlet, every, links, etag, last_modified, checked, failure, fetched, moved`

func scanFeed(scan func(...any) error) (crawler.Feed, error) {
	var f crawler.Feed
	var links string
	var every, checked int64
	err := scan(&f.URL, &f.Kind, &f.Title, &f.Outlet, &every, &links, &f.ETag, &f.LastModified,
		&checked, &f.Failure, &f.Fetched, &f.Moved)
	if err != nil {
		return f, err
	}
	f.Every, f.Checked = time.Duration(every)*time.Microsecond, moment(checked)
	if err := json.Unmarshal([]byte(links), &f.Links); err != nil {
		return f, fmt.Errorf("links of %s: %w", f.URL, err)
	}
	if len(f.Links) == 0 {
		f.Links = nil
	}
	return f, nil
}

// Feed gives a feed by its URL.
func (db *DB) Feed(ctx context.Context, url string) (crawler.Feed, error) {
	f, err := scanFeed(db.row(ctx, `SELECT `+feedColumns+` FROM feeds WHERE url = ?`, url).Scan)
	if err != nil {
		return crawler.Feed{}, fmt.Errorf("feed %s: %w", url, notFound(err))
	}
	return f, nil
}

// Feeds gives all feeds, by URL.
func (db *DB) Feeds(ctx context.Context) ([]crawler.Feed, error) {
	feeds, err := collect(ctx, db.reader, scanFeed, `SELECT `+feedColumns+` FROM feeds ORDER BY url`)
	if err != nil {
		return nil, fmt.Errorf("feeds: %w", err)
	}
	return feeds, nil
}

// AddFeed adds a feed and enqueues its first look. A feed that is there
// already keeps what the last look left behind, takes over the rest, and is
// looked at when its time has come.
func (db *DB) AddFeed(ctx context.Context, f crawler.Feed) error {
	if f.Kind != crawler.FeedJob && f.Kind != crawler.SiteJob {
		return fmt.Errorf("add feed %s: unknown kind %q", f.URL, f.Kind)
	}
	if f.Every <= 0 {
		return fmt.Errorf("add feed %s: the time between two looks must be positive", f.URL)
	}
	links, err := listed(f.Links)
	if err != nil {
		return fmt.Errorf("add feed %s: %w", f.URL, err)
	}
	return db.write(ctx, "add feed "+f.URL, func(t *tx) error {
		if _, err := t.exec(`INSERT INTO feeds (`+feedColumns+`) VALUES (?, ?, ?, ?, ?, ?, '', '', 0, '', 0, '')
			ON CONFLICT (url) DO UPDATE SET kind = excluded.kind, title = excluded.title,
				outlet = excluded.outlet, every = excluded.every, links = excluded.links`,
			f.URL, f.Kind, f.Title, f.Outlet, f.Every.Microseconds(), links); err != nil {
			return err
		}
		var checked int64
		if err := t.row(`SELECT checked FROM feeds WHERE url = ?`, f.URL).Scan(&checked); err != nil {
			return err
		}
		due := t.now
		if checked != 0 {
			due = moment(checked).Add(f.Every)
		}
		return t.enqueue(crawler.Job{Kind: f.Kind, Key: f.URL, At: due})
	})
}

// RemoveFeed forgets a feed and its next look; what it brought in stays.
func (db *DB) RemoveFeed(ctx context.Context, url string) error {
	return db.write(ctx, "remove feed "+url, func(t *tx) error {
		n, err := t.exec(`DELETE FROM feeds WHERE url = ?`, url)
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrNotFound
		}
		_, err = t.exec(`DELETE FROM jobs WHERE kind IN (?, ?) AND subject = ? AND state <> 'running'`,
			crawler.FeedJob, crawler.SiteJob, url)
		return err
	})
}

// SaveLook keeps a feed's new state, enqueues a page job for each item whose
// URL has not been seen, remembers the items, and enqueues the next look. The
// items found so far are counted here, so that a look saved twice counts once.
// Of a feed that was removed while it was looked at, nothing is kept.
func (db *DB) SaveLook(ctx context.Context, f crawler.Feed, items []crawler.Item) (fresh int, err error) {
	err = db.write(ctx, "save look at "+f.URL, func(t *tx) error {
		fresh = 0
		n, err := t.exec(`UPDATE feeds SET title = ?, etag = ?, last_modified = ?, checked = ?, failure = ?, moved = ?
			WHERE url = ?`, f.Title, f.ETag, f.LastModified, micros(f.Checked), f.Failure, f.Moved, f.URL)
		if err != nil || n == 0 {
			return err
		}
		for _, item := range items {
			n, err := t.exec(`INSERT INTO items (url, feed, title, byline, published, seen) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT (url) DO NOTHING`,
				item.URL, f.URL, item.Title, item.Byline, micros(item.Published), micros(t.now))
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			fresh++
			if err := t.enqueue(crawler.Job{Kind: crawler.PageJob, Key: item.URL}); err != nil {
				return err
			}
		}
		if _, err := t.exec(`UPDATE feeds SET fetched = fetched + ? WHERE url = ?`, fresh, f.URL); err != nil {
			return err
		}
		return t.enqueue(crawler.Job{Kind: f.Kind, Key: f.URL, At: f.Checked.Add(f.Every)})
	})
	return fresh, err
}

// Item gives what a feed told of a page, and the feed; both are zero when none
// did, the feed alone when it has been removed since.
func (db *DB) Item(ctx context.Context, url string) (crawler.Item, crawler.Feed, error) {
	item := crawler.Item{URL: url}
	var feed string
	var published, seen int64
	err := db.row(ctx, `SELECT feed, title, byline, published, seen FROM items WHERE url = ?`, url).
		Scan(&feed, &item.Title, &item.Byline, &published, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return crawler.Item{}, crawler.Feed{}, nil
	}
	if err != nil {
		return crawler.Item{}, crawler.Feed{}, fmt.Errorf("item %s: %w", url, err)
	}
	item.Published, item.Seen = moment(published), moment(seen)
	f, err := db.Feed(ctx, feed)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return crawler.Item{}, crawler.Feed{}, fmt.Errorf("item %s: %w", url, err)
	}
	return item, f, nil
}
