package command

import (
	"context"
	"fmt"
	"time"

	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
	"onrecord/server/digest"
)

// changed gives the changes of statements that came onto the record in a period
// and match a query on either side. What was removed is in no index any more:
// both sides are put into one of their own, so that a query means the same.
func (r *record) changed(ctx context.Context, q index.Query, since, until time.Time) ([]digest.Change, error) {
	edits, err := r.db.EditsBetween(ctx, since, until)
	if err != nil {
		return nil, err
	}
	var all []digest.Change
	sides := map[string][]index.Entry{} // by article
	for _, e := range edits {
		for _, c := range e.Changes {
			change := digest.Change{Kind: c.Kind, CueWas: c.CueWas, CueIs: c.CueIs}
			if c.Before != nil {
				change.Before = sideOf(e, *c.Before, c.Was, e.Article.Revision-1)
				sides[e.Article.ID] = append(sides[e.Article.ID], change.Before)
			}
			if c.After != nil {
				change.After = sideOf(e, *c.After, c.Is, e.Article.Revision)
				sides[e.Article.ID] = append(sides[e.Article.ID], change.After)
			}
			all = append(all, change)
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	matches, err := matching(ctx, q, sides)
	if err != nil {
		return nil, fmt.Errorf("look for changes that match: %w", err)
	}
	var out []digest.Change
	for _, c := range all {
		if matches[sideKey(c.Before)] || matches[sideKey(c.After)] {
			out = append(out, c)
		}
	}
	return out, nil
}

func sideOf(e store.Edit, s extractor.Statement, words string, revision int) index.Entry {
	a := e.Article
	return index.Entry{Statement: s, Words: words, Article: index.Article{ID: a.ID, Revision: revision, URL: a.URL, Title: a.Title,
		Byline: a.Byline, Outlet: a.Outlet, Published: a.Published, Language: a.Language}}
}

// sideKey tells the states of a statement apart that has kept its ID.
func sideKey(e index.Entry) string {
	return fmt.Sprintf("%s %d %s", e.Article.ID, e.Article.Revision, e.Statement.ID)
}

// matching tells which entries match a query. It asks one index for each
// revision of an article, for an index holds one.
func matching(ctx context.Context, q index.Query, sides map[string][]index.Entry) (map[string]bool, error) {
	found := map[string]bool{}
	for len(sides) > 0 {
		if err := matchingOnce(ctx, q, sides, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// matchingOnce takes one revision of every article, each of its statements
// once, off the sides, and notes those that match.
func matchingOnce(ctx context.Context, q index.Query, sides map[string][]index.Entry, found map[string]bool) (err error) {
	ix, err := embedded.OpenMemory()
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, ix.Close()) }()
	for id, all := range sides {
		var now, later []index.Entry
		in := map[string]bool{}
		for _, e := range all {
			switch {
			case e.Article.Revision != all[0].Article.Revision:
				later = append(later, e)
			case !in[e.Statement.ID]:
				in[e.Statement.ID] = true
				now = append(now, e)
			}
		}
		if err := ix.Put(ctx, now[0].Article, now); err != nil {
			return err
		}
		if delete(sides, id); len(later) > 0 {
			sides[id] = later
		}
	}
	q.Of, q.ByDate, q.Limit, q.Cursor, q.Facets = index.Statements, true, 200, "", nil
	for {
		r, err := ix.Search(ctx, q)
		if err != nil {
			return err
		}
		for _, h := range r.Hits {
			found[sideKey(h.Entry)] = true
		}
		if r.Next == "" {
			return nil
		}
		q.Cursor = r.Next
	}
}
