package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
)

// Made is a text that was made of a capture: a revision with its statements.
type Made struct {
	Article    extractor.Article
	Statements []extractor.Statement
	Reader     crawler.ReaderInfo
	// Credit is the news agency that the article gives credit to.
	Credit string
	// Capture is the ID of what it was made of.
	Capture string
}

// Made gives the revisions whose texts were made of a capture, as they came.
func (db *DB) Made(ctx context.Context, capture string) ([]Made, error) {
	type key struct {
		article string
		number  int
	}
	scan := func(scan func(...any) error) (k key, err error) { return k, scan(&k.article, &k.number) }
	keys, err := collect(ctx, db.reader, scan, `SELECT article, number FROM revisions WHERE capture = ? ORDER BY seen, number`, capture)
	if err != nil {
		return nil, fmt.Errorf("made of capture %s: %w", capture, err)
	}
	made := make([]Made, len(keys))
	for i, k := range keys {
		if made[i], err = db.Revision(ctx, k.article, k.number); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// Revision gives a revision with all that its text was made of.
func (db *DB) Revision(ctx context.Context, article string, number int) (Made, error) {
	var m Made
	var err error
	if m.Article, m.Statements, err = db.Article(ctx, article, number); err != nil {
		return m, err
	}
	var reader []byte
	if err := db.row(ctx, `SELECT capture, reader, credit FROM revisions WHERE article = ? AND number = ?`, article, m.Article.Revision).
		Scan(&m.Capture, &reader, &m.Credit); err != nil {
		return m, fmt.Errorf("source of article %s, revision %d: %w", article, number, notFound(err))
	}
	if err := json.Unmarshal(reader, &m.Reader); err != nil {
		return m, fmt.Errorf("reader of article %s, revision %d: %w", article, number, err)
	}
	return m, nil
}

// Place is where a statement stands on record.
type Place struct {
	Article  string
	Revision int
	// First is when it came onto the record.
	First time.Time
}

// Place gives the newest revision that holds a statement, or the one asked for
// when that isn't 0.
func (db *DB) Place(ctx context.Context, statement string, revision int) (Place, error) {
	var p Place
	var first int64
	err := db.row(ctx, `SELECT s.article, s.revision, g.first FROM sightings g
		JOIN statements s ON s.article = g.article AND s.id = g.statement
		WHERE g.statement = ? AND (s.revision = ? OR ? = 0) ORDER BY s.revision DESC LIMIT 1`, statement, revision, revision).
		Scan(&p.Article, &p.Revision, &first)
	if err != nil {
		return p, fmt.Errorf("statement %s: %w", statement, notFound(err))
	}
	p.First = moment(first)
	return p, nil
}

// EachCapture calls do with the ID of every capture that has bytes and was
// fetched since then, or found again, the first fetched first; with those of
// the articles when any are named.
func (db *DB) EachCapture(ctx context.Context, since time.Time, articles []string, do func(id string) error) error {
	type key struct {
		id      string
		fetched int64
	}
	scan := func(scan func(...any) error) (k key, err error) { return k, scan(&k.id, &k.fetched) }
	query := `SELECT id, fetched FROM captures c WHERE dropped = 0 AND (fetched, id) > (?, ?) AND (fetched >= ?
		OR EXISTS (SELECT 1 FROM visits v WHERE v.capture = c.id AND v.fetched >= ?))`
	var named []any
	if len(articles) > 0 {
		query += ` AND (article IN (` + places(len(articles)) + `) OR id IN (SELECT capture FROM revisions WHERE article IN (` + places(len(articles)) + `)))`
		for range 2 {
			for _, a := range articles {
				named = append(named, a)
			}
		}
	}
	last := key{fetched: -1 << 62}
	for {
		args := append([]any{last.fetched, last.id, micros(since), micros(since)}, named...)
		page, err := collect(ctx, db.reader, scan, query+` ORDER BY fetched, id LIMIT 500`, args...)
		if err != nil {
			return fmt.Errorf("each capture: %w", err)
		}
		if len(page) == 0 {
			return nil
		}
		for _, k := range page {
			if err := do(k.id); err != nil {
				return err
			}
		}
		last = page[len(page)-1]
	}
}
