package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"onrecord/extractor"
)

func scanStatement(scan func(...any) error) (extractor.Statement, error) {
	var s extractor.Statement
	var data []byte
	if err := scan(&data); err != nil {
		return s, err
	}
	return s, json.Unmarshal(data, &s)
}

// SaveStatements replaces the statements of one revision. A statement comes
// onto the record once: with the first extraction of the first revision that
// holds it. One that only better rules find in a text extracted long ago is as
// old as that extraction, so that no digest takes it for news. What became of
// the statements since the revision before is saved with them.
func (db *DB) SaveStatements(ctx context.Context, article string, revision int, all []extractor.Statement) error {
	what := fmt.Sprintf("save statements of %s, revision %d", article, revision)
	return db.write(ctx, what, func(t *tx) error {
		first, err := t.extracted(article, revision)
		if err != nil {
			return err
		}
		if err := t.saveAll(article, revision, all); err != nil {
			return err
		}
		for _, s := range all {
			if _, err := t.exec(`INSERT INTO sightings (statement, article, first) VALUES (?, ?, ?)
				ON CONFLICT (statement) DO NOTHING`, s.ID, article, first); err != nil {
				return fmt.Errorf("statement %s: %w", s.ID, err)
			}
		}
		if err := t.compareAround(article, revision); err != nil {
			return err
		}
		return t.alert()
	})
}

// extracted gives when a revision's statements were first saved, which is now
// when they never were.
func (t *tx) extracted(article string, revision int) (int64, error) {
	var us int64
	err := t.row(`UPDATE revisions SET extracted = CASE WHEN extracted = 0 THEN ? ELSE extracted END
		WHERE article = ? AND number = ? RETURNING extracted`, micros(t.now), article, revision).Scan(&us)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNotFound
	}
	return us, err
}

// saveAll replaces the statements of a revision, and finds what utterances
// they are. Those that are there as they are need nothing.
func (t *tx) saveAll(article string, revision int, all []extractor.Statement) error {
	want := make([]string, len(all))
	for i, s := range all {
		data, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("statement %s: %w", s.ID, err)
		}
		want[i] = string(data)
	}
	have, err := collect(t.ctx, t.Tx, scanText, `SELECT data FROM statements WHERE article = ? AND revision = ? ORDER BY place`, article, revision)
	if err != nil {
		return err
	}
	if slices.Equal(have, want) {
		assigned := 0
		if err := t.row(`SELECT assigned FROM articles WHERE id = ?`, article).Scan(&assigned); err != nil || assigned > 0 {
			return notFound(err)
		}
		return t.assign(article)
	}
	if _, err := t.exec(`DELETE FROM statements WHERE article = ? AND revision = ?`, article, revision); err != nil {
		return err
	}
	for i, s := range all {
		party := s.Speaker.For
		if party == "" {
			party = s.Speaker.Name
		}
		if _, err := t.exec(`INSERT INTO statements (article, revision, id, place, stance, party, data)
			VALUES (?, ?, ?, ?, ?, ?, ?)`, article, revision, s.ID, i, string(s.Stance), party, want[i]); err != nil {
			return fmt.Errorf("statement %s: %w", s.ID, err)
		}
	}
	return t.assign(article)
}

// Sighting is when a statement came onto the record.
type Sighting struct {
	Statement, Article string
	First              time.Time
}

// Sightings gives the statements that came onto the record after from, up to
// and including to, in that order. Once to has passed the answer never
// changes: it waits for the writers before it. Whoever looks the statements up
// in an index must have put them there before saving them here.
func (db *DB) Sightings(ctx context.Context, from, to time.Time) ([]Sighting, error) {
	scan := func(scan func(...any) error) (Sighting, error) {
		var s Sighting
		var first int64
		err := scan(&s.Statement, &s.Article, &first)
		s.First = moment(first)
		return s, err
	}
	var all []Sighting
	err := db.write(ctx, "sightings", func(t *tx) (err error) {
		all, err = collect(ctx, t, scan, `SELECT statement, article, first FROM sightings
			WHERE first > ? AND first <= ? ORDER BY first, statement`, micros(from), micros(to))
		return err
	})
	return all, err
}
