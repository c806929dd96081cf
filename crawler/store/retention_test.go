package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

const day = 24 * time.Hour

// shelf fills a record with one article a row: "ID outlet age-in-days".
func shelf(t *testing.T, rows ...string) *store.DB {
	t.Helper()
	db := open(t)
	db.Now = func() time.Time { return noon }
	for _, row := range rows {
		f := strings.Fields(row)
		age := 0
		_, err := fmt.Sscan(f[2], &age)
		must(t, err)
		url := "http://" + f[0] + ".example/"
		p := page(url, "What "+f[0]+" had to say, and whom it said it of.")
		p.Article.ID, p.Article.Outlet, p.Capture.ID, p.Capture.Fetched = f[0], f[1], "c-"+f[0], noon.Add(-time.Duration(age)*day)
		_, err = db.SavePage(t.Context(), p, time.Time{})
		must(t, err)
		must(t, db.SaveStatements(t.Context(), f[0], 1, []extractor.Statement{{ID: "s-" + f[0], Article: f[0]}}))
	}
	return db
}

func articlesLeft(t *testing.T, db *store.DB) string {
	t.Helper()
	var left []string
	must(t, db.EachArticle(t.Context(), func(a extractor.Article) error {
		left = append(left, a.ID)
		return nil
	}))
	return strings.Join(left, " ")
}

func capturesLeft(t *testing.T, db *store.DB) string {
	t.Helper()
	var left []string
	must(t, db.EachCapture(t.Context(), time.Time{}, nil, func(id string) error {
		left = append(left, id)
		return nil
	}))
	slices.Sort(left)
	return strings.Join(left, " ")
}

func dropAll(t *testing.T, db *store.DB, rules ...store.Rule) {
	t.Helper()
	for _, r := range rules {
		for {
			n, err := db.Drop(t.Context(), r, 2)
			must(t, err)
			if n < 2 {
				break
			}
		}
	}
}

