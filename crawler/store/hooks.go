package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"onrecord/crawler"
)

// Hook is an address that a saved search's news are posted to.
type Hook struct {
	Search, URL string
	// Secret signs what is posted.
	Secret string
	// Since is the moment up to which what came on record has been put into
	// postings.
	Since, Made time.Time
	// Last is the newest posting that was tried or waits to be, the zero Posting
	// before the first.
	Last Posting
}

// Failing tells whether the last posting didn't arrive so far.
func (h Hook) Failing() bool { return h.Last.State != Taken && h.Last.Error != "" }

// SetHook posts a search's news to an address from now on, in place of the one
// there may have been, and gives the secret that signs them: it is shown to
// nobody again.
func (db *DB) SetHook(ctx context.Context, search, url string) (secret string, err error) {
	secret = rand.Text()
	err = db.write(ctx, "set the hook of search "+search, func(t *tx) error {
		n := 0
		if err := t.row(`SELECT COUNT(*) FROM searches WHERE id = ?`, search).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			return ErrNotFound
		}
		if err := t.removeHook(search); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO hooks (search, url, secret, since, made) VALUES (?, ?, ?, ?, ?)`,
			search, url, secret, micros(t.now), micros(t.now))
		return err
	})
	return secret, err
}

// RemoveHook posts a search's news nowhere from now on.
func (db *DB) RemoveHook(ctx context.Context, search string) error {
	return db.write(ctx, "remove the hook of search "+search, func(t *tx) error { return t.removeHook(search) })
}

// removeHook removes a hook, if there is one, with its postings.
func (t *tx) removeHook(search string) error {
	if _, err := t.exec(`DELETE FROM jobs WHERE kind = ? AND state <> 'running' AND subject IN
		(SELECT id FROM postings WHERE search = ?)`, crawler.PostJob, search); err != nil {
		return err
	}
	for _, table := range []string{`postings`, `hooks`} {
		if _, err := t.exec(`DELETE FROM `+table+` WHERE search = ?`, search); err != nil {
			return err
		}
	}
	return nil
}

const hookColumns = `search, url, secret, since, made`

func scanHook(scan func(...any) error) (Hook, error) {
	var h Hook
	var since, made int64
	err := scan(&h.Search, &h.URL, &h.Secret, &since, &made)
	h.Since, h.Made = moment(since), moment(made)
	return h, err
}

// Hooks gives all hooks with the last posting of each, by search.
func (db *DB) Hooks(ctx context.Context) ([]Hook, error) {
	hooks, err := collect(ctx, db.reader, scanHook, `SELECT `+hookColumns+` FROM hooks ORDER BY search`)
	if err != nil {
		return nil, fmt.Errorf("hooks: %w", err)
	}
	for i := range hooks {
		last, err := db.Postings(ctx, hooks[i].Search, 1)
		if err != nil {
			return nil, err
		}
		if len(last) > 0 {
			hooks[i].Last = last[0]
		}
	}
	return hooks, nil
}

// Hook gives a search's hook, without its last posting.
func (db *DB) Hook(ctx context.Context, search string) (Hook, error) {
	h, err := scanHook(db.row(ctx, `SELECT `+hookColumns+` FROM hooks WHERE search = ?`, search).Scan)
	if err != nil {
		return h, fmt.Errorf("hook of search %s: %w", search, notFound(err))
	}
	return h, nil
}

// SkipHook remembers that nothing came on record for a hook up to a moment.
func (db *DB) SkipHook(ctx context.Context, h Hook, until time.Time) error {
	return db.write(ctx, "skip hook "+h.Search, func(t *tx) error {
		_, err := t.exec(`UPDATE hooks SET since = ? WHERE search = ? AND since = ? AND made = ?`,
			micros(until), h.Search, micros(h.Since), micros(h.Made))
		return err
	})
}
