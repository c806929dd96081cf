package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"
)

// TestMigrations goes up, down to nothing, and up again.
func TestMigrations(t *testing.T) {
	ctx := context.Background()
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "onrecord.db"))
	must(t, err)
	defer db.Close()
	p, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations"))
	must(t, err)
	for range 2 {
		_, err = p.Up(ctx)
		must(t, err)
		_, err = p.DownTo(ctx, 0)
		must(t, err)
		var left int
		must(t, db.QueryRow(`SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'`).Scan(&left))
		equal(t, "tables left", left, 0)
	}
}
