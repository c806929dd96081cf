package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the "sqlite" driver of database/sql
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrNotFound is returned for what the record doesn't hold.
var ErrNotFound = errors.New("not on record")

// DB is the record. Its methods may be called from many goroutines; each that
// changes something is one transaction. The exported fields may be set after
// Open and before anything else is called.
type DB struct {
	// Now is the clock. It never takes part in what identifies a row.
	Now func() time.Time
	// Attempts is how often a failing job is tried before it is dead: with
	// Backoff as it comes, for a day.
	Attempts int
	// Backoff tells how long to wait after the given failed attempt.
	Backoff func(attempt int) time.Duration
	// Grace is how long running jobs may go on when Work is told to end.
	Grace time.Duration

	// One connection writes, so that writers queue in this process and not in
	// SQLite; the readers never wait for it.
	writer, reader *sql.DB
	path           string
	packer         *zstd.Encoder
	// space holds buffers for what is compressed.
	space sync.Pool
	ready *statements
	wake  chan struct{}
}

// Open opens the record that source names, creating and migrating it as
// needed. The scheme chooses the database: "sqlite:PATH".
func Open(ctx context.Context, source string) (*DB, error) {
	scheme, rest, _ := strings.Cut(source, ":")
	switch {
	case rest == "":
		return nil, fmt.Errorf("open store %q: want sqlite:PATH", source)
	case scheme == "sqlite":
		return openSQLite(ctx, rest)
	}
	return nil, fmt.Errorf("open store %q: unknown scheme %q", source, scheme)
}

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	writer, err := sql.Open("sqlite", dataSource(path, "immediate", "cache_size(-16000)"))
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	writer.SetMaxOpenConns(1)
	reader, err := sql.Open("sqlite", dataSource(path, "deferred", "cache_size(-2000)", "query_only(1)"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), writer.Close())
	}
	reader.SetMaxOpenConns(8)
	reader.SetMaxIdleConns(8)
	packer, err := newPacker()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), writer.Close(), reader.Close())
	}
	db := &DB{
		Now:      time.Now,
		Attempts: 12,
		Backoff:  backoff,
		Grace:    10 * time.Second,
		writer:   writer, reader: reader,
		path: path, packer: packer, ready: newStatements(),
		wake: make(chan struct{}, 1),
	}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("migrate %s: %w", path, err), db.Close())
	}
	return db, nil
}

// dataSource is a SQLite URI. The busy timeout comes first: the other pragmas
// may have to wait for a lock themselves. Each connection has a cache of its
// own, in KiB: what is in none is in the system's.
func dataSource(path, lock string, pragmas ...string) string {
	q := url.Values{"_txlock": {lock}}
	for _, p := range append([]string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)",
		"foreign_keys(1)", "temp_store(MEMORY)"}, pragmas...) {
		q.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func (db *DB) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db.writer, files,
		goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	// Another process may be doing the same at the same moment: what it has done
	// makes this one fail, and succeed when it looks again.
	for range 10 {
		if _, err = p.Up(ctx); err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// Close closes the database. No other method may be running.
func (db *DB) Close() error {
	return errors.Join(db.reader.Close(), db.writer.Close())
}
