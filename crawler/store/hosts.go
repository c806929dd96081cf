package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// retryTurn is when to look again whether a turn has ended that somebody else
// holds.
const retryTurn = 50 * time.Millisecond

// Turn takes the host's turn when it may be asked now, and then gives a moment
// that is not after now: until EndTurn, or for hold at most, nobody else gets
// it. Else it gives the moment at which to try again. The delay is what a
// process that comes after one that died keeps to.
func (db *DB) Turn(ctx context.Context, host string, now time.Time, delay, hold time.Duration) (time.Time, error) {
	at, err := db.nextTurn(ctx, host, now)
	if err != nil || at.After(now) {
		return at, err // looking takes no lock
	}
	err = db.write(ctx, "take the turn at "+host, func(t *tx) error {
		n, err := t.exec(`INSERT INTO hosts (host, next, robots_status, robots_fetched, held, pause) VALUES (?, 0, 0, 0, ?, ?)
			ON CONFLICT (host) DO UPDATE SET held = excluded.held, pause = excluded.pause
				WHERE hosts.held <= ? AND hosts.next <= ?`,
			host, micros(now.Add(hold)), delay.Microseconds(), micros(now), micros(now))
		if n == 0 {
			at = now.Add(retryTurn)
		}
		return err
	})
	return at, err
}

func (db *DB) nextTurn(ctx context.Context, host string, now time.Time) (time.Time, error) {
	var next, held int64
	err := db.row(ctx, `SELECT next, held FROM hosts WHERE host = ?`, host).Scan(&next, &held)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, fmt.Errorf("next turn at %s: %w", host, err)
	}
	at := moment(max(next, micros(now)))
	if held > micros(now) {
		at = moment(max(next, micros(now.Add(retryTurn))))
	}
	if at.Before(now) {
		at = now // finer than what is kept
	}
	return at, nil
}

// EndTurn ends a turn: the host may be asked again at next.
func (db *DB) EndTurn(ctx context.Context, host string, next time.Time) error {
	return db.write(ctx, "end the turn at "+host, func(t *tx) error {
		_, err := t.exec(`UPDATE hosts SET held = 0, next = ? WHERE host = ?`, micros(next)+1, host)
		return err
	})
}

// endTurns ends those of a process that died: nobody is asking any more.
func (t *tx) endTurns() error {
	_, err := t.exec(`UPDATE hosts SET held = 0, next = CASE WHEN next > ? + pause THEN next ELSE ? + pause END WHERE held > 0`,
		micros(t.now), micros(t.now))
	return err
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
