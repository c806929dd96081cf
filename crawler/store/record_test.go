package store_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

// noon is the clock of these tests.
var noon = time.Date(2024, 8, 6, 12, 0, 0, 0, time.UTC)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestFeeds(t *testing.T) {
	ctx, db := context.Background(), open(t)
	db.Now = func() time.Time { return noon }
	feed := crawler.Feed{URL: "http://a.example/feed", Kind: crawler.FeedJob, Outlet: "A", Every: time.Hour,
		Links: []string{"/news/**"}}
	must(t, db.AddFeed(ctx, feed))
	must(t, db.AddFeed(ctx, feed))
	equal(t, "jobs", jobLines(t, db), "feed waiting 1")

	look := feed
	look.Title, look.ETag, look.Checked = "A's news", `"1"`, noon
	items := []crawler.Item{
		{URL: "http://a.example/1", Title: "One", Byline: "X", Published: noon.Add(-time.Hour)},
		{URL: "http://a.example/2"}, {URL: "http://a.example/2"}}
	fresh, err := db.SaveLook(ctx, look, items)
	must(t, err)
	again, err := db.SaveLook(ctx, look, items)
	must(t, err)
	equal(t, "fresh", []int{fresh, again}, []int{2, 0})
	equal(t, "jobs", jobLines(t, db), "feed waiting 1; page waiting 2")

	got, err := db.Feed(ctx, feed.URL)
	must(t, err)
	want := look
	want.Fetched, want.Succeeded, want.Next = 2, noon, noon.Add(time.Hour)
	equal(t, "feed", got, want)
	item, of, err := db.Item(ctx, items[0].URL)
	must(t, err)
	items[0].Seen = noon
	equal(t, "item", item, items[0])
	equal(t, "its feed", of, want)

	must(t, db.RemoveFeed(ctx, feed.URL))
	equal(t, "removed twice", errors.Is(db.RemoveFeed(ctx, feed.URL), store.ErrNotFound), true)
	_, err = db.SaveLook(ctx, look, []crawler.Item{{URL: "http://a.example/3"}})
	must(t, err)
	equal(t, "jobs", jobLines(t, db), "page waiting 2")
	item, of, err = db.Item(ctx, items[0].URL)
	must(t, err)
	equal(t, "item of a removed feed", item.Title+of.URL, "One")
	item, _, err = db.Item(ctx, "http://a.example/none")
	must(t, err)
	equal(t, "no item", item, crawler.Item{})
}

// TestFailingFeed is added anew again and again, as each start of the server
// does, and keeps to its plan until somebody revives it.
func TestFailingFeed(t *testing.T) {
	ctx, db := context.Background(), open(t)
	now := noon
	db.Now = func() time.Time { return now }
	feed := crawler.Feed{URL: "http://a.example/feed", Kind: crawler.FeedJob, Title: "A", Every: 10 * time.Minute, UpTo: time.Hour,
		Selectors: crawler.Selectors{Keep: []string{"article"}, Drop: []string{".ad", "nav"}}, Distrust: true, Secrets: "/run/secrets/a"}
	must(t, db.AddFeed(ctx, feed))
	got, err := db.Feed(ctx, feed.URL)
	must(t, err)
	equal(t, "feed", got, feed)
	got.Failures, got.Failure, got.Checked = 5, "status 503", now
	due := func() time.Duration {
		t.Helper()
		f, err := db.Feed(ctx, feed.URL)
		must(t, err)
		return f.Next.Sub(noon)
	}
	_, err = db.SaveLook(ctx, got, nil)
	must(t, err)
	equal(t, "next look", due(), 50*time.Minute)
	now = noon.Add(time.Minute)
	feed.Title, feed.Every = "", 5*time.Minute
	must(t, db.AddFeed(ctx, feed))
	equal(t, "next look of the feed added again", due(), 50*time.Minute)
	got, err = db.Feed(ctx, feed.URL)
	must(t, err)
	equal(t, "title, interval and failures", fmt.Sprint(got.Title, got.Every, got.Failures), "A5m0s 5")
	must(t, db.ReviveFeed(ctx, feed.URL))
	equal(t, "next look of the revived", due(), time.Minute)
	got, err = db.Feed(ctx, feed.URL)
	must(t, err)
	equal(t, "failure of the revived", fmt.Sprint(got.Failure, got.Failures, got.Broke.IsZero()), "0 true")
	equal(t, "unknown", errors.Is(db.ReviveFeed(ctx, "http://none.example/"), store.ErrNotFound), true)
	feed.Kind = crawler.SiteJob
	must(t, db.AddFeed(ctx, feed))
	equal(t, "jobs", jobLines(t, db), "site waiting 1")
}

