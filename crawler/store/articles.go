package store

import (
	"context"
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
)

const articleColumns = `r.article, r.number, r.url, r.title, r.byline, r.outlet, r.published, r.dated_by, r.language, r.text,
	r.zone, r.modified, r.modified_by, r.image, r.notes`

func scanArticle(scan func(...any) error) (extractor.Article, error) {
	var a extractor.Article
	var published, zone, modified int64
	err := scan(&a.ID, &a.Revision, &a.URL, &a.Title, &a.Byline, &a.Outlet, &published, &a.DatedBy, &a.Language, &a.Text,
		&zone, &modified, &a.ModifiedBy, &a.Image, &a.Notes)
	a.Published, a.Modified = inZone(moment(published), zone), moment(modified)
	return a, err
}

// inZone puts a moment back into the zone that it was written in.
func inZone(t time.Time, east int64) time.Time {
	if t.IsZero() || east == 0 {
		return t
	}
	return t.In(time.FixedZone("", int(east)))
}

// eastOf is how many seconds east of UTC a moment's zone is.
func eastOf(t time.Time) int64 {
	_, east := t.Zone()
	return int64(east)
}

// Article gives a revision of an article, 0 being the newest, with the
// statements found in it.
func (db *DB) Article(ctx context.Context, id string, revision int) (extractor.Article, []extractor.Statement, error) {
	return revisionOf(ctx, db.reader, id, revision)
}

func revisionOf(ctx context.Context, q querier, id string, revision int) (extractor.Article, []extractor.Statement, error) {
	query := `SELECT ` + articleColumns + ` FROM revisions r JOIN articles a ON a.id = r.article WHERE r.article = ? AND r.number = `
	args := []any{id}
	if revision == 0 {
		query += `a.revision`
	} else {
		query += `?`
		args = append(args, revision)
	}
	found, err := collect(ctx, q, scanArticle, query, args...)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return extractor.Article{}, nil, fmt.Errorf("article %s, revision %d: %w", id, revision, err)
	}
	a := found[0]
	statements, err := collect(ctx, q, scanStatement,
		`SELECT data FROM statements WHERE article = ? AND revision = ? ORDER BY place`, a.ID, a.Revision)
	if err != nil {
		return extractor.Article{}, nil, fmt.Errorf("statements of article %s: %w", id, err)
	}
	return a, statements, nil
}

// Revisions gives the states that an article's text has had, from the first.
func (db *DB) Revisions(ctx context.Context, id string) ([]extractor.Revision, error) {
	scan := func(scan func(...any) error) (extractor.Revision, error) {
		var r extractor.Revision
		var seen int64
		err := scan(&r.Article, &r.Number, &r.Title, &r.Hash, &seen, &r.Length)
		r.Seen = moment(seen)
		return r, err
	}
	revisions, err := collect(ctx, db.reader, scan,
		`SELECT article, number, title, hash, seen, length FROM revisions WHERE article = ? ORDER BY number`, id)
	if err != nil {
		return nil, fmt.Errorf("revisions of %s: %w", id, err)
	}
	return revisions, nil
}

// EachArticle calls do with the newest revision of every article, by ID, until
// it returns an error. It reads in pages: what is saved meanwhile may or may
// not be seen, and do may write to the record.
func (db *DB) EachArticle(ctx context.Context, do func(extractor.Article) error) error {
	last := ""
	for {
		page, err := collect(ctx, db.reader, scanArticle, `SELECT `+articleColumns+`
			FROM articles a JOIN revisions r ON r.article = a.id AND r.number = a.revision
			WHERE a.id > ? ORDER BY a.id LIMIT 100`, last)
		if err != nil {
			return fmt.Errorf("each article: %w", err)
		}
		if len(page) == 0 {
			return nil
		}
		for _, a := range page {
			if err := do(a); err != nil {
				return err
			}
		}
		last = page[len(page)-1].ID
	}
}

// Reextract enqueues the article job of every article's newest revision, and
// tells how many.
func (db *DB) Reextract(ctx context.Context) (int, error) {
	n := 0
	err := db.write(ctx, "re-extract", func(t *tx) error {
		scan := func(scan func(...any) error) (crawler.Job, error) {
			j := crawler.Job{Kind: crawler.ArticleJob}
			return j, scan(&j.Key, &j.Revision)
		}
		jobs, err := collect(ctx, t, scan, `SELECT id, revision FROM articles ORDER BY id`)
		n = len(jobs)
		if err != nil {
			return err
		}
		return t.enqueue(jobs...)
	})
	return n, err
}
