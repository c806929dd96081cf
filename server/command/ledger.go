package command

import (
	"context"
	"errors"
	"time"

	"onrecord/crawler/store"
	"onrecord/server/digest"
)

// ledger is the store as the digest wants it.
type ledger struct{ db *store.DB }

// Delivery gives what is remembered of a period.
func (l ledger) Delivery(ctx context.Context, subscription string, until time.Time) (digest.Delivery, error) {
	d, err := l.db.Delivery(ctx, subscription, store.PeriodName(until))
	if errors.Is(err, store.ErrNotFound) {
		return digest.Delivery{}, nil
	}
	return digest.Delivery{Subscription: d.Subscription, Until: until, State: d.State, Path: d.Path, Error: d.Error,
		Letter: digest.Letter{MessageID: d.MessageID, Message: d.Message}, Composed: d.Composed, Sent: d.Sent, Broken: d.Broken}, err
}

// SaveDelivery remembers a period's state.
func (l ledger) SaveDelivery(ctx context.Context, d digest.Delivery) error {
	return l.db.SaveDelivery(ctx, delivery(d))
}

// EndPeriod remembers that a period is dealt with.
func (l ledger) EndPeriod(ctx context.Context, d digest.Delivery, next time.Time) error {
	return l.db.EndPeriod(ctx, delivery(d), next)
}

func delivery(d digest.Delivery) store.Delivery {
	return store.Delivery{Subscription: d.Subscription, Period: store.PeriodName(d.Until), MessageID: d.Letter.MessageID,
		State: d.State, Message: d.Letter.Message, Path: d.Path, Error: d.Error, Composed: d.Composed, Sent: d.Sent, Broken: d.Broken}
}

// digestHealth is the pipeline's health as the foot of a digest tells it.
func (r *record) digestHealth(ctx context.Context) (digest.Health, error) {
	from, err := r.db.Health(ctx)
	if err != nil {
		return digest.Health{}, err
	}
	h := digest.Health{Feeds: len(from.Feeds), Dead: len(from.Dead), Articles: from.Articles, Statements: from.Statements}
	for _, f := range from.Feeds {
		name := f.URL
		if known := firstOf(f.Outlet, f.Title); known != "" {
			name = known + " (" + f.URL + ")"
		}
		switch silent := f.Silent(r.db.Now()); {
		case f.Failure != "":
			h.Failing = append(h.Failing, digest.Failure{Name: name, Error: f.Failure, Since: f.Broke, Well: f.Succeeded})
		case !silent.IsZero():
			h.Silent = append(h.Silent, digest.Failure{Name: name, Since: silent, Well: f.Brought})
		}
	}
	h.Waiting, _, _, err = r.db.Idle(ctx)
	return h, err
}
