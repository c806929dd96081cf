package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"onrecord/crawler"
)

// The kinds of holds. A saved search is named by its ID, a query by its text;
// both hold every article that they find, from then on, whatever it is edited
// to.
const (
	HoldStatement = "statement"
	HoldArticle   = "article"
	HoldOutlet    = "outlet"
	HoldSearch    = "search"
	HoldQuery     = "query"
)

// Hold names what retention must never drop.
type Hold struct {
	Kind, What string
	// Reason is for people.
	Reason string
	Added  time.Time
	// Settled is when the articles of a search or query were found; zero while
	// that is still to be done.
	Settled time.Time
	// Articles counts those that it holds now.
	Articles int
}

// asks tells whether the index must be asked what a hold names.
func (h Hold) asks() bool { return h.Kind == HoldSearch || h.Kind == HoldQuery }

// AddHold holds something from now on; a hold that is there gets the reason.
// What a search or query names is found by a hold job.
func (db *DB) AddHold(ctx context.Context, h Hold) error {
	return db.write(ctx, "hold "+h.Kind+" "+h.What, func(t *tx) error {
		if err := t.checkHold(h); err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO holds (kind, what, reason, added, settled) VALUES (?, ?, ?, ?, 0)
			ON CONFLICT (kind, what) DO UPDATE SET reason = excluded.reason`, h.Kind, h.What, h.Reason, micros(t.now)); err != nil {
			return err
		}
		if !h.asks() {
			return nil
		}
		return t.enqueue(crawler.Job{Kind: crawler.HoldJob, Key: h.What, Period: h.Kind})
	})
}

// checkHold refuses to hold what isn't there: it would be a mistake in the ID.
func (t *tx) checkHold(h Hold) error {
	query := map[string]string{
		HoldStatement: `SELECT COUNT(*) FROM sightings g JOIN articles a ON a.id = g.article WHERE g.statement = ?`,
		HoldArticle:   `SELECT COUNT(*) FROM articles WHERE id = ?`,
		HoldOutlet:    `SELECT COUNT(*) FROM revisions WHERE outlet = ?`,
	}[h.Kind]
	if h.What == "" || query == "" && !h.asks() {
		return fmt.Errorf("nothing to hold: %q %q", h.Kind, h.What)
	}
	if h.asks() {
		return nil
	}
	n := 0
	if err := t.row(query, h.What).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		return ErrNotFound
	}
	return nil
}

// RemoveHold holds something no more.
func (db *DB) RemoveHold(ctx context.Context, kind, what string) error {
	return db.write(ctx, "release "+kind+" "+what, func(t *tx) error {
		if _, err := t.exec(`DELETE FROM held WHERE kind = ? AND what = ?`, kind, what); err != nil {
			return err
		}
		n, err := t.exec(`DELETE FROM holds WHERE kind = ? AND what = ?`, kind, what)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
}

const holdColumns = `h.kind, h.what, h.reason, h.added, h.settled`

func scanHold(scan func(...any) error) (Hold, error) {
	var h Hold
	var added, settled int64
	err := scan(&h.Kind, &h.What, &h.Reason, &added, &settled, &h.Articles)
	h.Added, h.Settled = moment(added), moment(settled)
	return h, err
}

// Holds gives all holds, the oldest first.
func (db *DB) Holds(ctx context.Context) ([]Hold, error) {
	holds, err := collect(ctx, db.reader, scanHold, `SELECT `+holdColumns+`,
		(SELECT COUNT(*) FROM articles a WHERE `+holdsArticle+`) FROM holds h ORDER BY h.added, h.kind, h.what`)
	if err != nil {
		return nil, fmt.Errorf("holds: %w", err)
	}
	return holds, nil
}

// HoldsOf gives the holds that name an article, the oldest first.
func (db *DB) HoldsOf(ctx context.Context, article string) ([]Hold, error) {
	holds, err := collect(ctx, db.reader, scanHold, `SELECT `+holdColumns+`, 1
		FROM holds h, articles a WHERE a.id = ? AND `+holdsArticle+` ORDER BY h.added, h.kind, h.what`, article)
	if err != nil {
		return nil, fmt.Errorf("holds of article %s: %w", article, err)
	}
	return holds, nil
}

// AskingHolds gives the holds of searches and queries.
func (db *DB) AskingHolds(ctx context.Context) ([]Hold, error) {
	holds, err := collect(ctx, db.reader, scanHold, `SELECT `+holdColumns+`, 0 FROM holds h WHERE h.kind IN (?, ?)`, HoldSearch, HoldQuery)
	if err != nil {
		return nil, fmt.Errorf("holds that ask: %w", err)
	}
	return holds, nil
}

// holdsArticle is true for a hold h that names an article a.
const holdsArticle = `(h.kind = 'article' AND h.what = a.id
	OR h.kind = 'statement' AND EXISTS (SELECT 1 FROM sightings g WHERE g.statement = h.what AND g.article = a.id)
	OR h.kind = 'outlet' AND EXISTS (SELECT 1 FROM revisions v WHERE v.article = a.id AND v.outlet = h.what)
	OR EXISTS (SELECT 1 FROM held m WHERE m.kind = h.kind AND m.what = h.what AND m.article = a.id))`

// SaveHeld remembers articles that a search or query names. One that was
// removed meanwhile names nothing.
func (db *DB) SaveHeld(ctx context.Context, h Hold, articles ...string) error {
	return db.write(ctx, "keep what "+h.What+" holds", func(t *tx) error {
		for _, a := range articles {
			if _, err := t.exec(`INSERT INTO held (kind, what, article) SELECT kind, what, ? FROM holds WHERE kind = ? AND what = ?
				ON CONFLICT (kind, what, article) DO NOTHING`, a, h.Kind, h.What); err != nil {
				return err
			}
		}
		return nil
	})
}

// SettleHold remembers that all that a search or query names was found.
func (db *DB) SettleHold(ctx context.Context, h Hold) error {
	return db.write(ctx, "settle hold "+h.What, func(t *tx) error {
		_, err := t.exec(`UPDATE holds SET settled = ? WHERE kind = ? AND what = ?`, micros(t.now), h.Kind, h.What)
		return err
	})
}

// ErrUnsettled tells that it isn't known yet what a hold names, so that
// nothing may be dropped.
var ErrUnsettled = errors.New("a hold waits for the articles that it names to be found")

// settled fails while a hold waits.
func (t *tx) settled() error {
	n := 0
	err := t.row(`SELECT COUNT(*) FROM holds WHERE settled = 0 AND kind IN (?, ?)`, HoldSearch, HoldQuery).Scan(&n)
	if err == nil && n > 0 {
		err = ErrUnsettled
	}
	return err
}
