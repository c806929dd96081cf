package command

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
	"onrecord/index/embedded"
)

// hold finds the articles that the hold of a search or query names.
func (r *record) hold(ctx context.Context, j crawler.Job) error {
	holds, err := r.db.AskingHolds(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(holds, func(h store.Hold) bool { return h.Kind == j.Period && h.What == j.Key })
	if at < 0 {
		return nil // it was removed
	}
	return r.settleHold(ctx, holds[at])
}

// settleHold asks the index for all that a hold names.
func (r *record) settleHold(ctx context.Context, h store.Hold) error {
	q, err := r.holdQuery(ctx, h)
	if err != nil {
		return fmt.Errorf("hold %s %s: %w", h.Kind, h.What, err)
	}
	q.Limit, q.ByDate = index.MaxLimit, true
	for {
		result, err := r.index.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("find what %s %s holds: %w", h.Kind, h.What, err)
		}
		if err := r.db.SaveHeld(ctx, h, articlesOf(result)...); err != nil {
			return err
		}
		if q.Cursor = result.Next; q.Cursor == "" {
			return r.db.SettleHold(ctx, h)
		}
	}
}

// holdQuery is what a hold asks the index.
func (r *record) holdQuery(ctx context.Context, h store.Hold) (index.Query, error) {
	known, err := knownSearches(ctx, r.db, r.config.Searches)
	if err != nil {
		return index.Query{}, err
	}
	return holdQuery(known, h)
}

// knownSearches are the configuration's searches, then those on record: people's,
// and those of the last server's configuration.
func knownSearches(ctx context.Context, db *store.DB, configured []SearchConfig) ([]SearchConfig, error) {
	saved, err := db.Searches(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(configured)
	for _, s := range saved {
		all = append(all, SearchConfig{ID: s.ID, Name: s.Name, Query: s.Query})
	}
	return all, nil
}

func articlesOf(result index.Result) []string {
	var ids []string
	for _, hit := range result.Hits {
		ids = append(ids, hit.Article.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// holdNew holds an article if a search or query that holds finds this revision
// of it: what it says may be edited away before anybody looks. The revision is
// asked by itself, for the index may have a newer one already. A hold that
// can't be asked any more holds what it has.
func (r *record) holdNew(ctx context.Context, article index.Article, entries []index.Entry) (err error) {
	holds, err := r.db.AskingHolds(ctx)
	if err != nil || len(holds) == 0 {
		return err
	}
	alone, err := embedded.OpenMemory()
	if err != nil {
		return fmt.Errorf("ask what holds: %w", err)
	}
	defer func() { err = errors.Join(err, alone.Close()) }()
	if err := alone.Put(ctx, article, entries); err != nil {
		return fmt.Errorf("ask what holds: %w", err)
	}
	for _, h := range holds {
		q, err := r.holdQuery(ctx, h)
		if err != nil {
			r.log.Warn("a hold can't be asked", "kind", h.Kind, "what", h.What, "error", err)
			continue
		}
		q.Limit = 1
		result, err := alone.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("ask whether %s %s holds: %w", h.Kind, h.What, err)
		}
		if result.Total == 0 {
			continue
		}
		if err := r.db.SaveHeld(ctx, h, article.ID); err != nil {
			return err
		}
	}
	return nil
}
