package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/crawler"
)

// SavePage keeps a page's capture and article. A wording that no revision of
// the article has had becomes a new revision and enqueues its article job;
// again, when not zero, enqueues the page for another look, if it is the one
// by which its article is followed.
func (db *DB) SavePage(ctx context.Context, p crawler.Page, again time.Time) (crawler.Saved, error) {
	what := "save page " + p.Capture.URL
	if err := checkPage(p); err != nil {
		return crawler.Saved{}, fmt.Errorf("%s: %w", what, err)
	}
	space, ok := db.space.Get().(*[]byte)
	if !ok {
		space = new([]byte)
	}
	defer db.space.Put(space)
	kept, err := db.pack(p.Capture, space)
	if err != nil {
		return crawler.Saved{}, fmt.Errorf("%s: %w", what, err)
	}
	var saved crawler.Saved
	err = db.write(ctx, what, func(t *tx) (err error) {
		saved = crawler.Saved{}
		p, err := t.settle(p)
		if err != nil {
			return fmt.Errorf("settle which article it is: %w", err)
		}
		if err := t.saveCapture(p.Capture, kept, articleOf(p)); err != nil {
			return err
		}
		followed := true
		if p.Reason == "" {
			if saved, followed, err = t.saveArticle(p); err != nil {
				return err
			}
		}
		if err := t.savePage(p, saved); err != nil {
			return err
		}
		if again.IsZero() || !followed {
			return nil
		}
		return t.enqueue(crawler.Job{Kind: crawler.PageJob, Key: p.Capture.URL, At: again})
	})
	return saved, err
}

// articleOf names the article that a page is, or nothing.
func articleOf(p crawler.Page) string {
	if p.Reason != "" {
		return ""
	}
	return p.Article.ID
}

func checkPage(p crawler.Page) error {
	switch {
	case p.Capture.ID == "":
		return errors.New("the capture has no ID")
	case p.Reason != "":
		return nil
	case p.Article.Text == "":
		return errors.New("neither a text nor a reason why there is none")
	case !utf8.ValidString(p.Article.Text):
		return errors.New("the text is not valid UTF-8")
	case strings.ContainsRune(p.Article.Text, 0):
		return errors.New("the text holds a NUL")
	}
	return nil
}

// savePage notes what became of the latest look. A page that had an article
// and now has none keeps pointing to it.
func (t *tx) savePage(p crawler.Page, s crawler.Saved) error {
	url := p.Capture.URL
	if url == "" {
		url = "capture:" + p.Capture.ID
	}
	_, err := t.exec(`INSERT INTO pages (url, capture, article, revision, reason, status, checked, outlet)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (url) DO UPDATE SET capture = excluded.capture,
			article = CASE WHEN excluded.article = '' THEN pages.article ELSE excluded.article END,
			revision = CASE WHEN excluded.article = '' THEN pages.revision ELSE excluded.revision END,
			reason = excluded.reason, status = excluded.status, checked = excluded.checked,
			outlet = CASE WHEN excluded.outlet = '' THEN pages.outlet ELSE excluded.outlet END`,
		url, p.Capture.ID, s.Article, s.Revision, p.Reason, p.Capture.Status, micros(p.Capture.Fetched),
		outletOf(p.Article.Outlet, p.Capture.URL))
	return err
}

// saveArticle adds a revision when its wording is new, and tells whether the
// page is the one by which the article is followed.
func (t *tx) saveArticle(p crawler.Page) (saved crawler.Saved, followed bool, err error) {
	saved.Article = p.Article.ID
	if followed, err = t.settleHome(p); err != nil {
		return saved, false, fmt.Errorf("settle the article's page: %w", err)
	}
	words := crawler.Wording(p.Article.Title, p.Article.Text)
	hash := hexSum([]byte(p.Article.Text))
	// Of records older than the wording, the text is known alone; and the same
	// bytes are no edit, whatever a better reader makes of them.
	err = t.row(`SELECT number FROM revisions WHERE article = ? AND (words = ? OR hash = ? AND words = hash OR capture = ?) ORDER BY number DESC LIMIT 1`,
		p.Article.ID, words, hash, p.Capture.ID).Scan(&saved.Revision)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return saved, followed, err
	}
	if p.Twin && !followed {
		err = t.row(`SELECT revision FROM articles WHERE id = ?`, p.Article.ID).Scan(&saved.Revision)
		return saved, false, err
	}
	saved.New = true
	saved.Revision, err = t.saveRevision(p, words, hash)
	return saved, followed, err
}

func (t *tx) saveRevision(p crawler.Page, words, hash string) (number int, err error) {
	a, seen := p.Article, micros(p.Capture.Fetched)
	reader, err := json.Marshal(p.Reader)
	if err != nil {
		return 0, err
	}
	if err := t.row(`UPDATE articles SET revision = revision + 1, seen = ? WHERE id = ? RETURNING revision`,
		seen, a.ID).Scan(&number); err != nil {
		return 0, err
	}
	if _, err := t.exec(`INSERT INTO revisions (article, number, url, title, byline, outlet, published, dated_by,
			language, text, hash, length, title_key, sketch, capture, seen, extracted, words, credit, reader,
			zone, modified, modified_by, image, notes)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.ID, number, a.URL, a.Title, a.Byline, a.Outlet, micros(a.Published), a.DatedBy,
		a.Language, a.Text, hash, utf8.RuneCountInString(a.Text), p.TitleKey, int64(p.Sketch),
		p.Capture.ID, seen, words, p.Credit, string(reader),
		eastOf(a.Published), micros(a.Modified), a.ModifiedBy, a.Image, a.Notes); err != nil {
		return 0, err
	}
	if err := t.savePrint(a.ID, number, a.Text); err != nil {
		return 0, fmt.Errorf("look for reprints: %w", err)
	}
	if p.Loose {
		if err := t.saveKin(a.ID, p.TitleKey, p.Sketch); err != nil {
			return 0, err
		}
	}
	return number, t.enqueue(crawler.Job{Kind: crawler.ArticleJob, Key: a.ID, Revision: number})
}

// Look is what became of the latest look at a page.
type Look struct {
	// Article is the article that the page had when it last had one.
	Article string
	// Reason tells why the latest look found none.
	Reason string
	// Failure is what the last attempt at a look failed with that is still to
	// be done, or was given up, as State tells: Waiting, Dead or Gone.
	Failure, State string
}

// Look gives what is known of a page by the URL that was asked for; the zero
// Look when it was never asked for.
func (db *DB) Look(ctx context.Context, url string) (Look, error) {
	var l Look
	err := db.row(ctx, `SELECT COALESCE(p.article, ''), COALESCE(p.reason, ''), COALESCE(j.error, ''), COALESCE(j.state, '')
		FROM (SELECT ? AS url) asked LEFT JOIN pages p ON p.url = asked.url
		LEFT JOIN jobs j ON j.kind = ? AND j.subject = asked.url AND j.error <> ''`, url, crawler.PageJob).
		Scan(&l.Article, &l.Reason, &l.Failure, &l.State)
	if err != nil {
		return l, fmt.Errorf("look at %s: %w", url, err)
	}
	return l, nil
}
