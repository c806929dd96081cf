package store

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Unseen is how often one outlet's pages had no article for one reason.
type Unseen struct {
	Outlet, Reason string
	Count          int
	// Last is when that was last so, and URL one of the pages.
	Last time.Time
	URL  string
}

// Unseen counts the pages without an article by outlet and reason, and tells
// how many pages of each outlet were looked at.
func (db *DB) Unseen(ctx context.Context) ([]Unseen, map[string]int, error) {
	scan := func(scan func(...any) error) (u Unseen, err error) {
		var last int64
		err = scan(&u.Outlet, &u.Reason, &u.Count, &last, &u.URL)
		u.Last = moment(last)
		return u, err
	}
	all, err := collect(ctx, db.reader, scan, `SELECT outlet, reason, COUNT(*), MAX(checked), MAX(url) FROM pages
		WHERE reason <> '' GROUP BY outlet, reason ORDER BY outlet, reason`)
	if err != nil {
		return nil, nil, fmt.Errorf("count what cannot be seen: %w", err)
	}
	looked, err := db.tally(ctx, `SELECT outlet, COUNT(*) FROM pages GROUP BY outlet`)
	return all, looked, err
}

// outletOf names a page's outlet, by its host when nothing better is known.
func outletOf(outlet, address string) string {
	if outlet != "" {
		return outlet
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
