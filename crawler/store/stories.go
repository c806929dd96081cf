package store

import (
	"slices"

	"onrecord/crawler"
)

// tellStory finds the story that an article prints with others: that of the
// articles that pairs of prints lead to, one after the other. The articles of
// which the index tells otherwise are put there again.
func (t *tx) tellStory(article string) error {
	near, err := collect(t.ctx, t, scanText, `SELECT other FROM reprints WHERE article = ? UNION SELECT article FROM reprints WHERE other = ?`, article, article)
	if err != nil || len(near) == 0 {
		return err
	}
	near = append(near, article)
	args := make([]any, len(near))
	for i, id := range near {
		args[i] = id
	}
	stories, err := collect(t.ctx, t.Tx, scanText, `SELECT DISTINCT story FROM articles WHERE story <> '' AND id IN (`+places(len(near))+`)`, args...)
	if err != nil {
		return err
	}
	which := `id IN (` + places(len(near)) + `)`
	if len(stories) > 0 {
		which += ` OR story IN (` + places(len(stories)) + `)`
		for _, s := range stories {
			args = append(args, s)
		}
	}
	return t.nameStory(article, which, args...)
}

// nameStory gives the articles that a condition names the one that was seen
// first as their story.
func (t *tx) nameStory(article, which string, args ...any) error {
	first := ""
	if err := t.row(`SELECT f.article FROM revisions f WHERE f.number = 1 AND f.article IN (SELECT id FROM articles WHERE `+which+`)
		ORDER BY f.seen, f.article LIMIT 1`, args...).Scan(&first); err != nil {
		return err
	}
	return t.setStory(article, first, which, args...)
}

func (t *tx) setStory(article, story, which string, args ...any) error {
	changed, err := collect(t.ctx, t.Tx, func(scan func(...any) error) (crawler.Job, error) {
		j := crawler.Job{Kind: crawler.ArticleJob}
		return j, scan(&j.Key, &j.Revision)
	}, `UPDATE articles SET story = ? WHERE story <> ? AND (`+which+`) RETURNING id, revision`, append([]any{story, story}, args...)...)
	if err != nil {
		return err
	}
	return t.enqueue(slices.DeleteFunc(changed, func(j crawler.Job) bool { return j.Key == article })...)
}

// untellStory takes an article out of its story, which may fall apart. Its
// pairs must be gone.
func (t *tx) untellStory(article string) error {
	story := ""
	if err := t.row(`SELECT story FROM articles WHERE id = ?`, article).Scan(&story); err != nil || story == "" {
		return err
	}
	left, err := collect(t.ctx, t.Tx, scanText, `SELECT id FROM articles WHERE story = ? AND id <> ?`, story, article)
	if err != nil {
		return err
	}
	pairs, err := collect(t.ctx, t.Tx, func(scan func(...any) error) (p [2]string, err error) { return p, scan(&p[0], &p[1]) },
		`SELECT r.article, r.other FROM reprints r JOIN articles a ON a.id = r.article WHERE a.story = ?`, story)
	if err != nil {
		return err
	}
	with := map[string][]any{}
	for id, least := range components(left, pairs) {
		with[least] = append(with[least], id)
	}
	for _, ids := range with {
		which := `id IN (` + places(len(ids)) + `)`
		if len(ids) == 1 {
			err = t.setStory(article, "", which, ids...)
		} else {
			err = t.nameStory(article, which, ids...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