func TestTurns(t *testing.T) {
	ctx, db := context.Background(), open(t)
	const hold = 30 * time.Second
	for i, c := range []struct {
		host string
		now  time.Duration // after noon
		want time.Duration // after now: 0 is taken
		end  time.Duration // after now, -1 to go on holding it
	}{
		{"a.example:80", 0, 0, 10 * time.Second},
		{"a.example:80", time.Second, 9*time.Second + time.Microsecond, -1},
		{"b.example:80", time.Second, 0, -1},
		{"b.example:80", 2 * time.Second, 50 * time.Millisecond, -1},
		{"a.example:80", 11 * time.Second, 0, -1},
		{"a.example:80", 40 * time.Second, 50 * time.Millisecond, -1},
		{"a.example:80", 41 * time.Second, 0, time.Second}, // who held it is given up
		{"a.example:80", 43 * time.Second, 0, time.Hour},
		{"a.example:80", 44 * time.Second, time.Hour - time.Second + time.Microsecond, -1},
	} {
		now := noon.Add(c.now)
		got, err := db.Turn(ctx, c.host, now, time.Second, hold)
		must(t, err)
		if got.Sub(now) != c.want {
			t.Errorf("%d: %v, want %v", i, got.Sub(now), c.want)
		}
		if c.end >= 0 {
			must(t, db.EndTurn(ctx, c.host, now.Add(c.end)))
		}
	}
	status, body, fetched, err := db.Robots(ctx, "c.example:80")
	if status != 0 || body != nil || !fetched.IsZero() || err != nil {
		t.Errorf("robots of an unknown host: %d %q %v %v", status, body, fetched, err)
	}
	must(t, db.SaveRobots(ctx, "a.example:80", 200, []byte("User-agent: *"), noon))
	status, body, fetched, err = db.Robots(ctx, "a.example:80")
	if status != 200 || string(body) != "User-agent: *" || !fetched.Equal(noon) || err != nil {
		t.Errorf("robots: %d %q %v %v", status, body, fetched, err)
	}
}

func TestCapture(t *testing.T) {
	ctx, db := context.Background(), open(t)
	p := page("u", "Text.")
	p.Capture.Header = http.Header{"Content-Type": {"text/html"}, "X": {"1", "2"}}
	p.Capture.Body = []byte(strings.Repeat("\x00\xffabc", 10000))
	_, err := db.SavePage(ctx, p, time.Time{})
	must(t, err)
	got, err := db.Capture(ctx, p.Capture.ID)
	must(t, err)
	equal(t, "capture", got, p.Capture)
	_, err = db.Capture(ctx, "none")
	equal(t, "unknown capture", errors.Is(err, store.ErrNotFound), true)
	for id, want := range map[string]bool{p.Capture.ID: true, "none": false} {
		kept, err := db.Kept(ctx, id)
		must(t, err)
		equal(t, "kept "+id, kept, want)
	}
}

func TestRevisions(t *testing.T) {
	ctx, db := context.Background(), open(t)
	var got []string
	for _, text := range []string{"One.", "One.", "Two, ünïcode.", "One.", "Three."} {
		s, err := db.SavePage(ctx, page("u", text), noon.Add(time.Hour))
		must(t, err)
		got = append(got, fmt.Sprint(s.Revision, s.New))
	}
	equal(t, "saved", got, []string{"1 true", "1 false", "2 true", "1 false", "3 true"})
	equal(t, "jobs", jobLines(t, db), "article waiting 3; page waiting 1")

	// The page is gone now; its article stays.
	gone := crawler.Page{Capture: crawler.Capture{ID: "404", URL: "u", Status: 404}, Reason: "status 404"}
	_, err := db.SavePage(ctx, gone, time.Time{})
	must(t, err)
	revisions, err := db.Revisions(ctx, "article u")
	must(t, err)
	lengths := ""
	for _, r := range revisions {
		lengths += fmt.Sprintf("%d:%d ", r.Number, r.Length)
	}
	equal(t, "revisions", lengths, "1:4 2:13 3:6 ")
	for number, want := range map[int]string{0: "Three.", 1: "One.", 2: "Two, ünïcode.", 3: "Three."} {
		a, statements, err := db.Article(ctx, "article u", number)
		must(t, err)
		equal(t, "text", a.Text, want)
		equal(t, "statements", len(statements), 0)
	}
	for _, number := range []int{-1, 4} {
		_, _, err := db.Article(ctx, "article u", number)
		equal(t, "unknown revision", errors.Is(err, store.ErrNotFound), true)
	}
	h, err := db.Health(ctx)
	must(t, err)
	equal(t, "pages", h.Pages, map[string]int{"status 404": 1})
	equal(t, "counts", []int{h.Captures, h.Articles, h.Revisions}, []int{4, 1, 3})
}

