package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
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

func TestReadFeedNeedsNoServer(t *testing.T) {
	at, _ := url.Parse("https://ledger.example/feed")
	if _, _, err := ReadFeed([]byte("<rss><channel><item>"), "", at); err == nil {
		t.Error("a broken feed was read")
	}
}
