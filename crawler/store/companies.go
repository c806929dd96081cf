package store

import (
	"context"
	"encoding/json"
	"fmt"
)

// Companies gives the companies that a revision's text mentions, as they were
// last saved; known is false where they never were.
func (db *DB) Companies(ctx context.Context, article string, revision int) (all []string, known bool, err error) {
	text := ""
	err = db.row(ctx, `SELECT companies FROM revisions WHERE article = ? AND number = ?`, article, revision).Scan(&text)
	if err != nil {
		return nil, false, fmt.Errorf("companies of article %s, revision %d: %w", article, revision, notFound(err))
	}
	if text == "" {
		return nil, false, nil
	}
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		return nil, false, fmt.Errorf("companies of article %s, revision %d: %w", article, revision, err)
	}
	return all, true, nil
}

// SaveCompanies replaces them.
func (db *DB) SaveCompanies(ctx context.Context, article string, revision int, all []string) error {
	text, err := json.Marshal(append([]string{}, all...)) // none is []
	if err != nil {
		return fmt.Errorf("companies of article %s: %w", article, err)
	}
	what := fmt.Sprintf("save companies of article %s, revision %d", article, revision)
	return db.write(ctx, what, func(t *tx) error {
		n, err := t.exec(`UPDATE revisions SET companies = ? WHERE article = ? AND number = ?`, string(text), article, revision)
		if err == nil && n == 0 {
			err = ErrNotFound
		}
		return err
	})
}
