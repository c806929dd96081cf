package crawler_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

// watchful is a host that notes when it is asked.
type watchful struct {
	mu       sync.Mutex
	inside   int
	together int // the most that were answered at once
	arrivals []time.Time
	pages    map[string]bool
}

func (w *watchful) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.arrivals = append(w.arrivals, time.Now())
	w.inside++
	w.together = max(w.together, w.inside)
	w.mu.Unlock()
	select { // a client that has died waits no more
	case <-time.After(time.Duration(rand.IntN(120)) * time.Millisecond):
	case <-r.Context().Done():
	}
	w.mu.Lock()
	w.inside--
	w.pages[r.URL.Path] = true
	w.mu.Unlock()
	switch {
	case r.URL.Path == "/robots.txt":
		rw.WriteHeader(http.StatusNotFound)
	case r.URL.Path == "/feed":
		fmt.Fprint(rw, `<rss version="2.0"><channel>`)
		for i := range politePages {
			fmt.Fprintf(rw, "<item><link>/from/%d</link></item>", i)
		}
		fmt.Fprint(rw, "</channel></rss>")
	case strings.HasPrefix(r.URL.Path, "/from/"):
		http.Redirect(rw, r, strings.Replace(r.URL.Path, "from", "to", 1), http.StatusFound)
	default:
		fmt.Fprintf(rw, "<html><body><p>%s: The airline said that it would go to court, and that it would not wait for an answer.", r.URL.Path)
	}
}

const (
	politePages = 12
	politeDelay = 100 * time.Millisecond
	politeAt    = "ONRECORD_POLITE_HOST"
	politeIn    = "ONRECORD_POLITE_RECORD"
)

