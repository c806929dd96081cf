package command

import (
	"context"
	"fmt"
	"slices"

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
