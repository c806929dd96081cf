package crawler_test

import (
	"context"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler"
	"onrecord/crawler/newsroom"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

// witness is the real record, and remembers why pages were no articles.
type witness struct {
	*store.DB
	mu      sync.Mutex
	reasons map[string]string
}

func (w *witness) SavePage(ctx context.Context, p crawler.Page, again time.Time) (crawler.Saved, error) {
	w.mu.Lock()
	if p.Reason != "" {
		w.reasons[p.Capture.URL] = p.Reason
	}
	w.mu.Unlock()
	return w.DB.SavePage(ctx, p, again)
}

// TestNewsroom crawls the recorded newsroom over HTTP into a real record: all
// of its articles and nothing else, each unreadable page with its reason, and
// the second edition as revisions.
func TestNewsroom(t *testing.T) {
	room, err := newsroom.Open(os.DirFS("../testdata/newsroom"))
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(room)
	defer web.Close()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	w := &witness{DB: db, reasons: map[string]string{}}
	c, err := crawler.New(crawler.Config{
		UserAgent: "onrecord/test (recorded newsroom)",
		Allow:     []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Resolve:   map[string]string{"*.example": strings.TrimPrefix(web.URL, "http://")},
		Delay:     -1,
		Again:     []time.Duration{},
	}, w)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range room.Feeds() {
		if err := db.AddFeed(t.Context(), crawler.Feed{URL: f.URL, Kind: f.Kind, Title: f.Title, Outlet: f.Outlet, Links: f.Links, Every: 24 * time.Hour}); err != nil {
			t.Fatal(err)
		}
	}
	crawl(t, db, c)
	first := articles(t, db)
	if diff := cmp.Diff(room.Articles(), sorted(first)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	for _, p := range room.Unreadable() {
		want := p.Reason
		if want == "robots" {
			want = crawler.ErrForbidden.Error()
		}
		if got := w.reasons[p.URL]; got != want {
			t.Errorf("%s: reason %q, want %q", p.URL, got, want)
		}
	}
	for _, a := range first {
		if a.Title == "" || a.Outlet != room.Outlet(host(a.URL)) || a.Published.Year() != 2024 && a.DatedBy != "fetch" {
			t.Errorf("%s: title %q, outlet %q, published %s by %s", a.URL, a.Title, a.Outlet, a.Published, a.DatedBy)
		}
	}

	room.Advance(2)
	for _, f := range room.Feeds() {
		if err := db.Enqueue(t.Context(), crawler.Job{Kind: f.Kind, Key: f.URL}); err != nil {
			t.Fatal(err)
		}
	}
	for url := range first {
		if err := db.Enqueue(t.Context(), crawler.Job{Kind: crawler.PageJob, Key: url}); err != nil {
			t.Fatal(err)
		}
	}
	crawl(t, db, c)
	second := articles(t, db)
	if diff := cmp.Diff(room.Articles(), sorted(second)); diff != "" {
		t.Errorf("articles of the second edition (-want +got):\n%s", diff)
	}
	edited := room.Edited()
	for url, a := range second {
		want := 1
		if _, before := first[url]; before && slices.Contains(edited, url) {
			want = 2
		}
		if a.Revision != want {
			t.Errorf("%s: revision %d, want %d", url, a.Revision, want)
		}
	}
}

// crawl works until no feed, site or page is due.
func crawl(t *testing.T, db *store.DB, c *crawler.Crawler) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- db.Work(ctx, map[string]store.Handler{crawler.FeedJob: c.Feed, crawler.SiteJob: c.Site, crawler.PageJob: c.Page}, 4)
	}()
	soon := time.Minute
	for {
		due, running, next, err := db.Idle(ctx, crawler.FeedJob, crawler.SiteJob, crawler.PageJob)
		if err != nil {
			t.Fatal(err)
		}
		if due == 0 && running == 0 && (next.IsZero() || time.Until(next) > soon) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
}

func articles(t *testing.T, db *store.DB) map[string]extractor.Article {
	t.Helper()
	all := map[string]extractor.Article{}
	if err := db.EachArticle(t.Context(), func(a extractor.Article) error {
		all[a.URL] = a
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func sorted(all map[string]extractor.Article) []string {
	var urls []string
	for url := range all {
		urls = append(urls, url)
	}
	slices.Sort(urls)
	return urls
}

func host(address string) string {
	return strings.Split(strings.TrimPrefix(address, "http://"), "/")[0]
}