// TestPolite crawls a host with three workers, in processes that are killed
// again and again: it is never asked twice at once, never before the delay is
// over, and everything is fetched in the end.
func TestPolite(t *testing.T) {
	if os.Getenv(politeAt) != "" {
		crawlPolitely(t)
		return
	}
	host := &watchful{pages: map[string]bool{}}
	web := httptest.NewServer(host)
	defer web.Close()
	record := filepath.Join(t.TempDir(), "record.db")
	deaths := 0
	for begin := time.Now(); ; deaths++ {
		if time.Since(begin) > 2*time.Minute {
			t.Fatal("the pages are not fetched in time")
		}
		ctx, cancel := context.WithTimeout(t.Context(), 400*time.Millisecond+time.Duration(rand.IntN(1000))*time.Millisecond)
		if deaths >= 5 {
			ctx, cancel = context.WithTimeout(t.Context(), time.Minute)
		}
		child := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestPolite$")
		child.Env = append(os.Environ(), politeAt+"="+web.URL, politeIn+"="+record)
		out, err := child.CombinedOutput()
		killed := ctx.Err() != nil
		cancel()
		if err == nil {
			break
		}
		if !killed {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	host.mu.Lock()
	defer host.mu.Unlock()
	if host.together > 1 {
		t.Errorf("%d requests at once", host.together)
	}
	least := time.Hour
	for i := 1; i < len(host.arrivals); i++ {
		least = min(least, host.arrivals[i].Sub(host.arrivals[i-1]))
	}
	if least < politeDelay {
		t.Errorf("two requests within %s", least)
	}
	for i := range politePages {
		if !host.pages[fmt.Sprint("/to/", i)] {
			t.Errorf("page %d was not fetched", i)
		}
	}
	t.Logf("%d requests over %d deaths, never closer than %s", len(host.arrivals), deaths, least)
}

// crawlPolitely is what each process does.
func crawlPolitely(t *testing.T) {
	db, err := store.Open(t.Context(), "sqlite:"+os.Getenv(politeIn))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	feed := os.Getenv(politeAt) + "/feed"
	if _, err := db.Feed(t.Context(), feed); errors.Is(err, store.ErrNotFound) {
		if err := db.AddFeed(t.Context(), crawler.Feed{URL: feed, Kind: crawler.FeedJob, Every: 24 * time.Hour}); err != nil {
			t.Fatal(err)
		}
	}
	work(t, db, newCrawler(t, db, politeDelay, nil), 3)
}

func newCrawler(t testing.TB, db *store.DB, delay time.Duration, resolve map[string]string) *crawler.Crawler {
	t.Helper()
	c, err := crawler.New(crawler.Config{
		UserAgent: "onrecord/test (a test)", Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Delay: delay, Again: []time.Duration{}, Resolve: resolve,
	}, db)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// work does the jobs until none is due soon.
func work(t testing.TB, db *store.DB, c *crawler.Crawler, workers int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- db.Work(ctx, map[string]store.Handler{crawler.FeedJob: c.Feed, crawler.SiteJob: c.Site, crawler.PageJob: c.Page}, workers)
	}()
	for ctx.Err() == nil {
		due, running, next, err := db.Idle(ctx, crawler.FeedJob, crawler.SiteJob, crawler.PageJob)
		if err != nil {
			t.Fatal(err)
		}
		if due == 0 && running == 0 && (next.IsZero() || time.Until(next) > 5*time.Minute) {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	late := errors.Is(ctx.Err(), context.DeadlineExceeded)
	cancel()
	if err := <-ended; err != nil || late {
		t.Fatal(err, late)
	}
}

// BenchmarkThousandFeeds polls a thousand feeds of a thousand hosts, politely,
// and once more: robots.txt and feed each, then what has not changed.
func BenchmarkThousandFeeds(b *testing.B) {
	const feeds = 1000
	body := `<rss version="2.0"><channel><title>News of the day</title>`
	for i := range 30 {
		body += fmt.Sprintf("<item><title>Story number %d of the day</title><link>/news/2024/08/06/story-%d.html</link><pubDate>Tue, 06 Aug 2024 10:%02d:00 GMT</pubDate><description>%s</description></item>",
			i, i, i, strings.Repeat("What it says in a few words. ", 20))
	}
	body += "</channel></rss>"
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /search\n")
			return
		}
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, body)
	}))
	defer web.Close()
	for b.Loop() {
		db, err := store.Open(b.Context(), "sqlite:"+filepath.Join(b.TempDir(), "record.db"))
		if err != nil {
			b.Fatal(err)
		}
		for i := range feeds {
			if err := db.AddFeed(b.Context(), crawler.Feed{URL: fmt.Sprintf("http://outlet-%d.example/feed", i), Kind: crawler.FeedJob, Every: 24 * time.Hour}); err != nil {
				b.Fatal(err)
			}
		}
		c := newCrawler(b, db, time.Second, map[string]string{"*.example": strings.TrimPrefix(web.URL, "http://")})
		for _, what := range []string{"first", "again"} {
			begin := time.Now()
			poll(b, db, c, feeds)
			b.ReportMetric(time.Since(begin).Seconds(), "s/"+what)
			for i := range feeds {
				if err := db.Enqueue(b.Context(), crawler.Job{Kind: crawler.FeedJob, Key: fmt.Sprintf("http://outlet-%d.example/feed", i)}); err != nil {
					b.Fatal(err)
				}
			}
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/1e6, "MB-from-OS")
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// poll looks at each feed once.
func poll(b *testing.B, db *store.DB, c *crawler.Crawler, feeds int) {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	var mu sync.Mutex
	looked := 0
	look := func(ctx context.Context, j crawler.Job) error {
		err := c.Feed(ctx, j)
		mu.Lock()
		defer mu.Unlock()
		if err == nil {
			looked++
		}
		if looked == feeds {
			cancel()
		}
		return err
	}
	if err := db.Work(ctx, map[string]store.Handler{crawler.FeedJob: look}, 8); err != nil {
		b.Fatal(err)
	}
	all, err := db.Feeds(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range all {
		if f.Failure != "" || f.Fetched != 30 {
			b.Fatalf("%+v", f)
		}
	}
}
