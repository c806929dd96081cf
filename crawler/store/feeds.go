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

const feedColumns = `url, kind, title, outlet, every, up_to, links, keep, leave, distrust, secrets,
	etag, last_modified, checked, succeeded, brought, next, pace, failure, failures, broke, fetched, moved`

func scanFeed(scan func(...any) error) (crawler.Feed, error) {
	var f crawler.Feed
	var links, keep, leave string
	var every, upTo, pace, checked, succeeded, brought, next, broke int64
	err := scan(&f.URL, &f.Kind, &f.Title, &f.Outlet, &every, &upTo, &links, &keep, &leave, &f.Distrust, &f.Secrets,
		&f.ETag, &f.LastModified, &checked, &succeeded, &brought, &next, &pace, &f.Failure, &f.Failures, &broke, &f.Fetched, &f.Moved)
	if err != nil {
		return f, err
	}
	f.Every, f.UpTo, f.Pace = time.Duration(every)*time.Microsecond, time.Duration(upTo)*time.Microsecond, time.Duration(pace)*time.Microsecond
	f.Checked, f.Succeeded, f.Brought, f.Next, f.Broke = moment(checked), moment(succeeded), moment(brought), moment(next), moment(broke)
	for _, l := range []struct {
		text string
		list *[]string
	}{{links, &f.Links}, {keep, &f.Selectors.Keep}, {leave, &f.Selectors.Drop}} {
		if err := json.Unmarshal([]byte(l.text), l.list); err != nil {
			return f, fmt.Errorf("lists of %s: %w", f.URL, err)
		}
		if len(*l.list) == 0 {
			*l.list = nil
		}
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
	if err := checkFeed(f); err != nil {
		return fmt.Errorf("add feed %s: %w", f.URL, err)
	}
	var lists [3]string
	for i, list := range [][]string{f.Links, f.Selectors.Keep, f.Selectors.Drop} {
		var err error
		if lists[i], err = listed(list); err != nil {
			return fmt.Errorf("add feed %s: %w", f.URL, err)
		}
	}
	distrust := 0
	if f.Distrust {
		distrust = 1
	}
	return db.write(ctx, "add feed "+f.URL, func(t *tx) error {
		before, err := scanFeed(t.row(`SELECT `+feedColumns+` FROM feeds WHERE url = ?`, f.URL).Scan)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if _, err := t.exec(`INSERT INTO feeds (url, kind, title, outlet, every, up_to, links, keep, leave, distrust, secrets,
				etag, last_modified, checked, failure, fetched, moved)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 0, '', 0, '')
			ON CONFLICT (url) DO UPDATE SET kind = excluded.kind, outlet = excluded.outlet,
				title = CASE WHEN excluded.title = '' THEN feeds.title ELSE excluded.title END,
				every = excluded.every, up_to = excluded.up_to, links = excluded.links, keep = excluded.keep,
				leave = excluded.leave, distrust = excluded.distrust, secrets = excluded.secrets`,
			f.URL, f.Kind, f.Title, f.Outlet, f.Every.Microseconds(), f.UpTo.Microseconds(), lists[0], lists[1], lists[2],
			distrust, f.Secrets); err != nil {
			return err
		}
		if before.Kind != "" && before.Kind != f.Kind {
			if err := t.forgetLooks(f.URL); err != nil {
				return err
			}
		}
		return t.enqueue(crawler.Job{Kind: f.Kind, Key: f.URL, At: due(before, f, t.now)})
	})
}

func checkFeed(f crawler.Feed) error {
	switch {
	case f.Kind != crawler.FeedJob && f.Kind != crawler.SiteJob && f.Kind != crawler.SingleJob:
		return fmt.Errorf("unknown kind %q", f.Kind)
	case f.Every <= 0:
		return errors.New("the time between two looks must be positive")
	}
	return nil
}

// due tells when a feed is looked at that is added, and was there before or
// not: what was planned for one that fails, or whose bounds are the same,
// stands.
func due(before, f crawler.Feed, now time.Time) time.Time {
	switch {
	case before.Checked.IsZero():
		return now
	case before.Failures == 0 && (before.Every != f.Every || before.UpTo != f.UpTo):
		return before.Checked.Add(f.Every)
	}
	return before.Next
}

// ReviveFeed gives a feed that fails, or has died of it, a new life: it is
// looked at now.
func (db *DB) ReviveFeed(ctx context.Context, url string) error {
	return db.write(ctx, "revive feed "+url, func(t *tx) error {
		var kind string
		err := t.row(`UPDATE feeds SET failures = 0, failure = '', broke = 0, next = ?, etag = '', last_modified = ''
			WHERE url = ? RETURNING kind`, micros(t.now), url).Scan(&kind)
		if err != nil {
			return notFound(err)
		}
		return t.enqueue(crawler.Job{Kind: kind, Key: url, At: t.now})
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
		return t.forgetLooks(url)
	})
}

// forgetLooks takes the looks at a feed off the queue.
func (t *tx) forgetLooks(url string) error {
	_, err := t.exec(`DELETE FROM jobs WHERE kind IN (?, ?, ?) AND subject = ? AND state <> 'running'`,
		crawler.FeedJob, crawler.SiteJob, crawler.SingleJob, url)
	return err
}

// SaveLook keeps a feed's new state, enqueues a page job for each item whose
// URL has not been seen, remembers the items, and plans and enqueues the next
// look. The items found so far are counted here, so that a look saved twice
// counts once. Of a feed that was removed while it was looked at, nothing is
// kept.
func (db *DB) SaveLook(ctx context.Context, f crawler.Feed, items []crawler.Item) (fresh int, err error) {
	looked := f
	err = db.write(ctx, "save look at "+f.URL, func(t *tx) error {
		f, fresh = looked, 0
		var there int
		if err := t.row(`SELECT COUNT(*) FROM feeds WHERE url = ?`, f.URL).Scan(&there); err != nil || there == 0 {
			return err
		}
		for _, item := range items {
			isNew, err := t.saveItem(f.URL, item)
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
		}
		f.Looked(fresh)
		if _, err := t.exec(`UPDATE feeds SET title = ?, etag = ?, last_modified = ?, checked = ?, succeeded = ?, brought = ?,
				next = ?, pace = ?, failure = ?, failures = ?, broke = ?, moved = ?, fetched = fetched + ? WHERE url = ?`,
			f.Title, f.ETag, f.LastModified, micros(f.Checked), micros(f.Succeeded), micros(f.Brought), micros(f.Next),
			f.Pace.Microseconds(), f.Failure, f.Failures, micros(f.Broke), f.Moved, fresh, f.URL); err != nil {
			return err
		}
		return t.enqueue(crawler.Job{Kind: f.Kind, Key: f.URL, At: f.Next})
	})
	return fresh, err
}

// saveItem remembers an item and has its page fetched, when it is new or wants
// that again.
func (t *tx) saveItem(feed string, item crawler.Item) (isNew bool, err error) {
	n, err := t.exec(`INSERT INTO items (url, feed, title, byline, published, seen) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (url) DO NOTHING`, item.URL, feed, item.Title, item.Byline, micros(item.Published), micros(t.now))
	if err != nil || n == 0 && !item.Again {
		return false, err
	}
	return n > 0, t.enqueue(crawler.Job{Kind: crawler.PageJob, Key: item.URL})
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
