package command

import (
	"context"
	"errors"
	"sort"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/server"
)

// pages is the record as the server's pages want it.
type pages struct{ *record }

// Article gives a revision with its statements.
func (p pages) Article(ctx context.Context, id string, revision int) (extractor.Article, []extractor.Statement, error) {
	a, statements, err := p.db.Article(ctx, id, revision)
	if errors.Is(err, store.ErrNotFound) {
		err = p.missing(ctx, id)
	}
	return a, statements, err
}

// missing tells of an article that isn't on record whether it ever was.
func (p pages) missing(ctx context.Context, id string) error {
	stone, err := p.db.Tombstone(ctx, store.DropArticle, id)
	if errors.Is(err, store.ErrNotFound) {
		return server.ErrNotFound
	}
	if err != nil {
		return err
	}
	if _, _, err := p.db.Article(ctx, id, 0); err == nil {
		return server.ErrNotFound // it has come back; the revision hasn't
	}
	return server.Dropped{At: stone.Dropped, Rule: stone.Rule}
}

// Revisions lists an article's revisions.
func (p pages) Revisions(ctx context.Context, id string) ([]extractor.Revision, error) {
	all, err := p.db.Revisions(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		err = server.ErrNotFound
	}
	return all, err
}

// Edits gives what each later revision of an article changed.
func (p pages) Edits(ctx context.Context, id string) ([]server.Edit, error) {
	all, err := p.db.Edits(ctx, id)
	return editsOf(all), err
}

// LatestEdits gives the newest edits of all articles.
func (p pages) LatestEdits(ctx context.Context, since time.Time, before server.EditPlace, most int) ([]server.Edit, error) {
	all, err := p.db.LatestEdits(ctx, since, store.EditPlace(before), most)
	return editsOf(all), err
}

func editsOf(all []store.Edit) []server.Edit {
	out := make([]server.Edit, len(all))
	for i, e := range all {
		out[i] = server.Edit(e)
	}
	return out
}

// Prints gives an article and those that print the same story.
func (p pages) Prints(ctx context.Context, id string) ([]server.Print, error) {
	all, err := p.db.Prints(ctx, id)
	out := make([]server.Print, len(all))
	for i, one := range all {
		out[i] = server.Print(one)
	}
	return out, err
}

// Utterance gives the statements that are one utterance.
func (p pages) Utterance(ctx context.Context, statement string) ([]server.Saying, int, error) {
	all, total, err := p.db.Utterance(ctx, statement)
	if errors.Is(err, store.ErrNotFound) {
		err = server.ErrNotFound
	}
	out := make([]server.Saying, len(all))
	for i, s := range all {
		out[i] = server.Saying(s)
	}
	return out, total, err
}

// Repeats tells how many articles repeat the statements of one.
func (p pages) Repeats(ctx context.Context, article string) (map[string]int, error) {
	return p.db.Repeats(ctx, article)
}

// Addresses gives where an article was found.
func (p pages) Addresses(ctx context.Context, id string) ([]string, error) {
	return p.db.Addresses(ctx, id)
}

// Unseen gathers what cannot be seen by outlet.
func (p pages) Unseen(ctx context.Context) ([]server.Unseen, error) {
	all, looked, err := p.db.Unseen(ctx)
	if err != nil {
		return nil, err
	}
	var out []server.Unseen
	for _, u := range all {
		if n := len(out); n == 0 || out[n-1].Outlet != u.Outlet {
			out = append(out, server.Unseen{Outlet: u.Outlet, Looked: looked[u.Outlet]})
		}
		last := &out[len(out)-1]
		last.Count += u.Count
		last.Reasons = append(last.Reasons, server.UnseenReason{Reason: u.Reason, Count: u.Count, Last: u.Last, URL: u.URL})
	}
	return out, nil
}

// Health turns the store's health into the page's.
func (p pages) Health(ctx context.Context) (server.Health, error) {
	from, err := p.db.Health(ctx)
	if err != nil {
		return server.Health{}, err
	}
	h := server.Health{
		Counts: []server.NamedCount{
			{Name: "articles", Count: from.Articles}, {Name: "revisions", Count: from.Revisions},
			{Name: "statements", Count: from.Statements}, {Name: "captures", Count: from.Captures},
		},
	}
	h.Index.State, h.Index.Failure = p.rebuilding.state()
	if h.Searches, err = searchTroubles(ctx, p.db, p.config); err != nil {
		return h, err
	}
	now := p.db.Now()
	for _, f := range from.Feeds {
		feed := server.FeedHealth{URL: f.URL, Title: f.Title, Outlet: f.Outlet, Checked: f.Checked, Succeeded: f.Succeeded,
			Next: f.Next, Failure: f.Failure, Failures: f.Failures, Dead: f.Dead(), Found: f.Fetched}
		if !f.Silent(now).IsZero() {
			feed.Silent = f.Brought
		}
		h.Feeds = append(h.Feeds, feed)
	}
	for _, j := range from.Jobs {
		h.Jobs = append(h.Jobs, server.JobCount{Kind: j.Kind, State: j.State, Count: j.Count})
		if j.Kind == crawler.ArticleJob && (j.State == store.Waiting || j.State == store.Running) {
			h.Index.Waiting += j.Count
		}
	}
	for _, d := range from.Dead {
		h.Dead = append(h.Dead, server.DeadJob{Kind: d.Job.Kind, Key: d.Job.Key, Error: d.Error, Attempts: d.Job.Attempt, At: d.Failed, Final: d.State == store.Gone})
	}
	for reason, n := range from.Pages {
		if reason != "" {
			h.Textless = append(h.Textless, server.ReasonCount{Reason: reason, Count: n})
		}
	}
	sort.Slice(h.Textless, func(i, j int) bool { return h.Textless[i].Reason < h.Textless[j].Reason })
	for state, n := range from.Deliveries {
		h.Counts = append(h.Counts, server.NamedCount{Name: "digests " + state, Count: n})
	}
	sort.Slice(h.Counts[4:], func(i, j int) bool { return h.Counts[4+i].Name < h.Counts[4+j].Name })
	return h, nil
}
