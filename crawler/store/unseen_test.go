package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
)

// TestUnseen counts by outlet and reason, a page by its latest look.
func TestUnseen(t *testing.T) {
	ctx, db := context.Background(), open(t)
	look := func(url, outlet, reason string, at time.Time) {
		t.Helper()
		p := crawler.Page{Reason: reason, Article: extractor.Article{Outlet: outlet}, Capture: crawler.Capture{
			ID: crawler.CaptureID(url, []byte(reason)), URL: url, Final: url, Status: 200, Body: []byte(reason), Fetched: at}}
		if reason == "" {
			p.Article = extractor.Article{ID: crawler.ID(url), URL: url, Outlet: outlet, Title: "T", Text: "Text of " + url}
		}
		_, err := db.SavePage(ctx, p, time.Time{})
		must(t, err)
	}
	look("http://a.example/1", "A", crawler.BotWall, noon)
	look("http://a.example/2", "A", crawler.BotWall, noon.Add(time.Hour))
	look("http://a.example/3", "A", "status 404", noon)
	look("http://a.example/4", "A", crawler.Paywall, noon)
	look("http://a.example/4", "A", "", noon.Add(time.Hour))
	look("http://www.b.example/1", "", crawler.Soft404, noon)
	all, looked, err := db.Unseen(ctx)
	must(t, err)
	got := ""
	for _, u := range all {
		got += fmt.Sprintln(u.Outlet, u.Reason, u.Count, looked[u.Outlet], u.Last.Format("15:04"), u.URL)
	}
	equal(t, "what cannot be seen", got, `A bot wall 2 4 13:00 http://a.example/2
A status 404 1 4 12:00 http://a.example/3
b.example soft 404 1 1 12:00 http://www.b.example/1
`)
}

// TestArticleBeside keeps what a page tells of its article beside the text,
// and its date in the zone that it was written in.
func TestArticleBeside(t *testing.T) {
	ctx, db := context.Background(), open(t)
	a := extractor.Article{ID: "x", URL: "http://a.example/x", Title: "T", Outlet: "A", Text: "A text.", DatedBy: crawler.ByMeta,
		Published: time.Date(2024, 3, 4, 23, 30, 0, 0, time.FixedZone("", -3*3600)), Modified: noon, ModifiedBy: crawler.ByLinkedData,
		Image: "http://a.example/x.jpg", Notes: "Correction: It was another."}
	_, err := db.SavePage(ctx, crawler.Page{Article: a, Capture: crawler.Capture{ID: "c", URL: a.URL, Final: a.URL, Status: 200, Fetched: noon}}, time.Time{})
	must(t, err)
	got, _, err := db.Article(ctx, "x", 0)
	must(t, err)
	equal(t, "published", got.Published.Format(time.RFC3339), "2024-03-04T23:30:00-03:00")
	got.Published, got.Revision = a.Published, 0
	equal(t, "article", got, a)
}
