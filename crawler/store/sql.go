package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// tx is one write transaction. It asks by statements that are prepared once,
// and is a querier itself.
type tx struct {
	*sql.Tx
	ready *statements
	ctx   context.Context
	now   time.Time
	// enqueued is true when workers have something to look at after the
	// commit.
	enqueued bool
}

// write runs do in one transaction. The clock is read when the writer's turn
// has come, so that moments on record rise with the order of commits.
func (db *DB) write(ctx context.Context, what string, do func(*tx) error) error {
	if err := db.ready.prepare(ctx, db.writer); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	stx, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	t := &tx{Tx: stx, ready: db.ready, ctx: ctx, now: db.Now()}
	if err := do(t); err != nil {
		if undo := stx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
			err = errors.Join(err, undo)
		}
		return fmt.Errorf("%s: %w", what, err)
	}
	if err := stx.Commit(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if t.enqueued {
		db.nudge()
	}
	return nil
}

// nudge wakes the workers of this process, if there are any.
func (db *DB) nudge() {
	select {
	case db.wake <- struct{}{}:
	default:
	}
}

// bind is the one place that knows how a dialect writes placeholders: the
// queries say ?, which PostgreSQL wants as $1, $2 and so on.
func bind(query string) string { return query }

func (t *tx) exec(query string, args ...any) (int, error) {
	query = bind(query)
	var r sql.Result
	var err error
	if s := t.ready.of(query); s != nil {
		r, err = t.StmtContext(t.ctx, s).ExecContext(t.ctx, args...)
	} else {
		r, err = t.ExecContext(t.ctx, query, args...)
	}
	if err != nil {
		return 0, err
	}
	t.ready.want(query)
	n, err := r.RowsAffected()
	return int(n), err
}

func (t *tx) row(query string, args ...any) *sql.Row {
	query = bind(query)
	if s := t.ready.of(query); s != nil {
		return t.StmtContext(t.ctx, s).QueryRowContext(t.ctx, args...)
	}
	r := t.QueryRowContext(t.ctx, query, args...)
	if r.Err() == nil {
		t.ready.want(query)
	}
	return r
}

// QueryContext is that of sql.Tx, by a prepared statement where there is one.
func (t *tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := t.ready.of(query); s != nil {
		return t.StmtContext(ctx, s).QueryContext(ctx, args...)
	}
	rows, err := t.Tx.QueryContext(ctx, query, args...)
	if err == nil {
		t.ready.want(query)
	}
	return rows, err
}

func (db *DB) row(ctx context.Context, query string, args ...any) *sql.Row {
	return db.reader.QueryRowContext(ctx, bind(query), args...)
}

// querier is what reads: the readers' pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect runs a query and scans each row with scan.
func collect[T any](ctx context.Context, q querier, scan func(func(...any) error) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := q.QueryContext(ctx, bind(query), args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// micros is how a moment is kept; the zero time is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// moment is the inverse of micros.
func moment(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// notFound turns the driver's word for no row into ours.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// listed writes a list of strings as JSON.
func listed(list []string) (string, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(list)
	return string(b), err
}
