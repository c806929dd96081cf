package store

import (
	"context"
	"crypto/rand"
	"fmt"
)

// RenameSearch gives a search that people saved another name. Its ID and its
// links stay.
func (db *DB) RenameSearch(ctx context.Context, id, name string) error {
	return db.editSearch(ctx, id, func(t *tx) error {
		name, err := searchName(name)
		if err != nil {
			return err
		}
		_, err = t.exec(`UPDATE searches SET name = ? WHERE id = ?`, name, id)
		return err
	})
}

// RewordSearch gives a search that people saved another query. What it finds
// from then on is new to its subscribers and its hook.
func (db *DB) RewordSearch(ctx context.Context, id, query, canonical string) error {
	return db.editSearch(ctx, id, func(t *tx) error {
		if len(query) > longestQuery {
			return fmt.Errorf("%w: a query may have %d bytes", ErrSearch, longestQuery)
		}
		if _, err := t.exec(`UPDATE searches SET query = ?, canonical = ? WHERE id = ?`, query, canonical, id); err != nil {
			return err
		}
		return t.alert()
	})
}

// RemoveSearch takes a search that people saved away, with its links and its
// hook. One whose digests the configuration has mailed stays: whoever gets them
// would never hear of it.
func (db *DB) RemoveSearch(ctx context.Context, id string) error {
	return db.editSearch(ctx, id, func(t *tx) error {
		n := 0
		if err := t.row(`SELECT COUNT(*) FROM subscriptions WHERE search = ?`, id).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return ErrMailed
		}
		return t.removeSearch(id)
	})
}

// editSearch changes a search of people's.
func (db *DB) editSearch(ctx context.Context, id string, do func(*tx) error) error {
	return db.write(ctx, "change search "+id, func(t *tx) error {
		people := false
		if err := t.row(`SELECT people FROM searches WHERE id = ?`, id).Scan(&people); err != nil {
			return notFound(err)
		}
		if !people {
			return ErrConfigured
		}
		return do(t)
	})
}

// RenewLink gives a search another share link: the old one leads nowhere from
// then on.
func (db *DB) RenewLink(ctx context.Context, id string) error { return db.renew(ctx, id, `link`) }

// RenewToken gives a search's feeds other addresses: the old ones stop working.
func (db *DB) RenewToken(ctx context.Context, id string) error { return db.renew(ctx, id, `token`) }

func (db *DB) renew(ctx context.Context, id, column string) error {
	return db.write(ctx, "renew the "+column+" of search "+id, func(t *tx) error {
		n, err := t.exec(`UPDATE searches SET `+column+` = ? WHERE id = ?`, rand.Text(), id)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
}
