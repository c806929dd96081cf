package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"onrecord/extractor"
)

// Edit is a revision that changed an article: from the one before, with what
// became of its statements.
type Edit struct {
	// Article is the newer state, its text left out.
	Article extractor.Article
	// Was is the title before.
	Was string
	// Seen is when the newer state was first fetched, Recorded when the edit
	// came onto the record.
	Seen, Recorded time.Time
	// Changes are the statements', which may be none.
	Changes []extractor.Change
}

// compareAround compares a revision's statements, just saved, with those of
// its neighbours, as far as these are extracted. Whichever of two neighbours is
// extracted last does it, and to compare again replaces what was found before.
func (t *tx) compareAround(article string, revision int) error {
	for _, newer := range []int{revision, revision + 1} {
		n := 0
		if err := t.row(`SELECT COUNT(*) FROM revisions WHERE article = ? AND number IN (?, ?) AND extracted > 0`,
			article, newer-1, newer).Scan(&n); err != nil {
			return err
		}
		if n < 2 {
			continue
		}
		if err := t.compare(article, newer); err != nil {
			return fmt.Errorf("compare revision %d with the one before: %w", newer, err)
		}
	}
	return nil
}

func (t *tx) compare(article string, newer int) error {
	before, old, err := revisionOf(t.ctx, t, article, newer-1)
	if err != nil {
		return err
	}
	after, now, err := revisionOf(t.ctx, t, article, newer)
	if err != nil {
		return err
	}
	if _, err := t.exec(`DELETE FROM changes WHERE article = ? AND revision = ?`, article, newer); err != nil {
		return err
	}
	for place, c := range extractor.Compare(before, old, after, now) {
		data, err := json.Marshal(c)
		if err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO changes (article, revision, place, kind, data) VALUES (?, ?, ?, ?, ?)`,
			article, newer, place, string(c.Kind), string(data)); err != nil {
			return err
		}
	}
	_, err = t.exec(`UPDATE revisions SET compared = ? WHERE article = ? AND number = ? AND compared = 0`,
		micros(t.now), article, newer)
	return err
}

// Edits gives the edits of one article, from the first.
func (db *DB) Edits(ctx context.Context, article string) ([]Edit, error) {
	all, err := db.edits(ctx, db.reader, `r.article = ? ORDER BY r.number`, article)
	if err != nil {
		return nil, fmt.Errorf("edits of %s: %w", article, err)
	}
	return all, nil
}

// EditsBetween gives the edits that came onto the record after from, up to and
// including to, in that order. Once to has passed the answer never changes but
// for what better rules find: it waits for the writers before it.
func (db *DB) EditsBetween(ctx context.Context, from, to time.Time) ([]Edit, error) {
	var all []Edit
	err := db.write(ctx, "edits", func(t *tx) (err error) {
		all, err = db.edits(ctx, t, `r.compared > ? AND r.compared <= ? ORDER BY r.compared, r.article, r.number`,
			micros(from), micros(to))
		return err
	})
	return all, err
}

// EditPlace is where a list of edits, the newest first, is read on from.
type EditPlace struct {
	Recorded time.Time
	Article  string
	Revision int
}

// LatestEdits gives the edits that came onto the record before a place (the
// zero EditPlace: all) and after since, the newest first, at most so many.
func (db *DB) LatestEdits(ctx context.Context, since time.Time, before EditPlace, most int) ([]Edit, error) {
	at := micros(before.Recorded)
	if at == 0 {
		at = 1 << 62
	}
	all, err := db.edits(ctx, db.reader, `r.compared > ? AND (r.compared, r.article, r.number) < (?, ?, ?)
		ORDER BY r.compared DESC, r.article DESC, r.number DESC LIMIT ?`,
		micros(since), at, before.Article, before.Revision, most)
	if err != nil {
		return nil, fmt.Errorf("latest edits: %w", err)
	}
	return all, nil
}

// edits reads the compared revisions that a condition chooses, in its order.
func (db *DB) edits(ctx context.Context, q querier, which string, args ...any) ([]Edit, error) {
	scan := func(scan func(...any) error) (Edit, error) {
		var e Edit
		var published, seen, compared int64
		a := &e.Article
		err := scan(&a.ID, &a.Revision, &a.URL, &a.Title, &a.Byline, &a.Outlet, &published, &a.DatedBy, &a.Language, &e.Was, &seen, &compared)
		a.Published, e.Seen, e.Recorded = moment(published), moment(seen), moment(compared)
		return e, err
	}
	all, err := collect(ctx, q, scan, `SELECT r.article, r.number, r.url, r.title, r.byline, r.outlet, r.published,
		r.dated_by, r.language, b.title, r.seen, r.compared
		FROM revisions r JOIN revisions b ON b.article = r.article AND b.number = r.number - 1
		WHERE r.compared > 0 AND `+which, args...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Changes, err = collect(ctx, q, scanChange,
			`SELECT data FROM changes WHERE article = ? AND revision = ? ORDER BY place`,
			all[i].Article.ID, all[i].Article.Revision); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func scanChange(scan func(...any) error) (extractor.Change, error) {
	var c extractor.Change
	var data []byte
	if err := scan(&data); err != nil {
		return c, err
	}
	return c, json.Unmarshal(data, &c)
}
