package store

import (
	"context"
	"fmt"
	"time"
)

// The kinds of what retention drops: an article with all that was made of it
// and all its captures, or the bytes of a capture alone.
const (
	DropArticle = "article"
	DropCapture = "capture"
)

// Rule says for how long to keep. What is older than Age and that no hold
// names may be dropped.
type Rule struct {
	// Kind is DropArticle or DropCapture.
	Kind string
	Age  time.Duration
	// Outlet is whose; empty is those of all outlets but Except.
	Outlet string
	Except []string
}

// String is the rule as tombstones and people have it.
func (r Rule) String() string {
	of := ""
	if r.Outlet != "" {
		of = " of " + r.Outlet
	}
	return fmt.Sprintf("%ss%s older than %s", r.Kind, of, days(r.Age))
}

func days(d time.Duration) string {
	const day = 24 * time.Hour
	if d >= day && d%day == 0 {
		return fmt.Sprintf("%dd", d/day)
	}
	return d.String()
}

// Doomed is what a rule drops.
type Doomed struct {
	Kind, ID, URL, Outlet string
	// Seen is when it was last seen.
	Seen time.Time
	// Bytes is what it takes in the record, roughly.
	Bytes int64
}

// Doom is what a rule drops in all, and what it would drop but for holds.
type Doom struct {
	Rule         Rule
	Count, Held  int
	Bytes        int64
	Oldest, Last time.Time
}

// doomed articles: the newest revision's first sight and outlet count.
const doomedArticles = `SELECT 'article', a.id, a.url, r.outlet, a.seen,
	(SELECT COALESCE(SUM(LENGTH(v.text)), 0) FROM revisions v WHERE v.article = a.id)
		+ (SELECT COALESCE(SUM(LENGTH(c.body)), 0) FROM captures c WHERE c.article = a.id) AS size,
	CASE WHEN EXISTS (SELECT 1 FROM holds h WHERE ` + holdsArticle + `) THEN 1 ELSE 0 END AS held
	FROM articles a JOIN revisions r ON r.article = a.id AND r.number = a.revision WHERE a.seen < ?`

// ofCapture is true for an article a that a capture c belongs to: the one that
// its page was, those made of it, the one that its address is known for.
const ofCapture = `(a.id = c.article OR a.id IN (SELECT v.article FROM revisions v WHERE v.capture = c.id)
	OR c.url <> '' AND a.id IN (SELECT p.article FROM pages p WHERE p.url = c.url))`

// captureOutlet is whose a capture is: its article's, else its feed's.
const captureOutlet = `COALESCE((SELECT r.outlet FROM articles a JOIN revisions r ON r.article = a.id AND r.number = a.revision WHERE a.id = c.article),
	(SELECT f.outlet FROM items i JOIN feeds f ON f.url = i.feed WHERE i.url = c.url), '')`

// doomed captures: the last look that found the same counts.
const doomedCaptures = `SELECT 'capture', c.id, c.url, ` + captureOutlet + ` AS outlet,
	COALESCE((SELECT MAX(v.fetched) FROM visits v WHERE v.capture = c.id AND v.fetched > c.fetched), c.fetched) AS seen,
	LENGTH(c.body) + COALESCE(LENGTH(c.wire), 0) AS size,
	CASE WHEN EXISTS (SELECT 1 FROM articles a, holds h WHERE ` + ofCapture + ` AND ` + holdsArticle + `)
		OR EXISTS (SELECT 1 FROM holds h WHERE h.kind = 'outlet' AND h.what = ` + captureOutlet + `) THEN 1 ELSE 0 END AS held
	FROM captures c WHERE c.dropped = 0 AND c.fetched < ?`

// query gives the rule's candidates, held ones too, as columns kind, id, url,
// outlet, seen, size, held.
func (r Rule) query(now time.Time) (string, []any) {
	all := doomedArticles
	if r.Kind == DropCapture {
		all = doomedCaptures
	}
	before := micros(now.Add(-r.Age))
	q, args := `SELECT * FROM (`+all+`) AS d WHERE seen < ?`, []any{before, before}
	if r.Outlet != "" {
		return q + ` AND outlet = ?`, append(args, r.Outlet)
	}
	if len(r.Except) > 0 {
		q += ` AND outlet NOT IN (` + places(len(r.Except)) + `)`
		for _, o := range r.Except {
			args = append(args, o)
		}
	}
	return q, args
}

func (r Rule) check() error {
	if r.Kind != DropArticle && r.Kind != DropCapture || r.Age <= 0 {
		return fmt.Errorf("no rule of retention: %s", r)
	}
	return nil
}

// Forecast tells what the rules would drop now.
func (db *DB) Forecast(ctx context.Context, rules []Rule) ([]Doom, error) {
	var out []Doom
	for _, r := range rules {
		if err := r.check(); err != nil {
			return nil, err
		}
		d := Doom{Rule: r}
		q, args := r.query(db.Now())
		var oldest, last int64
		err := db.row(ctx, `SELECT COUNT(*) - COALESCE(SUM(held), 0), COALESCE(SUM(held), 0), COALESCE(SUM(CASE WHEN held = 1 THEN 0 ELSE size END), 0),
			COALESCE(MIN(CASE WHEN held = 1 THEN NULL ELSE seen END), 0), COALESCE(MAX(CASE WHEN held = 1 THEN NULL ELSE seen END), 0) FROM (`+q+`) AS all_of_it`, args...).
			Scan(&d.Count, &d.Held, &d.Bytes, &oldest, &last)
		if err != nil {
			return nil, fmt.Errorf("forecast of %s: %w", r, err)
		}
		d.Oldest, d.Last = moment(oldest), moment(last)
		out = append(out, d)
	}
	return out, nil
}

// doomedNow gives some of what a rule drops, in the transaction that is to
// drop it. They are in no order, so that no more are looked at than are given.
func (t *tx) doomedNow(r Rule, limit int) ([]Doomed, error) {
	scan := func(scan func(...any) error) (Doomed, error) {
		var d Doomed
		var seen int64
		var held int
		err := scan(&d.Kind, &d.ID, &d.URL, &d.Outlet, &seen, &d.Bytes, &held)
		d.Seen = moment(seen)
		return d, err
	}
	q, args := r.query(t.now)
	return collect(t.ctx, t, scan, q+` AND held = 0 LIMIT ?`, append(args, limit)...)
}

// Drop drops some of what a rule names, with a tombstone each, and tells how
// many: fewer than limit when that was the rest. What a hold names stays, and
// while it isn't known what a hold names, nothing is dropped (ErrUnsettled).
func (db *DB) Drop(ctx context.Context, r Rule, limit int) (int, error) {
	if err := r.check(); err != nil {
		return 0, err
	}
	n := 0
	err := db.write(ctx, "drop "+r.String(), func(t *tx) error {
		if err := t.settled(); err != nil {
			return err
		}
		all, err := t.doomedNow(r, limit)
		if err != nil {
			return err
		}
		for _, d := range all {
			if err := t.drop(d, r.String()); err != nil {
				return fmt.Errorf("%s %s: %w", d.Kind, d.ID, err)
			}
		}
		n = len(all)
		return nil
	})
	return n, err
}
