package digest

import (
	"context"
	"fmt"
	"time"
)

// The states of a delivery, in the order in which they follow each other.
// There is none before the digest is composed.
const (
	Composed = "composed" // the message is on record, byte for byte
	Sending  = "sending"  // it is about to be handed over
	Sent     = "sent"     // it was handed over
	Empty    = "empty"    // there was nothing to send
)

// Delivery is how far one period of a subscription has come.
type Delivery struct {
	Subscription string
	Until        time.Time // the period's end
	State        string
	Letter       Letter
	// Path is where it went, Error what went wrong last.
	Path, Error string
	// Composed and Sent are when that was done.
	Composed, Sent time.Time
	// Broken is true of a digest that tells that the search can't be read: what
	// came on record in the period is left to the next one.
	Broken bool
}

// Ledger remembers deliveries. A store does.
type Ledger interface {
	// Delivery gives what is remembered; a zero State when nothing is.
	Delivery(ctx context.Context, subscription string, until time.Time) (Delivery, error)
	// SaveDelivery remembers a new state.
	SaveDelivery(ctx context.Context, d Delivery) error
	// EndPeriod remembers that the period is dealt with and asks for the
	// digest of the next one, which ends at next, all or nothing. A zero next
	// asks for none, and what was Broken goes on.
	EndPeriod(ctx context.Context, d Delivery, next time.Time) error
}

// Carrier takes letters to their readers: an Outbox or SMTP.
type Carrier interface {
	Deliver(ctx context.Context, l Letter) (path string, err error)
}

// Round is what has to be done for one period.
type Round struct {
	Ledger  Ledger
	Carrier Carrier
	Now     func() time.Time
	// Subscription, From and To are whose digest it is; Until ends the period
	// and Next the one after it, if that is known already.
	Subscription, From, To string
	Until, Next            time.Time
	// Compose makes the digest when it has not been made yet.
	Compose func(ctx context.Context) (Digest, error)
	// EvenEmpty sends a digest that has nothing to tell.
	EvenEmpty bool
}

// Deliver sees the period through from wherever it was left, and may be called
// again after any failure or death of the process.
//
// The message is composed once and kept, so that whatever is sent is the same
// bytes under the same Message-ID. Into an Outbox it is delivered exactly once.
// Over SMTP one window remains that no protocol closes: when the process dies,
// or the connection breaks, after the server has accepted the message and
// before that is remembered here, it is sent again; the same Message-ID lets
// servers and readers drop the second copy. It is never lost.
func (r Round) Deliver(ctx context.Context) error {
	d, err := r.Ledger.Delivery(ctx, r.Subscription, r.Until)
	if err != nil {
		return err
	}
	if d.State == "" {
		if d, err = r.compose(ctx); err != nil {
			return err
		}
	}
	if d.State == Empty || d.State == Sent {
		return r.Ledger.EndPeriod(ctx, d, r.Next)
	}
	d.Letter.From, d.Letter.To = r.From, r.To
	d.State = Sending
	if err := r.Ledger.SaveDelivery(ctx, d); err != nil {
		return err
	}
	path, err := r.Carrier.Deliver(ctx, d.Letter)
	if err != nil {
		return r.failed(ctx, d, err)
	}
	d.State, d.Path, d.Error, d.Sent = Sent, path, "", r.Now()
	return r.Ledger.EndPeriod(ctx, d, r.Next)
}

// compose makes the message and keeps it, or finds that there is none to send.
func (r Round) compose(ctx context.Context) (Delivery, error) {
	id, err := MessageID(r.Subscription, r.Until, r.From)
	if err != nil {
		return Delivery{}, err
	}
	d := Delivery{Subscription: r.Subscription, Until: r.Until, State: Composed, Composed: r.Now(),
		Letter: Letter{MessageID: id, From: r.From, To: r.To}}
	digest, err := r.Compose(ctx)
	if err != nil {
		return Delivery{}, err
	}
	d.Broken = digest.Broken != ""
	if digest.Empty() && !r.EvenEmpty {
		d.State = Empty
		return d, nil // EndPeriod keeps it
	}
	if d.Letter.Message, err = digest.Message(); err != nil {
		return Delivery{}, err
	}
	return d, r.Ledger.SaveDelivery(ctx, d)
}

// failed remembers why a letter could not be handed over, for the health page,
// and gives the error back to whoever retries.
func (r Round) failed(ctx context.Context, d Delivery, cause error) error {
	d.State, d.Error = Composed, cause.Error()
	if err := r.Ledger.SaveDelivery(context.WithoutCancel(ctx), d); err != nil {
		return fmt.Errorf("%w; and that could not be noted: %w", cause, err)
	}
	return cause
}
