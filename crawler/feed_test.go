package crawler

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// newTest makes a crawler that may ask the loopback and waits for nothing.
func newTest(t testing.TB, record Record, change func(*Config)) *Crawler {
	t.Helper()
	cfg := Config{UserAgent: "onrecord/test (+https://onrecord.example)", Allow: loopback, Delay: -1, Again: []time.Duration{}}
	if change != nil {
		change(&cfg)
	}
	c, err := New(cfg, record)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func serve(t testing.TB, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

const story = `<html lang="en"><head><title>%s</title><meta property="og:site_name" content="The Harbor Ledger"></head>
<body><article><h1>%s</h1>
<p>The airline said on Tuesday that it had asked the maker of the software for damages, and that it would go to court if it must.</p>
<p>A spokeswoman for the software maker said that the claims were without merit and that it had offered help on the first day.</p>
<p>Neither side would say what had been put on the table, but two people who had seen the letters said that they were far apart.</p>
</article></body></html>`

func TestFeedToPage(t *testing.T) {
	mux := http.NewServeMux()
	asked := 0
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Ledger</title><item><title>A &amp;amp; B</title><link>/a?utm_source=rss#top</link>
			<pubDate>Tue, 06 Aug 2024 10:00:00 GMT</pubDate></item></channel></rss>`)
	})
	mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, story, "A and B", "A and B") })
	at := serve(t, mux)
	m := newMemory(Feed{URL: at + "/feed.xml", Kind: FeedJob})
	c := newTest(t, m, nil)
	for range 2 {
		if err := c.Feed(context.Background(), Job{Kind: FeedJob, Key: at + "/feed.xml"}); err != nil {
			t.Fatal(err)
		}
	}
	f := m.feeds[at+"/feed.xml"]
	if asked != 2 || f.Failure != "" || f.Fetched != 1 || f.ETag != `"one"` || f.Title != "Ledger" {
		t.Errorf("asked %d times, feed is %+v", asked, f)
	}
	if len(m.jobs) != 1 || m.jobs[0].Key != at+"/a" || m.items[at+"/a"].Title != "A & B" {
		t.Fatalf("jobs %v items %v", m.jobs, m.items)
	}
	if err := c.Page(context.Background(), m.jobs[0]); err != nil {
		t.Fatal(err)
	}
	p := m.last()
	a := p.Article
	if p.Reason != "" || a.Title != "A and B" || a.Outlet != "The Harbor Ledger" || a.DatedBy != "feed" || a.ID != ID(at+"/a") {
		t.Errorf("reason %q, article %+v", p.Reason, a)
	}
	if n := strings.Count(a.Text, "\n\n"); n < 2 {
		t.Errorf("text has %d blank lines: %q", n, a.Text)
	}
}

// TestReadFeed reads each file of testdata/feeds and compares what it finds
// with the file of the same name and ".golden"; -update renews those.
func TestReadFeed(t *testing.T) {
	files, err := filepath.Glob("testdata/feeds/*")
	if err != nil {
		t.Fatal(err)
	}
	at, _ := url.Parse("https://found.example/feeds/news")
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		title, items, err := ReadFeed(body, "", at)
		fmt.Fprintf(&got, "title %q\n", title)
		if err != nil {
			fmt.Fprintf(&got, "error %v\n", err)
		}
		for _, item := range items {
			fmt.Fprintf(&got, "%s\n\t%q by %q", item.URL, item.Title, item.Byline)
			if !item.Published.IsZero() {
				fmt.Fprintf(&got, " on %s", item.Published.Format(time.RFC3339))
			}
			got.WriteString("\n")
		}
		golden(t, file+".golden", got.String())
	}
}

var update = flag.Bool("update", false, "renew the golden files")

// golden compares with a file, or renews it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestBrokenFeedDisturbsNoOther(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/broken":
			fmt.Fprint(w, "<rss><channel><item><title>One</title>")
		case "/large":
			writeMany(w, 50)
		case "/denied":
			w.WriteHeader(http.StatusForbidden)
		case "/moved":
			http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
		case "/for-now":
			http.Redirect(w, r, "/fine", http.StatusFound)
		case "/fine":
			fmt.Fprint(w, `{"version":"https://jsonfeed.org/version/1","title":"Fine","items":[{"id":"1","url":"/1"},{"id":"2","url":"/2"},{"id":"3","url":"/3"}]}`)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	var feeds []Feed
	for _, path := range []string{"/broken", "/large", "/denied", "/none", "/moved", "/for-now", "/fine"} {
		feeds = append(feeds, Feed{URL: at + path, Kind: FeedJob, ETag: "old"})
	}
	m := newMemory(feeds...)
	c := newTest(t, m, func(cfg *Config) { cfg.MaxItems = 2 })
	want := map[string]string{
		"/broken": "read feed", "/large": "too large", "/denied": "status 403", "/none": "status 404",
		"/moved": "only the first 2 of 3", "/for-now": "only the first 2 of 3", "/fine": "only the first 2 of 3",
	}
	for _, f := range feeds {
		if err := c.Feed(context.Background(), Job{Key: f.URL}); err != nil {
			t.Errorf("%s: %v", f.URL, err)
		}
		path := strings.TrimPrefix(f.URL, at)
		got := m.feeds[f.URL]
		if !strings.Contains(got.Failure, want[path]) || got.Failure == "" || got.Checked.IsZero() {
			t.Errorf("%s: failure %q, want %q", path, got.Failure, want[path])
		}
		if moved := map[bool]string{true: at + "/fine"}[path == "/moved"]; got.Moved != moved {
			t.Errorf("%s: moved to %q, want %q", path, got.Moved, moved)
		}
	}
	if len(m.items) != 2 {
		t.Errorf("%d items, want 2", len(m.items))
	}
}

func FuzzReadFeed(f *testing.F) {
	files, _ := filepath.Glob("testdata/feeds/*")
	for _, file := range files {
		if body, err := os.ReadFile(file); err == nil && !strings.HasSuffix(file, ".golden") {
			f.Add(body)
		}
	}
	at, _ := url.Parse("https://found.example/feeds/news")
	f.Fuzz(func(t *testing.T, body []byte) {
		title, items, err := ReadFeed(body, "text/xml; charset=latin1", at)
		if err != nil {
			return
		}
		checkClean(t, title)
		for _, item := range items {
			checkClean(t, item.Title)
			checkClean(t, item.Byline)
			if again, err := Canonical(item.URL); err != nil || again != item.URL {
				t.Errorf("%q is not canonical: %q, %v", item.URL, again, err)
			}
		}
	})
}

// checkClean fails on what must not be left in a line of text.
func checkClean(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r\n\u200b\ufeff") {
		t.Errorf("not clean: %q", s)
	}
}
