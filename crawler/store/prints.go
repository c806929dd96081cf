package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
)

// mostPrints is how many articles a text is compared with: of a story that so
// many have, those that were first seen first.
const mostPrints = 100

// printed is a state of an article that may be a print of one story with
// another.
type printed struct {
	article, text string
}

// savePrint finds of which articles some state is a print of the same story as
// this revision, and makes it be found by those to come. It looks at every
// pair of states whatever their order, so that what is found doesn't depend on
// who was first.
func (t *tx) savePrint(article string, revision int, text string) error {
	p := crawler.NewPrint(text)
	bands := p.Bands()
	if len(bands) == 0 {
		return nil
	}
	args := make([]any, 0, 3*len(bands))
	for _, b := range bands {
		args = append(args, b)
	}
	near, err := collect(t.ctx, t, func(scan func(...any) error) (c printed, err error) {
		return c, scan(&c.article, &c.text)
	}, `SELECT r.article, r.text FROM revisions r
		JOIN (SELECT DISTINCT article, revision FROM prints WHERE band IN (`+places(len(bands))+`) AND article <> ?) n
			ON n.article = r.article AND n.revision = r.number
		ORDER BY r.seen, r.article, r.number LIMIT ?`, append(args, article, mostPrints)...)
	if err != nil {
		return err
	}
	for _, n := range near {
		overlap := p.Overlap(crawler.NewPrint(n.text))
		if overlap < crawler.Reprinted {
			continue
		}
		if _, err := t.exec(`INSERT INTO reprints (article, other, overlap) VALUES (?, ?, ?)
			ON CONFLICT (article, other) DO UPDATE SET
				overlap = CASE WHEN reprints.overlap < excluded.overlap THEN excluded.overlap ELSE reprints.overlap END`,
			min(article, n.article), max(article, n.article), overlap); err != nil {
			return err
		}
	}
	args = args[:0]
	for _, b := range bands {
		args = append(args, b, article, revision)
	}
	if _, err := t.exec(`INSERT INTO prints (band, article, revision) VALUES (?, ?, ?)`+strings.Repeat(`, (?, ?, ?)`, len(bands)-1)+
		` ON CONFLICT (band, article, revision) DO NOTHING`, args...); err != nil {
		return err
	}
	return t.tellStory(article)
}

// Print is one article among the prints of one story.
type Print struct {
	// Article is its newest state, the text left out.
	Article extractor.Article
	// Seen is when it was first fetched.
	Seen time.Time
	// Credit is the news agency that it names, if any.
	Credit string
	// Overlap is the part of its words' runs that it shares with the article
	// that was asked about, 1 for itself.
	Overlap float64
}

// Prints gives an article and those of which some state is a print of the same
// story, by when they were first seen. An article that nobody else has is
// alone.
func (db *DB) Prints(ctx context.Context, article string) ([]Print, error) {
	scan := func(scan func(...any) error) (Print, error) {
		var p Print
		var published, seen int64
		a := &p.Article
		err := scan(&a.ID, &a.Revision, &a.URL, &a.Title, &a.Byline, &a.Outlet, &published, &a.DatedBy, &a.Language, &seen, &p.Credit, &p.Overlap)
		a.Published, p.Seen = moment(published), moment(seen)
		return p, err
	}
	all, err := collect(ctx, db.reader, scan, `SELECT r.article, r.number, r.url, r.title, r.byline, r.outlet, r.published, r.dated_by, r.language,
			f.seen, CASE WHEN r.credit = '' THEN f.credit ELSE r.credit END, n.overlap
		FROM (SELECT ? AS id, 1.0 AS overlap
			UNION ALL SELECT other, overlap FROM reprints WHERE article = ?
			UNION ALL SELECT article, overlap FROM reprints WHERE other = ?) n
		JOIN articles a ON a.id = n.id
		JOIN revisions r ON r.article = a.id AND r.number = a.revision
		JOIN revisions f ON f.article = a.id AND f.number = 1
		ORDER BY f.seen, r.article`, article, article, article)
	if err != nil {
		return nil, fmt.Errorf("prints of %s: %w", article, err)
	}
	return all, nil
}

// Addresses gives the addresses at which an article was found.
func (db *DB) Addresses(ctx context.Context, article string) ([]string, error) {
	all, err := collect(ctx, db.reader, func(scan func(...any) error) (url string, err error) { return url, scan(&url) },
		`SELECT url FROM pages WHERE article = ? AND url NOT LIKE 'capture:%' ORDER BY url LIMIT 100`, article)
	if err != nil {
		return nil, fmt.Errorf("addresses of %s: %w", article, err)
	}
	return all, nil
}