func TestRetention(t *testing.T) {
	db := shelf(t, "old Courier 100", "new Courier 10", "held Courier 100", "said Courier 100", "kept Herald 100", "found Wire 100", "wire Wire 100", "edge Courier 30")
	ctx := t.Context()
	must(t, db.AddHold(ctx, store.Hold{Kind: store.HoldArticle, What: "held", Reason: "suit 12"}))
	must(t, db.AddHold(ctx, store.Hold{Kind: store.HoldStatement, What: "s-said"}))
	must(t, db.AddHold(ctx, store.Hold{Kind: store.HoldOutlet, What: "Herald"}))
	search := store.Hold{Kind: store.HoldQuery, What: "found"}
	must(t, db.AddHold(ctx, search))
	rules := []store.Rule{
		{Kind: store.DropArticle, Age: 90 * day, Except: []string{"Wire"}}, {Kind: store.DropArticle, Age: 50 * day, Outlet: "Wire"},
		{Kind: store.DropCapture, Age: 30 * day},
	}

	// Nothing is dropped while it isn't known what a search holds.
	if _, err := db.Drop(ctx, rules[0], 10); !errors.Is(err, store.ErrUnsettled) {
		t.Fatalf("dropped with a hold unsettled: %v", err)
	}
	must(t, db.SaveHeld(ctx, search, "found"))
	must(t, db.SettleHold(ctx, search))

	forecast, err := db.Forecast(ctx, rules)
	must(t, err)
	for i, want := range []string{"articles older than 90d: 1, held 3", "articles of Wire older than 50d: 1, held 1", "captures older than 30d: 2, held 4"} {
		equal(t, "forecast", fmt.Sprintf("%s: %d, held %d", forecast[i].Rule, forecast[i].Count, forecast[i].Held), want)
	}
	equal(t, "articles after the forecast", articlesLeft(t, db), "edge found held kept new old said wire")

	for range 2 { // a job may be done twice
		dropAll(t, db, rules...)
		equal(t, "articles", articlesLeft(t, db), "edge found held kept new said")
		equal(t, "captures", capturesLeft(t, db), "c-edge c-found c-held c-kept c-new c-said")
	}
	stones, err := db.Tombstones(ctx, time.Time{})
	must(t, err)
	var told []string
	for _, s := range stones {
		told = append(told, fmt.Sprintf("%s %s by %s: %d texts, %d captures", s.Kind, s.ID, s.Rule, len(s.Hashes.Revisions), len(s.Hashes.Captures)))
	}
	equal(t, "tombstones", strings.Join(told, "; "), "article old by articles older than 90d: 1 texts, 1 captures; article wire by articles of Wire older than 50d: 1 texts, 1 captures")
	stone, err := db.Tombstone(ctx, store.DropArticle, "old")
	must(t, err)
	if h := stone.Hashes; len(h.Revisions[0].SHA256) != 64 || len(h.Captures[0].Payload) != 64 || stone.Outlet != "Courier" || !stone.Dropped.Equal(noon) {
		t.Errorf("tombstone %+v", stone)
	}
	due, _, _, err := db.Idle(ctx, crawler.DropJob)
	must(t, err)
	equal(t, "articles to leave the index", due, 2)
	look, err := db.Look(ctx, "http://old.example/")
	must(t, err)
	equal(t, "what the page's look tells", look, store.Look{Reason: store.Dropped})

	// What is held no more goes.
	must(t, db.RemoveHold(ctx, store.HoldQuery, "found"))
	must(t, db.RemoveHold(ctx, store.HoldArticle, "held"))
	if err := db.RemoveHold(ctx, store.HoldArticle, "held"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	dropAll(t, db, rules...)
	equal(t, "articles at last", articlesLeft(t, db), "edge kept new said")
}

// TestDroppedCapture drops bytes and keeps the text, and takes the same bytes
// in again.
func TestDroppedCapture(t *testing.T) {
	db := shelf(t, "old Courier 100", "said Courier 100")
	ctx := t.Context()
	again := page("http://said.example/", "What said had to say, and whom it said it of.")
	again.Article.ID, again.Article.Outlet, again.Capture.ID, again.Capture.Fetched = "said", "Courier", "c-said", noon.Add(-day)
	_, err := db.SavePage(ctx, again, time.Time{}) // seen again yesterday
	must(t, err)
	dropAll(t, db, store.Rule{Kind: store.DropCapture, Age: 50 * day, Outlet: "Courier"})
	equal(t, "captures", capturesLeft(t, db), "c-said")
	equal(t, "articles", articlesLeft(t, db), "old said")
	if _, err := db.Capture(ctx, "c-old"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the dropped capture: %v", err)
	}
	if kept, err := db.Kept(ctx, "c-old"); kept || err != nil {
		t.Errorf("the dropped capture is kept: %v", err)
	}
	stone, err := db.Tombstone(ctx, store.DropCapture, "c-old")
	must(t, err)
	equal(t, "rule", stone.Rule, "captures of Courier older than 50d")
	back := page("http://old.example/", "What old had to say, and whom it said it of.")
	back.Article.ID, back.Capture.ID, back.Capture.Fetched = "old", "c-old", noon
	_, err = db.SavePage(ctx, back, time.Time{})
	must(t, err)
	c, err := db.Capture(ctx, "c-old")
	must(t, err)
	equal(t, "the bytes that came again", string(c.Body), string(back.Capture.Body))
}

func TestHolds(t *testing.T) {
	db := shelf(t, "a Courier 1", "b Courier 1", "c Herald 1")
	ctx := t.Context()
	for _, h := range []store.Hold{{Kind: "article", What: "none"}, {Kind: "statement", What: "a"}, {Kind: "outlet", What: "courier"}, {Kind: "story", What: "a"}, {Kind: "search"}} {
		if err := db.AddHold(ctx, h); err == nil {
			t.Errorf("held %+v", h)
		}
	}
	must(t, db.AddHold(ctx, store.Hold{Kind: "outlet", What: "Courier", Reason: "suit 12"}))
	must(t, db.AddHold(ctx, store.Hold{Kind: "outlet", What: "Courier", Reason: "suit 13"}))
	must(t, db.AddHold(ctx, store.Hold{Kind: "article", What: "a"}))
	must(t, db.AddHold(ctx, store.Hold{Kind: "search", What: "disputes"}))
	all, err := db.Holds(ctx)
	must(t, err)
	var told []string
	for _, h := range all {
		told = append(told, fmt.Sprintf("%s %s %q %d", h.Kind, h.What, h.Reason, h.Articles))
	}
	equal(t, "holds", strings.Join(told, "; "), `article a "" 1; outlet Courier "suit 13" 2; search disputes "" 0`)
	of, err := db.HoldsOf(ctx, "a")
	must(t, err)
	equal(t, "holds of a", len(of), 2)
	asking, err := db.AskingHolds(ctx)
	must(t, err)
	equal(t, "holds that ask", len(asking), 1)
	due, _, _, err := db.Idle(ctx, crawler.HoldJob)
	must(t, err)
	equal(t, "hold jobs", due, 1)
}
