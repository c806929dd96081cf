package digest

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// Searcher answers queries. An index does.
type Searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
}

// Order is what a digest is asked for.
type Order struct {
	// Subscription is its ID, Search the saved search's and Name its name.
	Subscription, Search, Name string
	Query                      index.Query
	// Broken tells why the search can't be read any more, and Written is its
	// query as it stands; nothing else is told then.
	Broken, Written string
	From, To        string
	// The period is what came onto the record after Since and up to Until.
	Since, Until time.Time
	Zone         *time.Location
	// New are the statements that came onto the record in the period, whether
	// they match the query or not.
	New []Sighting
	// Changed are the changes of statements that came onto the record in the
	// period and match the query on either side.
	Changed []Change
	Health  Health
	// Site is where onrecord is served.
	Site string
}

// Sighting is a statement that came onto the record in the period.
type Sighting struct{ Statement, Article string }

const (
	// page is how many hits are asked for at once, batch how many articles or
	// parties are named in one query.
	page  = 200
	batch = 50
	// past is how many statements of a batch of parties are looked back at.
	past = 2000
)

// Compose gathers what is new and puts it in order.
func Compose(ctx context.Context, s Searcher, o Order) (Digest, error) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	for len(o.Site) > 0 && o.Site[len(o.Site)-1] == '/' {
		o.Site = o.Site[:len(o.Site)-1]
	}
	d := Digest{Subscription: o.Subscription, Name: clip(o.Name, longestName), Query: o.Query, From: o.From, To: o.To,
		Since: o.Since, Until: o.Until, Zone: o.Zone, Health: o.Health, Site: o.Site}
	if o.Broken != "" {
		d.Broken, d.Written = clip(o.Broken, longestWords), clip(o.Written, longestWords)
		d.Mend = o.Site + "/searches/" + url.PathEscape(o.Search)
		return d, nil
	}
	fresh, err := Fresh(ctx, s, o.Query, o.New, o.Changed)
	if err != nil {
		return Digest{}, fmt.Errorf("compose digest %s: %w", o.Subscription, err)
	}
	d.tellChanges(o.Changed)
	if len(fresh) == 0 {
		return d, nil
	}
	history, err := recall(ctx, s, fresh)
	if err != nil {
		return Digest{}, fmt.Errorf("compose digest %s: %w", o.Subscription, err)
	}

	d.arrange(fresh, history)
	d.Statements = len(fresh) - d.Repeats
	return d, nil
}

// Fresh gives the statements of a period that match a query and are told as
// new: all that came on record but what took the place of others. seen are those
// that came on record, whether they match or not, and changed the changes that
// match.
func Fresh(ctx context.Context, s Searcher, q index.Query, seen []Sighting, changed []Change) ([]index.Entry, error) {
	fresh, err := gather(ctx, s, q, seen)
	if err != nil {
		return nil, err
	}
	again := retold(seen, changed)
	return slices.DeleteFunc(fresh, func(e index.Entry) bool { return again[e.Statement.ID] }), nil
}

// gather gives the new statements that match the query. They are looked for in
// their articles, so that a long record costs no more than a short one.
func gather(ctx context.Context, s Searcher, asked index.Query, seen []Sighting) ([]index.Entry, error) {
	isNew := map[string]bool{}
	var articles []string
	for _, n := range seen {
		isNew[n.Statement] = true
		articles = append(articles, n.Article)
	}
	slices.Sort(articles)
	var all []index.Entry
	for some := range slices.Chunk(slices.Compact(articles), batch) {
		within := make(index.Or, len(some))
		for i, id := range some {
			within[i] = index.Value{Field: index.InArticle, Value: id}
		}
		q := asked
		q.Expr = index.And{within}
		if asked.Expr != nil {
			q.Expr = index.And{within, asked.Expr}
		}
		err := each(ctx, s, q, -1, func(e index.Entry) {
			if isNew[e.Statement.ID] {
				all = append(all, e)
				delete(isNew, e.Statement.ID) // once, whatever the pages bring
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// history is what was on record of the parties who speak now: their latest
// statements, and the accusations against them.
type history struct {
	by      map[string][]index.Entry
	accused map[string][]index.Entry
	// before holds when what is not new was first published, by its sameness.
	before map[string]time.Time
}

// recall looks back at the parties of the new statements.
func recall(ctx context.Context, s Searcher, fresh []index.Entry) (history, error) {
	var names []string
	isNew := map[string]bool{}
	for _, e := range fresh {
		names = append(names, parties(e)...)
		isNew[e.Statement.ID] = true
	}
	slices.Sort(names)
	h := history{by: map[string][]index.Entry{}, accused: map[string][]index.Entry{}, before: map[string]time.Time{}}
	for some := range slices.Chunk(slices.Compact(names), batch) {
		said := index.Query{Filters: []index.Filter{{Field: index.Party, Values: some}}}
		if err := each(ctx, s, said, past, func(e index.Entry) {
			for _, p := range parties(e) {
				h.by[p] = append(h.by[p], e)
			}
			if was, ok := h.before[sameness(e)]; !isNew[e.Statement.ID] && (!ok || e.Article.Published.Before(was)) {
				h.before[sameness(e)] = e.Article.Published
			}
		}); err != nil {
			return history{}, err
		}
		accused := index.Query{Filters: []index.Filter{
			{Field: index.Stance, Values: []string{string(extractor.Accuse)}}, {Field: index.Target, Values: some}}}
		if err := each(ctx, s, accused, past, func(e index.Entry) {
			for _, p := range split(e.Statement.Target) {
				h.accused[p] = append(h.accused[p], e)
			}
		}); err != nil {
			return history{}, err
		}
	}
	return h, nil
}

// each calls do with the statements that match, the newest first, at most so
// many when most is not negative.
func each(ctx context.Context, s Searcher, q index.Query, most int, do func(index.Entry)) error {
	q.Of, q.ByDate, q.Limit, q.Cursor, q.Facets = index.Statements, true, page, "", nil
	for n := 0; most < 0 || n < most; {
		r, err := s.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("search %s: %w", q, err)
		}
		for _, h := range r.Hits {
			do(h.Entry)
		}
		n += len(r.Hits)
		if r.Next == "" || len(r.Hits) == 0 {
			return nil
		}
		q.Cursor = r.Next
	}
	return nil
}
