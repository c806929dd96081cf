package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// The states of a delivery, in the order in which they follow each other; a
// hand-over that failed goes back to Composed.
const (
	Composed = "composed" // the message is on record, byte for byte
	Sending  = "sending"  // it is about to be handed to the mail server
	Sent     = "sent"     // it was handed over
	Empty    = "empty"    // there was nothing to send
)

// Delivery is what became of one period of a subscription.
type Delivery struct {
	Subscription, Period string
	MessageID            string
	State                string
	// Message is the whole mail.
	Message []byte
	// Path is where it was written, Error what went wrong last.
	Path, Error    string
	Composed, Sent time.Time
	// Broken is true of a message that tells that the search can't be read: what
	// came on record in the period is still to be told.
	Broken bool
}

const deliveryColumns = `subscription, period, message_id, state, message, path, error, composed, sent, broken`

func scanDelivery(scan func(...any) error) (Delivery, error) {
	var d Delivery
	var composed, sent int64
	err := scan(&d.Subscription, &d.Period, &d.MessageID, &d.State, &d.Message, &d.Path, &d.Error, &composed, &sent, &d.Broken)
	d.Composed, d.Sent = moment(composed), moment(sent)
	return d, err
}

// Delivery gives what became of a period, ErrNotFound when nothing has yet.
func (db *DB) Delivery(ctx context.Context, subscription, period string) (Delivery, error) {
	d, err := scanDelivery(db.row(ctx, `SELECT `+deliveryColumns+` FROM deliveries WHERE subscription = ? AND period = ?`,
		subscription, period).Scan)
	if err != nil {
		return Delivery{}, fmt.Errorf("delivery %s %s: %w", subscription, period, notFound(err))
	}
	return d, nil
}

// Deliveries gives a subscription's deliveries, the latest first.
func (db *DB) Deliveries(ctx context.Context, subscription string) ([]Delivery, error) {
	all, err := collect(ctx, db.reader, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries
		WHERE subscription = ? ORDER BY period DESC`, subscription)
	if err != nil {
		return nil, fmt.Errorf("deliveries of %s: %w", subscription, err)
	}
	return all, nil
}

// SaveDelivery moves a delivery to d's state. The first composed message is
// the one that stays, and one that was sent or found empty never changes.
func (db *DB) SaveDelivery(ctx context.Context, d Delivery) error {
	return db.write(ctx, "save delivery "+d.Subscription+" "+d.Period, func(t *tx) error { return t.saveDelivery(d) })
}

func (t *tx) saveDelivery(d Delivery) error {
	switch d.State {
	case Composed, Sending, Sent, Empty:
	default:
		return fmt.Errorf("unknown state %q", d.State)
	}
	_, err := t.exec(`INSERT INTO deliveries (`+deliveryColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (subscription, period) DO UPDATE SET state = excluded.state, path = excluded.path,
			error = excluded.error, sent = excluded.sent
		WHERE deliveries.state NOT IN ('sent', 'empty')`,
		d.Subscription, d.Period, d.MessageID, d.State, d.Message, d.Path, d.Error, micros(d.Composed), micros(d.Sent), d.Broken)
	return err
}

// EndPeriod notes that a period is dealt with, its delivery being Sent or
// Empty, and enqueues the digest of the next one, which ends at next; none when
// next is zero. The period of one that is Broken goes on.
func (db *DB) EndPeriod(ctx context.Context, d Delivery, next time.Time) error {
	return db.write(ctx, "end period "+d.Subscription+" "+d.Period, func(t *tx) error {
		if d.State != Sent && d.State != Empty {
			return fmt.Errorf("the delivery is only %q", d.State)
		}
		end, err := time.Parse(time.RFC3339, d.Period)
		if err != nil {
			return err
		}
		if !next.IsZero() && !next.After(end) {
			return errors.New("the next period ends before this one")
		}
		if err := t.saveDelivery(d); err != nil {
			return err
		}
		n, err := t.exec(`UPDATE subscriptions SET since = CASE WHEN ? THEN since ELSE ? END WHERE id = ? AND since <= ?`,
			d.Broken, micros(end), d.Subscription, micros(end))
		if err != nil || n == 0 {
			return err
		}
		if next.IsZero() {
			return t.alert() // what came meanwhile
		}
		return t.enqueueDigest(d.Subscription, next)
	})
}

// SkipPeriod remembers that nothing came on record for a subscription up to a
// moment.
func (db *DB) SkipPeriod(ctx context.Context, s Subscription, until time.Time) error {
	return db.write(ctx, "skip the period of "+s.ID, func(t *tx) error {
		_, err := t.exec(`UPDATE subscriptions SET since = ? WHERE id = ? AND since = ?`, micros(until), s.ID, micros(s.Since))
		return err
	})
}
