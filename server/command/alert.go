package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/server"
	"onrecord/server/digest"
)

// mostNews is how many statements one posting tells, unless they came on record
// in one moment: what is more comes with the next one.
const mostNews = 200

// alert is the job that tells what is new to whoever waits for it. A hook has
// one posting under way at a time, so that they arrive in order and those of a
// receiver that is down don't pile up.
func (r *record) alert(ctx context.Context, _ crawler.Job) error {
	until := r.db.Now()
	hooks, err := r.db.Hooks(ctx)
	if err != nil {
		return err
	}
	var failures []error
	for _, h := range hooks {
		if h.Last.State == store.Pending { // its end asks for the next alert
			if err := r.keepPosting(ctx, h.Last.ID); err != nil {
				failures = append(failures, fmt.Errorf("hook of search %s: %w", h.Search, err))
			}
			continue
		}
		if err := r.packNews(ctx, h, until); err != nil {
			failures = append(failures, fmt.Errorf("hook of search %s: %w", h.Search, err))
		}
	}
	subscriptions, err := r.db.Subscriptions(ctx)
	if err != nil {
		return errors.Join(append(failures, err)...)
	}
	for _, s := range subscriptions {
		if s.Schedule != crawler.Immediately {
			continue
		}
		if err := r.mailNews(ctx, s, until); err != nil {
			failures = append(failures, fmt.Errorf("subscription %s: %w", s.ID, err))
		}
	}
	return errors.Join(failures...)
}

// keepPosting asks again for a posting whose job was given up without an attempt
// on record, as of one that saw the process die too often: the hook would be
// silent for good.
func (r *record) keepPosting(ctx context.Context, id string) error {
	if waits, err := r.db.Enqueued(ctx, crawler.PostJob, id); err != nil || waits {
		return err
	}
	return r.db.Enqueue(ctx, crawler.Job{Kind: crawler.PostJob, Key: id})
}

// packNews keeps what is new for a hook as a posting. A search that can't be
// read waits until it is mended: its page tells so.
func (r *record) packNews(ctx context.Context, h store.Hook, until time.Time) error {
	search, err := r.db.Search(ctx, h.Search)
	if err != nil {
		return err
	}
	q, err := index.Parse(search.Query)
	if err != nil {
		return nil
	}
	n, err := r.news(ctx, q, h.Since, until)
	if err != nil {
		return err
	}
	if n.empty() {
		return r.db.SkipHook(ctx, h, n.until)
	}
	p := store.Posting{ID: postingID(h, n.until), Search: h.Search, Since: h.Since, Until: n.until, Statements: len(n.fresh), Changes: len(n.changed)}
	p.Body, err = server.News{ID: p.ID, Search: search.ID, Name: search.Name, Query: search.Query, Since: p.Since, Until: p.Until,
		Fresh: n.fresh, Changed: sidesOf(n.changed), Base: r.config.PublicURL}.JSON()
	if err != nil {
		return err
	}
	return r.db.AddPosting(ctx, h, p)
}

func postingID(h store.Hook, until time.Time) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%d\x00%d", h.Search, h.Made.UnixMicro(), h.Since.UnixMicro(), until.UnixMicro()))
	return hex.EncodeToString(sum[:16])
}

func sidesOf(all []digest.Change) []server.NewsChange {
	out := make([]server.NewsChange, len(all))
	for i, c := range all {
		out[i] = server.NewsChange{Kind: c.Kind, Before: c.Before, After: c.After}
	}
	return out
}

// mailNews asks for a digest when there is something new for a subscription
// that is told at once. One that waits to be sent goes first.
func (r *record) mailNews(ctx context.Context, s store.Subscription, until time.Time) error {
	if waits, err := r.db.Enqueued(ctx, crawler.DigestJob, s.ID); err != nil || waits {
		return err
	}
	search, err := r.db.Search(ctx, s.Search)
	if err != nil {
		return err
	}
	end := endOfSecond()
	job := crawler.Job{Kind: crawler.DigestJob, Key: s.ID, Period: store.PeriodName(end), At: end}
	q, err := index.Parse(search.Query)
	if err != nil {
		told, err := r.toldBroken(ctx, s, until)
		if err != nil || told {
			return err
		}
		return r.db.Enqueue(ctx, job)
	}
	n, err := r.news(ctx, q, s.Since, until)
	if err != nil {
		return err
	}
	if n.empty() {
		return r.db.SkipPeriod(ctx, s, until)
	}
	return r.db.Enqueue(ctx, job)
}

// toldBroken tells whether a subscription was told within a day that its search
// can't be read.
func (r *record) toldBroken(ctx context.Context, s store.Subscription, now time.Time) (bool, error) {
	all, err := r.db.Deliveries(ctx, s.ID)
	if err != nil || len(all) == 0 {
		return false, err
	}
	return all[0].Broken && now.Sub(all[0].Composed) < 24*time.Hour, nil
}

// news is what came on record for a query in a period that ends at until.
type news struct {
	until   time.Time
	fresh   []index.Entry
	changed []digest.Change
}

func (n news) empty() bool { return len(n.fresh) == 0 && len(n.changed) == 0 }

// news gathers what is new in a period, as a digest does. Where that is too much
// for one posting, it ends the period earlier, between two moments at which
// something came on record.
func (r *record) news(ctx context.Context, q index.Query, since, until time.Time) (news, error) {
	sightings, seen, err := r.sightings(ctx, since, until)
	if err != nil {
		return news{}, err
	}
	changed, err := r.changed(ctx, q, since, until)
	if err != nil {
		return news{}, err
	}
	fresh, err := digest.Fresh(ctx, r.index, q, seen, changed)
	if err != nil {
		return news{}, err
	}
	first := make(map[string]time.Time, len(sightings))
	for _, s := range sightings {
		first[s.Statement] = s.First
	}
	slices.SortStableFunc(fresh, func(a, b index.Entry) int {
		return first[a.Statement.ID].Compare(first[b.Statement.ID])
	})
	at := func(i int) time.Time { return first[fresh[i].Statement.ID] }
	if cut := mostNews; len(fresh) > cut {
		for cut > 0 && at(cut-1).Equal(at(cut)) { // what came in one moment stays together
			cut--
		}
		for cut == 0 || cut < len(fresh) && at(cut-1).Equal(at(cut)) {
			cut++
		}
		if cut < len(fresh) {
			return r.news(ctx, q, since, at(cut-1))
		}
	}
	// What an edit added is told as new.
	changed = slices.DeleteFunc(changed, func(c digest.Change) bool { return c.Kind == extractor.Added })
	return news{until: until, fresh: fresh, changed: changed}, nil
}

// sightings gives the statements that came on record in a period, for the store
// and for the digest.
func (r *record) sightings(ctx context.Context, since, until time.Time) ([]store.Sighting, []digest.Sighting, error) {
	all, err := r.db.Sightings(ctx, since, until)
	seen := make([]digest.Sighting, len(all))
	for i, s := range all {
		seen[i] = digest.Sighting{Statement: s.Statement, Article: s.Article}
	}
	return all, seen, err
}
