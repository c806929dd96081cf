package command

import (
	"context"
	"errors"
	"fmt"

	"onrecord/crawler/store"
	"onrecord/index"
	"onrecord/server"
	"onrecord/server/hook"
)

// savedSearches are the store's as the pages and the command line want them.
type savedSearches struct {
	db     *store.DB
	config Config
}

// Searches gives all saved searches, by name.
func (k savedSearches) Searches(ctx context.Context) ([]server.Saved, error) {
	all, err := k.db.Searches(ctx)
	if err != nil {
		return nil, err
	}
	hooks, err := k.db.Hooks(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]server.Saved, len(all))
	for i, s := range all {
		out[i] = savedOf(s)
		for _, h := range hooks {
			if h.Search == s.ID {
				out[i].Hook = hookOf(h)
			}
		}
	}
	return out, nil
}

// mostShown is how many postings a search's page shows.
const mostShown = 20

// Search gives one with its subscriptions and postings.
func (k savedSearches) Search(ctx context.Context, id string) (server.Saved, error) {
	s, err := k.db.Search(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return server.Saved{}, fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	if err != nil {
		return server.Saved{}, err
	}
	out := savedOf(s)
	postings, err := k.db.Postings(ctx, id, mostShown)
	if err != nil {
		return out, err
	}
	for _, p := range postings {
		out.Postings = append(out.Postings, server.Posting{ID: p.ID, State: p.State, Statements: p.Statements, Changes: p.Changes,
			Attempts: p.Attempts, Status: p.Status, Error: p.Error, Made: p.Made, Tried: p.Tried})
	}
	h, err := k.db.Hook(ctx, id)
	if err == nil {
		if len(postings) > 0 {
			h.Last = postings[0]
		}
		out.Hook = hookOf(h)
	} else if !errors.Is(err, store.ErrNotFound) {
		return out, err
	}
	subscriptions, err := k.db.Subscriptions(ctx)
	for _, sub := range subscriptions {
		if sub.Search == id {
			out.Subscriptions = append(out.Subscriptions, server.SavedSubscription{To: sub.Address, Schedule: sub.Schedule, Zone: sub.Zone, Since: sub.Since})
		}
	}
	return out, err
}

// Shared gives one by its share link.
func (k savedSearches) Shared(ctx context.Context, link string) (server.Saved, error) {
	s, err := k.db.SharedSearch(ctx, link)
	if errors.Is(err, store.ErrNotFound) {
		return server.Saved{}, fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	return savedOf(s), err
}

func savedOf(s store.Search) server.Saved {
	out := server.Saved{ID: s.ID, Name: s.Name, Query: s.Query, Canonical: s.Canonical, Configured: !s.People, Made: s.Made,
		Link: s.Link, Token: s.Token}
	if _, err := index.Parse(s.Query); err != nil {
		out.Broken = err.Error()
	}
	return out
}

func hookOf(h store.Hook) *server.SavedHook {
	out := &server.SavedHook{URL: h.URL, Since: h.Since}
	if h.Failing() {
		out.Failure = h.Last.Error
		out.GivenUp = h.Last.State == store.GivenUp
	}
	return out
}

// Save saves a search of somebody's.
func (k savedSearches) Save(ctx context.Context, name, query string) (string, error) {
	s, err := k.add(ctx, store.Search{Name: name, Query: query})
	return s.ID, mistake(err)
}

// Change does one change to a saved search.
func (k savedSearches) Change(ctx context.Context, id string, c server.SavedChange) (secret string, err error) {
	switch c.What {
	case server.Rename:
		err = k.db.RenameSearch(ctx, id, c.Text)
	case server.Reword:
		err = k.reword(ctx, id, c.Text)
	case server.Remove:
		err = k.db.RemoveSearch(ctx, id)
	case server.RenewLink:
		err = k.db.RenewLink(ctx, id)
	case server.RenewFeed:
		err = k.db.RenewToken(ctx, id)
	case server.SetHook:
		secret, err = k.hook(ctx, id, c.Text)
	case server.RemoveHook:
		err = k.db.RemoveHook(ctx, id)
	case server.Resend:
		_, err = k.db.PostAgain(ctx, id)
	default:
		err = fmt.Errorf("%w: unknown change %q", server.ErrMistake, c.What)
	}
	if errors.Is(err, store.ErrNotFound) {
		err = fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	return secret, mistake(err)
}

// mistake marks an error that is whoever asks to mend.
func mistake(err error) error {
	var wrong *index.SyntaxError
	if errors.Is(err, store.ErrSearch) || errors.Is(err, store.ErrConfigured) || errors.Is(err, store.ErrMailed) || errors.Is(err, hook.ErrAddress) || errors.As(err, &wrong) {
		return fmt.Errorf("%w: %w", server.ErrMistake, err)
	}
	return err
}

func (k savedSearches) add(ctx context.Context, s store.Search) (store.Search, error) {
	q, err := index.Parse(s.Query)
	if err != nil {
		return s, fmt.Errorf("query: %w", err)
	}
	s.Canonical = q.String()
	return k.db.AddSearch(ctx, s)
}

func (k savedSearches) reword(ctx context.Context, id, query string) error {
	q, err := index.Parse(query)
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	return k.db.RewordSearch(ctx, id, query, q.String())
}

func (k savedSearches) hook(ctx context.Context, id, address string) (string, error) {
	address, err := k.config.hookAddress(address)
	if err != nil {
		return "", err
	}
	return k.db.SetHook(ctx, id, address)
}