func TestSavePageRefuses(t *testing.T) {
	db := open(t)
	for want, change := range map[string]func(*crawler.Page){
		"the capture has no ID":                         func(p *crawler.Page) { p.Capture.ID = "" },
		"neither a text nor a reason why there is none": func(p *crawler.Page) { p.Article.Text = "" },
		"the text is not valid UTF-8":                   func(p *crawler.Page) { p.Article.Text = "\xff" },
		"the text holds a NUL":                          func(p *crawler.Page) { p.Article.Text = "a\x00" },
	} {
		p := page("u", "One.")
		change(&p)
		_, err := db.SavePage(context.Background(), p, time.Time{})
		equal(t, "error", fmt.Sprint(err), "save page u: "+want)
	}
	h, err := db.Health(context.Background())
	must(t, err)
	equal(t, "captures", h.Captures, 0)
}

func TestEachArticle(t *testing.T) {
	ctx, db := context.Background(), open(t)
	for i := range 250 {
		for _, text := range []string{"Old.", "New."} {
			_, err := db.SavePage(ctx, page(fmt.Sprintf("u%03d", i), text), time.Time{})
			must(t, err)
		}
	}
	n := 0
	must(t, db.EachArticle(ctx, func(a extractor.Article) error {
		equal(t, "article", a.URL+" "+a.Text, fmt.Sprintf("u%03d New.", n))
		n++
		return db.SaveStatements(ctx, a.ID, a.Revision, nil)
	}))
	equal(t, "articles", n, 250)
	n, err := db.Reextract(ctx)
	must(t, err)
	equal(t, "re-extracted", n, 250)
}

func TestSightings(t *testing.T) {
	ctx, db := context.Background(), open(t)
	now := noon
	db.Now = func() time.Time { return now }
	save := func(revision int, ids ...string) {
		var all []extractor.Statement
		for _, id := range ids {
			all = append(all, extractor.Statement{ID: id, Article: "article u", Stance: extractor.Deny,
				Content: []extractor.Span{{Start: 0, End: 3}}, Speaker: extractor.Party{Name: "Delta", Kind: extractor.Company}})
		}
		must(t, db.SaveStatements(ctx, "article u", revision, all))
	}
	seen := func(from, to time.Time) string {
		all, err := db.Sightings(ctx, from, to)
		must(t, err)
		ids := ""
		for _, s := range all {
			ids += s.Statement
		}
		return ids
	}
	for _, text := range []string{"One.", "Two."} {
		_, err := db.SavePage(ctx, page("u", text), time.Time{})
		must(t, err)
	}
	save(1, "a", "b")
	now = noon.Add(time.Hour)
	save(2, "b", "c")
	now = noon.Add(2 * time.Hour)
	save(2, "c", "d", "b") // better rules find d in a text extracted an hour ago
	equal(t, "first", seen(time.Time{}, noon), "ab")
	equal(t, "second", seen(noon, noon.Add(time.Hour)), "cd")
	equal(t, "third", seen(noon.Add(time.Hour), now), "")

	_, statements, err := db.Article(ctx, "article u", 0)
	must(t, err)
	ids := ""
	for _, s := range statements {
		ids += s.ID
	}
	equal(t, "in the order saved", ids, "cdb")
	h, err := db.Health(ctx)
	must(t, err)
	equal(t, "statements of the newest revision", h.Statements, 3)
	err = db.SaveStatements(ctx, "article u", 9, nil)
	equal(t, "unknown revision", errors.Is(err, store.ErrNotFound), true)
}

