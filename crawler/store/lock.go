package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
)

// ErrBusy tells that another process is working on this record's jobs.
var ErrBusy = errors.New("another process is working on this record")

// lock makes sure that only one process works on the jobs, so that whatever is
// found running at its start can be given back. It holds a write transaction
// on a small database beside the record: the system drops such a lock when the
// process dies in whatever way.
func (db *DB) lock(ctx context.Context) (unlock func(), err error) {
	l, err := sql.Open("sqlite", "file:"+(&url.URL{Path: db.path + ".lock"}).EscapedPath()+"?_txlock=exclusive")
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	t, err := l.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w (%w)", ErrBusy, err), l.Close())
	}
	return func() {
		_ = t.Rollback() // nothing was written, and closing ends it anyway
		_ = l.Close()
	}, nil
}
