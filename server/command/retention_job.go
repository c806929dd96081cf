package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
)

// allOfIt is the key of the one retention job there is.
const allOfIt = "all"

// dropAtOnce is how many are dropped in one transaction.
const dropAtOnce = 100

// retain does what the rules of retention say, and asks for the next time, a
// day later.
func (r *record) retain(ctx context.Context, _ crawler.Job) error {
	rules := r.config.Retention.rules()
	if len(rules) == 0 {
		return nil
	}
	holds, err := r.db.AskingHolds(ctx)
	if err != nil {
		return err
	}
	for _, h := range holds {
		if !waiting(h) {
			continue
		}
		if err := r.settleHold(ctx, h); err != nil {
			return err // nothing is dropped while that isn't known
		}
	}
	for _, rule := range rules {
		if err := r.dropBy(ctx, rule); err != nil {
			return err
		}
	}
	return r.db.Enqueue(ctx, crawler.Job{Kind: crawler.RetentionJob, Key: allOfIt, At: time.Now().Add(24 * time.Hour)})
}

// dropBy drops all that a rule names, some at a time.
func (r *record) dropBy(ctx context.Context, rule store.Rule) error {
	total := 0
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.db.Drop(ctx, rule, dropAtOnce)
		total += n
		if err != nil || n < dropAtOnce {
			r.log.Info("retention", "rule", rule.String(), "dropped", total)
			return err
		}
	}
}

// unindex takes an article that was dropped out of the index, unless it has
// come back.
func (r *record) unindex(ctx context.Context, j crawler.Job) error {
	if err := r.index.Delete(ctx, j.Key); err != nil {
		return fmt.Errorf("take out of the index: %w", err)
	}
	a, statements, err := r.db.Article(ctx, j.Key, 0)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	companies, err := r.companies(ctx, a)
	if err != nil {
		return err
	}
	article, entries := index.Documents(a, statements, companies)
	return r.index.Put(ctx, article, entries)
}

// planRetention asks for the first time that the rules are followed: a day
// after they are first seen, so that there is time to look at a dry run.
func (r *record) planRetention(ctx context.Context) error {
	if len(r.config.Retention.rules()) == 0 {
		return nil
	}
	return r.db.Enqueue(ctx, crawler.Job{Kind: crawler.RetentionJob, Key: allOfIt, At: time.Now().Add(24 * time.Hour)})
}