func TestSubscriptions(t *testing.T) {
	ctx, db := context.Background(), open(t)
	db.Now = func() time.Time { return noon }
	search := store.Search{ID: "delta", Name: "Delta's case", Query: `party:"Delta Air Lines"`}
	sub := store.Subscription{ID: "s", Search: "delta", Address: "a@b.example", Schedule: "0 7 * * *",
		Zone: "Europe/Berlin", Next: noon.Add(time.Hour)}
	if err := db.SyncSubscriptions(ctx, []store.Subscription{sub}); err == nil {
		t.Error("a subscription to an unknown search is taken")
	}
	must(t, db.SyncSearches(ctx, []store.Search{search}))
	must(t, db.SyncSubscriptions(ctx, []store.Subscription{sub}))
	later := sub
	later.Next = noon.Add(2 * time.Hour)
	must(t, db.SyncSubscriptions(ctx, []store.Subscription{later})) // a restart: the job stays
	_, _, next, err := db.Idle(ctx)
	must(t, err)
	equal(t, "next", next, sub.Next)
	db.Attempts = 1
	db.Now = func() time.Time { return sub.Next }
	until(t, db, map[string]store.Handler{crawler.DigestJob: func(context.Context, crawler.Job) error {
		return errors.New("no mail server")
	}}, idle(t, db))
	equal(t, "jobs", strings.SplitN(jobLines(t, db), ";", 2)[0], "digest dead 1")
	must(t, db.SyncSubscriptions(ctx, []store.Subscription{later})) // a restart: it is tried again
	equal(t, "jobs", jobLines(t, db), "digest waiting 1")

	d := store.Delivery{Subscription: "s", Period: store.PeriodName(sub.Next), MessageID: "m", State: store.Composed,
		Message: []byte("first"), Composed: noon}
	must(t, db.SaveDelivery(ctx, d))
	second := d
	second.State, second.Message = store.Sending, []byte("second")
	must(t, db.SaveDelivery(ctx, second))
	if err := db.EndPeriod(ctx, second, noon.Add(24*time.Hour)); err == nil {
		t.Error("a period ends before its digest is sent")
	}
	second.State, second.Sent = store.Sent, noon.Add(time.Minute)
	must(t, db.EndPeriod(ctx, second, noon.Add(24*time.Hour)))
	must(t, db.SaveDelivery(ctx, d)) // too late
	got, err := db.Delivery(ctx, "s", d.Period)
	must(t, err)
	want := d
	want.State, want.Sent = store.Sent, second.Sent
	equal(t, "delivery", got, want)

	s, q, err := db.Subscription(ctx, "s")
	must(t, err)
	equal(t, "links are made", q.Link != "" && q.Token != "" && q.Link != q.Token, true)
	q.Link, q.Token = "", ""
	search.Made = noon
	equal(t, "search", q, search)
	equal(t, "since", s.Since, sub.Next)
	equal(t, "jobs", jobLines(t, db), "digest waiting 2") // this period's, not run here, and the next

	must(t, db.SyncSearches(ctx, nil))
	_, _, err = db.Subscription(ctx, "s")
	equal(t, "removed", errors.Is(err, store.ErrNotFound), true)
	equal(t, "jobs", jobLines(t, db), "")
}

func TestLook(t *testing.T) {
	ctx, db := context.Background(), open(t)
	look := func() store.Look {
		l, err := db.Look(ctx, "http://a.example/x")
		must(t, err)
		return l
	}
	equal(t, "never asked for", look(), store.Look{})
	must(t, db.Enqueue(ctx, crawler.Job{Kind: crawler.PageJob, Key: "http://a.example/x"}))
	equal(t, "waiting for its first look", look(), store.Look{})
	db.Backoff = func(int) time.Duration { return time.Hour }
	working, stop := context.WithCancel(ctx)
	must(t, db.Work(working, map[string]store.Handler{crawler.PageJob: func(context.Context, crawler.Job) error {
		time.AfterFunc(100*time.Millisecond, stop)
		return errors.New("no such host")
	}}, 1))
	equal(t, "failed", look(), store.Look{Failure: "no such host", State: store.Waiting})
	_, err := db.SavePage(ctx, crawler.Page{Reason: "paywall",
		Capture: crawler.Capture{ID: "c", URL: "http://a.example/x", Status: 200, Fetched: noon}}, time.Time{})
	must(t, err)
	equal(t, "no article", look(), store.Look{Reason: "paywall", Failure: "no such host", State: store.Waiting})
}
