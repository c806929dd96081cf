package command

import (
	"context"
	"fmt"
	"slices"
	"time"

	"onrecord/crawler/store"
	"onrecord/server"
)

// subscribed parts the configuration's subscriptions: those of a search that the
// configuration or people have, and those of one that nobody has.
func (c Config) subscribed(ctx context.Context, db *store.DB) (known, lost []Subscription, err error) {
	all, err := db.Searches(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, sub := range c.Subscriptions {
		if slices.ContainsFunc(c.Searches, func(s SearchConfig) bool { return s.ID == sub.Search }) ||
			slices.ContainsFunc(all, func(s store.Search) bool { return s.ID == sub.Search && s.People }) {
			known = append(known, sub)
		} else {
			lost = append(lost, sub)
		}
	}
	return known, lost, nil
}

// syncSubscriptions makes the subscriptions those of the configuration whose
// search there is, and gives how many others it names.
func (r *record) syncSubscriptions(ctx context.Context) (lost int, err error) {
	known, others, err := r.config.subscribed(ctx, r.db)
	if err != nil {
		return 0, err
	}
	subscriptions := make([]store.Subscription, len(known))
	for i, s := range known {
		next, err := s.next(time.Now())
		if err != nil {
			return 0, fmt.Errorf("subscription %s: %w", s.ID, err)
		}
		subscriptions[i] = store.Subscription{ID: s.ID, Search: s.Search, Address: s.To, Schedule: s.At, Zone: s.Zone, Next: next}
		if next.IsZero() {
			subscriptions[i].Since = time.Now() // a new one is not told all that is on record
		}
	}
	return len(others), r.db.SyncSubscriptions(ctx, subscriptions)
}

// lookForSearches is how often a server looks for searches that subscriptions
// name and nobody has saved yet.
const lookForSearches = 5 * time.Second

// subscribe waits for the searches that subscriptions name: they are mailed from
// when somebody saves them.
func (r *record) subscribe(ctx context.Context) {
	_, waiting, err := r.config.subscribed(ctx, r.db)
	lost := len(waiting)
	for err != nil || lost > 0 {
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookForSearches):
		}
		_, now, e := r.config.subscribed(ctx, r.db)
		if err = e; err == nil && len(now) != lost {
			lost, err = r.syncSubscriptions(ctx)
		}
		if err != nil && ctx.Err() == nil {
			r.log.Error("look for the searches of subscriptions", "error", err)
		}
	}
}

// searchTroubles gives the saved searches that can't be read, or whose hook
// fails, or that a subscription names and nobody has.
func searchTroubles(ctx context.Context, db *store.DB, config Config) ([]server.SearchTrouble, error) {
	all, err := savedSearches{db: db}.Searches(ctx)
	if err != nil {
		return nil, err
	}
	var out []server.SearchTrouble
	for _, s := range all {
		if t := s.Trouble(); t != "" {
			out = append(out, server.SearchTrouble{ID: s.ID, Name: s.Name, Trouble: t})
		}
	}
	_, lost, err := config.subscribed(ctx, db)
	for _, sub := range lost {
		out = append(out, server.SearchTrouble{Name: sub.Search, Trouble: fmt.Sprintf(
			"the subscription %q names it, and neither the configuration nor anybody has saved it (onrecord searches lists those that there are): nothing is mailed", sub.ID)})
	}
	return out, err
}
