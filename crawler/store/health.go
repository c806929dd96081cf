package store

import (
	"context"
	"fmt"

	"onrecord/crawler"
)

// Health is how the record and its pipeline are.
type Health struct {
	Feeds []crawler.Feed
	Jobs  []JobCount
	Dead  []DeadJob
	// Captures, Articles and Revisions are all that are kept; Statements are
	// those of the articles' newest revisions.
	Captures, Articles, Revisions, Statements int
	// Pages counts the pages looked at by the reason why they have no text;
	// those that have one are under "".
	Pages map[string]int
	// Deliveries counts the digests by state.
	Deliveries map[string]int
}

// Health gives the state of the pipeline.
func (db *DB) Health(ctx context.Context) (Health, error) {
	var h Health
	var err error
	if h.Feeds, err = db.Feeds(ctx); err != nil {
		return h, err
	}
	if h.Jobs, h.Dead, err = db.Jobs(ctx); err != nil {
		return h, err
	}
	if err := db.row(ctx, `SELECT (SELECT COUNT(*) FROM captures WHERE dropped = 0), (SELECT COUNT(*) FROM articles),
		(SELECT COUNT(*) FROM revisions),
		(SELECT COUNT(*) FROM articles a JOIN statements s ON s.article = a.id AND s.revision = a.revision)`).
		Scan(&h.Captures, &h.Articles, &h.Revisions, &h.Statements); err != nil {
		return h, fmt.Errorf("count the record: %w", err)
	}
	if h.Pages, err = db.Pages(ctx); err != nil {
		return h, err
	}
	h.Deliveries, err = db.tally(ctx, `SELECT state, COUNT(*) FROM deliveries GROUP BY state`)
	return h, err
}

// Pages counts the pages looked at by the reason why they have no text; those
// that have one are under "".
func (db *DB) Pages(ctx context.Context) (map[string]int, error) {
	return db.tally(ctx, `SELECT reason, COUNT(*) FROM pages GROUP BY reason`)
}

func (db *DB) tally(ctx context.Context, query string) (map[string]int, error) {
	type count struct {
		what string
		n    int
	}
	scan := func(scan func(...any) error) (c count, err error) { return c, scan(&c.what, &c.n) }
	counts, err := collect(ctx, db.reader, scan, query)
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	all := map[string]int{}
	for _, c := range counts {
		all[c.what] = c.n
	}
	return all, nil
}
