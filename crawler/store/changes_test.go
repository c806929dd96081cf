package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/crawler/store"
	"onrecord/extractor"
)

// TestEdits extracts the revisions of an article in several orders: what
// became of its statements is the same.
func TestEdits(t *testing.T) {
	ctx := context.Background()
	texts := []string{"Delta said it would sue. Nobody was hurt.", "Delta claimed it would sue. Nobody was hurt.", "Nobody was hurt."}
	statement := func(text string) []extractor.Statement {
		at := strings.Index(text, "it would sue")
		if at < 0 {
			return nil
		}
		return []extractor.Statement{{ID: "sue", Article: "article u", Speaker: extractor.Party{Name: "Delta"}, Certainty: extractor.Plain,
			Source: []extractor.Span{{Start: 0, End: 5}}, Cue: []extractor.Span{{Start: 6, End: at - 1}},
			Content: []extractor.Span{{Start: at, End: at + 12}}}}
	}
	for _, order := range [][]int{{1, 2, 3}, {3, 2, 1}, {2, 1, 3, 2, 1}} {
		db := open(t)
		now := noon
		db.Now = func() time.Time { return now }
		for _, text := range texts {
			_, err := db.SavePage(ctx, page("u", text), time.Time{})
			must(t, err)
		}
		for _, number := range order {
			now = now.Add(time.Hour)
			must(t, db.SaveStatements(ctx, "article u", number, statement(texts[number-1])))
		}
		edits, err := db.Edits(ctx, "article u")
		must(t, err)
		got := ""
		for _, e := range edits {
			for _, c := range e.Changes {
				got += fmt.Sprintf("%d %s %q %q; ", e.Article.Revision, c.Kind, c.Was, c.Is)
			}
		}
		equal(t, fmt.Sprint(order), got, `2 re-hedged "it would sue" "it would sue"; 3 removed "it would sue" ""; `)
		late, err := db.EditsBetween(ctx, noon.Add(3*time.Hour), now)
		must(t, err)
		equal(t, "edits that came when all was compared", len(late), 0)
		all, err := db.EditsBetween(ctx, noon, now)
		must(t, err)
		equal(t, "edits that came", len(all), 2)
	}
}

// TestLatestEdits reads the list of edits page by page.
func TestLatestEdits(t *testing.T) {
	ctx, db := context.Background(), open(t)
	now := noon
	db.Now = func() time.Time { return now }
	for i := range 5 {
		url := fmt.Sprint("u", i)
		now = noon.Add(time.Duration(i/2) * time.Hour) // two at a time
		for n, text := range []string{"One.", "Two.", "Three."} {
			_, err := db.SavePage(ctx, page(url, text), time.Time{})
			must(t, err)
			must(t, db.SaveStatements(ctx, "article "+url, n+1, nil))
		}
	}
	var got []string
	var at store.EditPlace
	for {
		page, err := db.LatestEdits(ctx, time.Time{}, at, 3)
		must(t, err)
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			got = append(got, fmt.Sprint(e.Article.URL, ".", e.Article.Revision))
			at = store.EditPlace{Recorded: e.Recorded, Article: e.Article.ID, Revision: e.Article.Revision}
		}
	}
	equal(t, "edits", strings.Join(got, " "), "u4.3 u4.2 u3.3 u3.2 u2.3 u2.2 u1.3 u1.2 u0.3 u0.2")
	since, err := db.LatestEdits(ctx, noon.Add(time.Hour), store.EditPlace{}, 100)
	must(t, err)
	equal(t, "since", len(since), 2)
}
