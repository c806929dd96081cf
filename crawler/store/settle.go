package store

import (
	"context"
	"fmt"

	"onrecord/crawler"
	"onrecord/extractor"
)

// settle finds out which article a page's text is a state of: that of its own
// address, but for a page that has moved with its text, and for one that names
// no address and has the text of a known article. It is done in the
// transaction that saves the page, so that two states of one text that are
// found at the same moment don't become two articles.
func (t *tx) settle(p crawler.Page) (crawler.Page, error) {
	if p.Reason != "" {
		return p, nil
	}
	if p.Article.ID == "" {
		kin, err := t.kin(p.TitleKey, p.Sketch)
		if err != nil {
			return p, err
		}
		return crawler.Identify(p, withoutAddress(kin)), nil
	}
	known, err := t.known(p.Article.ID)
	if err != nil || known {
		return p, err
	}
	before, err := story(t.ctx, t, p.Capture.URL)
	if err != nil {
		return p, err
	}
	if before.ID != "" {
		if crawler.IsState(p, before) {
			p.Article.ID = before.ID
		}
		return p, nil
	}
	if !p.Loose {
		return p, nil
	}
	kin, err := t.kin(p.TitleKey, p.Sketch)
	if err != nil {
		return p, err
	}
	return crawler.Identify(p, kin), nil
}

// withoutAddress leaves out the articles that are known by their address.
func withoutAddress(kin []extractor.Article) []extractor.Article {
	var out []extractor.Article
	for _, k := range kin {
		if k.URL == "" {
			out = append(out, k)
		}
	}
	return out
}

func (t *tx) known(article string) (bool, error) {
	n := 0
	err := t.row(`SELECT COUNT(*) FROM articles WHERE id = ?`, article).Scan(&n)
	return n > 0, err
}

// settleHome makes sure of an article, and settles by which of its pages it is
// followed: the first, unless one comes that is at the article's own address.
// It tells whether this page is the one.
func (t *tx) settleHome(p crawler.Page) (bool, error) {
	direct := p.Capture.URL != "" && p.Capture.URL == p.Article.URL
	home := ""
	err := t.row(`INSERT INTO articles (id, url, revision, seen, home) VALUES (?, ?, 0, ?, ?)
		ON CONFLICT (id) DO UPDATE SET home = CASE WHEN articles.home = '' OR ? THEN excluded.home ELSE articles.home END
		RETURNING home`, p.Article.ID, p.Article.URL, micros(p.Capture.Fetched), p.Capture.URL, direct).Scan(&home)
	return home == p.Capture.URL, err
}

// Story gives the newest state of the article that a page was last known to
// hold, the zero Article when there is none.
func (db *DB) Story(ctx context.Context, url string) (extractor.Article, error) {
	a, err := story(ctx, db.reader, url)
	if err != nil {
		return a, fmt.Errorf("story of %s: %w", url, err)
	}
	return a, nil
}

func story(ctx context.Context, q querier, url string) (extractor.Article, error) {
	found, err := collect(ctx, q, scanArticle, `SELECT `+articleColumns+`
		FROM pages p JOIN articles a ON a.id = p.article JOIN revisions r ON r.article = a.id AND r.number = a.revision
		WHERE p.url = ?`, url)
	if err != nil || len(found) == 0 {
		return extractor.Article{}, err
	}
	return found[0], nil
}

// clues are the keys of table kin: a title and the four bands of a sketch.
func clues(titleKey string, sketch uint64) []string {
	var all []string
	if titleKey != "" {
		all = append(all, "title "+titleKey)
	}
	if sketch == 0 {
		return all
	}
	for band := range 4 {
		all = append(all, fmt.Sprintf("band%d %04x", band, sketch>>(16*band)&0xffff))
	}
	return all
}

func (t *tx) saveKin(article, titleKey string, sketch uint64) error {
	for _, clue := range clues(titleKey, sketch) {
		if _, err := t.exec(`INSERT INTO kin (clue, article) VALUES (?, ?) ON CONFLICT (clue, article) DO NOTHING`,
			clue, article); err != nil {
			return err
		}
	}
	return nil
}

// kin gives the articles that a loose page may be a state of, each as its
// latest revision: those of which some loose revision has this title key, or a
// sketch that shares one of its four 16-bit bands with this one. At most 64,
// the latest seen first.
func (t *tx) kin(titleKey string, sketch uint64) ([]extractor.Article, error) {
	keys := clues(titleKey, sketch)
	if len(keys) == 0 {
		return nil, nil
	}
	args := make([]any, len(keys))
	for i, k := range keys {
		args[i] = k
	}
	return collect(t.ctx, t, scanArticle, `SELECT `+articleColumns+`
		FROM articles a JOIN revisions r ON r.article = a.id AND r.number = a.revision
		WHERE a.id IN (SELECT article FROM kin WHERE clue IN (`+places(len(keys))+`))
		ORDER BY a.seen DESC, a.id LIMIT 64`, args...)
}
