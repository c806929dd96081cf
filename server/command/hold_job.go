package command

import (
	"context"
	"fmt"
	"slices"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
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
	q, err := r.config.holdQuery(h)
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

func articlesOf(result index.Result) []string {
	var ids []string
	for _, hit := range result.Hits {
		ids = append(ids, hit.Article.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// holdNew holds an article that was just put into the index, if a search or
// query that holds finds it: what it says now may be edited away before
// anybody looks. A hold that can't be asked any more holds what it has.
func (r *record) holdNew(ctx context.Context, article string) error {
	holds, err := r.db.AskingHolds(ctx)
	if err != nil {
		return err
	}
	for _, h := range holds {
		q, err := r.config.holdQuery(h)
		if err != nil {
			r.log.Warn("a hold can't be asked", "kind", h.Kind, "what", h.What, "error", err)
			continue
		}
		here := index.Value{Field: index.In, Value: article}
		if q.Expr == nil {
			q.Expr = here
		} else {
			q.Expr = index.And{q.Expr, here}
		}
		q.Limit = 1
		result, err := r.index.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("ask whether %s %s holds: %w", h.Kind, h.What, err)
		}
		if result.Total == 0 {
			continue
		}
		if err := r.db.SaveHeld(ctx, h, article); err != nil {
			return err
		}
	}
	return nil
}
