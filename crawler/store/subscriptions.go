package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"onrecord/crawler"
)

// Subscription is a saved search that is mailed to an address.
type Subscription struct {
	ID, Search, Address string
	// Schedule is a cron line, read in the time zone Zone, or
	// crawler.Immediately.
	Schedule, Zone string
	// Since is the end of the last period that was dealt with; zero before
	// the first.
	Since time.Time
	// Next is the end of the period under way, when its digest is due. Whoever
	// knows the schedule tells it (SyncSubscriptions, EndPeriod); it is not
	// read back.
	Next time.Time
}

// PeriodName is how a period is named in jobs and deliveries: by its end.
func PeriodName(end time.Time) string { return end.UTC().Format(time.RFC3339) }

// places gives n placeholders. For none an empty text stands in, which no ID
// is: an empty list is not SQL.
func places(n int) string {
	if n == 0 {
		return `''`
	}
	return strings.Repeat(`?, `, n-1) + `?`
}

// SyncSubscriptions makes the subscriptions those given. A new one, or one
// whose schedule has changed, gets a digest job at its Next; the others keep
// the one they have, with a new life if it was dead: no subscription may fall
// silent for good.
func (db *DB) SyncSubscriptions(ctx context.Context, all []Subscription) error {
	return db.write(ctx, "save subscriptions", func(t *tx) error {
		ids := make([]any, len(all))
		for i, s := range all {
			ids[i] = s.ID
			if err := t.saveSubscription(s); err != nil {
				return fmt.Errorf("%s: %w", s.ID, err)
			}
		}
		if _, err := t.exec(`DELETE FROM jobs WHERE kind = ? AND state <> 'running' AND subject NOT IN (`+places(len(ids))+`)`,
			append([]any{crawler.DigestJob}, ids...)...); err != nil {
			return err
		}
		_, err := t.exec(`DELETE FROM subscriptions WHERE id NOT IN (`+places(len(ids))+`)`, ids...)
		return err
	})
}

func (t *tx) saveSubscription(s Subscription) error {
	var same, pending int
	if err := t.row(`SELECT
		(SELECT COUNT(*) FROM subscriptions WHERE id = ? AND schedule = ? AND zone = ?),
		(SELECT COUNT(*) FROM jobs WHERE kind = ? AND subject = ?)`,
		s.ID, s.Schedule, s.Zone, crawler.DigestJob, s.ID).Scan(&same, &pending); err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO subscriptions (id, search, address, schedule, zone, since) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET search = excluded.search, address = excluded.address,
			schedule = excluded.schedule, zone = excluded.zone`,
		s.ID, s.Search, s.Address, s.Schedule, s.Zone, micros(s.Since)); err != nil {
		return err
	}
	if same > 0 && pending > 0 {
		_, err := t.exec(`UPDATE jobs SET state = 'waiting', attempt = 0, losses = 0
			WHERE kind = ? AND subject = ? AND state IN ('dead', 'gone')`, crawler.DigestJob, s.ID)
		t.enqueued = true
		return err
	}
	if _, err := t.exec(`DELETE FROM jobs WHERE kind = ? AND subject = ? AND state <> 'running'`,
		crawler.DigestJob, s.ID); err != nil || s.Next.IsZero() {
		return err
	}
	return t.enqueueDigest(s.ID, s.Next)
}

func (t *tx) enqueueDigest(subscription string, end time.Time) error {
	return t.enqueue(crawler.Job{Kind: crawler.DigestJob, Key: subscription, Period: PeriodName(end), At: end})
}

const subscriptionColumns = `id, search, address, schedule, zone, since`

func scanSubscription(scan func(...any) error) (Subscription, error) {
	var s Subscription
	var since int64
	err := scan(&s.ID, &s.Search, &s.Address, &s.Schedule, &s.Zone, &since)
	s.Since = moment(since)
	return s, err
}

// Subscriptions gives the subscriptions, by ID.
func (db *DB) Subscriptions(ctx context.Context) ([]Subscription, error) {
	all, err := collect(ctx, db.reader, scanSubscription, `SELECT `+subscriptionColumns+` FROM subscriptions ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("subscriptions: %w", err)
	}
	return all, nil
}

// Subscription gives a subscription with its search.
func (db *DB) Subscription(ctx context.Context, id string) (Subscription, Search, error) {
	s, err := scanSubscription(db.row(ctx, `SELECT `+subscriptionColumns+` FROM subscriptions WHERE id = ?`, id).Scan)
	if err != nil {
		return Subscription{}, Search{}, fmt.Errorf("subscription %s: %w", id, notFound(err))
	}
	q, err := db.Search(ctx, s.Search)
	if err != nil {
		return Subscription{}, Search{}, fmt.Errorf("subscription %s: %w", id, err)
	}
	return s, q, nil
}
