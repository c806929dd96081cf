package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Reserve leases the host's next allowed moment: it returns the moment at
// which the caller may ask, and moves the host's next moment to delay after
// it. A delay of zero asks without taking.
func (db *DB) Reserve(ctx context.Context, host string, now time.Time, delay time.Duration) (time.Time, error) {
	if delay <= 0 {
		return db.peek(ctx, host, now)
	}
	var next int64
	err := db.write(ctx, "reserve "+host, func(t *tx) error {
		return t.row(`INSERT INTO hosts (host, next, robots_status, robots_fetched) VALUES (?, ?, 0, 0)
			ON CONFLICT (host) DO UPDATE SET next =
				CASE WHEN hosts.next > ? THEN hosts.next + ? ELSE excluded.next END
			RETURNING next`,
			host, micros(now)+delay.Microseconds(), micros(now), delay.Microseconds()).Scan(&next)
	})
	if err != nil {
		return time.Time{}, err
	}
	return moment(next - delay.Microseconds()), nil
}

func (db *DB) peek(ctx context.Context, host string, now time.Time) (time.Time, error) {
	var next int64
	err := db.row(ctx, `SELECT next FROM hosts WHERE host = ?`, host).Scan(&next)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, fmt.Errorf("next moment of %s: %w", host, err)
	}
	return moment(max(next, micros(now))), nil
}

// Robots gives a host's robots.txt as kept; the time is zero when there is
// none.
func (db *DB) Robots(ctx context.Context, host string) (status int, body []byte, fetched time.Time, err error) {
	var us int64
	err = db.row(ctx, `SELECT robots_status, robots, robots_fetched FROM hosts WHERE host = ?`, host).
		Scan(&status, &body, &us)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, time.Time{}, nil
	}
	if err != nil {
		return 0, nil, time.Time{}, fmt.Errorf("robots of %s: %w", host, err)
	}
	return status, body, moment(us), nil
}

// SaveRobots keeps a host's robots.txt.
func (db *DB) SaveRobots(ctx context.Context, host string, status int, body []byte, fetched time.Time) error {
	return db.write(ctx, "save robots of "+host, func(t *tx) error {
		_, err := t.exec(`INSERT INTO hosts (host, next, robots_status, robots, robots_fetched) VALUES (?, 0, ?, ?, ?)
			ON CONFLICT (host) DO UPDATE SET robots_status = excluded.robots_status,
				robots = excluded.robots, robots_fetched = excluded.robots_fetched`,
			host, status, body, micros(fetched))
		return err
	})
}
