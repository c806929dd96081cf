package crawler

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func page(t testing.TB, c *Crawler, address string) Page {
	t.Helper()
	if err := c.Page(context.Background(), Job{Kind: PageJob, Key: address, Attempt: 1}); err != nil {
		t.Fatal(err)
	}
	return c.record.(*memory).last()
}

// hostile serves what a crawler must survive.
func hostile() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { writeMany(w, 50) })
	mux.HandleFunc("/large-declared", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "50000000")
		writeMany(w, 50)
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		writeMany(z, 50)
		z.Close()
	})
	mux.HandleFunc("/header", func(w http.ResponseWriter, _ *http.Request) {
		for i := range 300 {
			w.Header().Set(fmt.Sprint("X-Field-", i), strings.Repeat("x", 1000))
		}
	})
	mux.HandleFunc("/coding", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "compress") })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, fmt.Sprint("/endless?n=", r.URL.Query().Get("n"), "1"), http.StatusFound)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	mux.HandleFunc("/picture", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, "\x89PNG\r\n\x1a\n")
	})
	mux.HandleFunc("/deep", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<html><body>", strings.Repeat("<div>", 50_000), "<p>Words.")
	})
	mux.HandleFunc("/empty", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html><body></body></html>") })
	mux.HandleFunc("/fine", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, story, "Fine", "Fine") })
	return mux
}

// writeMany writes so many megabytes of one paragraph.
func writeMany(w io.Writer, megabytes int) {
	chunk := strings.Repeat("<p>It went on and on. ", 1_000_000/22)
	for range megabytes {
		if _, err := io.WriteString(w, chunk); err != nil {
			return
		}
	}
}

func TestHostilePages(t *testing.T) {
	at := serve(t, hostile())
	c := newTest(t, newMemory(), nil)
	for _, test := range []struct{ path, reason string }{
		{"/large", "too large"},
		{"/large-declared", "too large"},
		{"/bomb", "too large"},
		{"/header", "too large"},
		{"/coding", "unknown content coding"},
		{"/endless", "too many redirects"},
		{"/loop", "too many redirects"},
		{"/gone", "status 410"},
		{"/none", "status 404"},
		{"/picture", NotHTML},
		{"/deep", "exceeds 512 nodes"},
		{"/empty", NoText},
	} {
		start := time.Now()
		p := page(t, c, at+test.path)
		if !strings.Contains(p.Reason, test.reason) || p.Reason == "" {
			t.Errorf("%s: reason %q, want %q", test.path, p.Reason, test.reason)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %s", test.path, took)
		}
		if p := page(t, c, at+"/fine"); p.Reason != "" {
			t.Errorf("%s disturbed another page: %q", test.path, p.Reason)
		}
	}
}

func TestPassingFailure(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/busy" {
			w.Header().Set("Retry-After", "90")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	m := newMemory()
	now := time.Now()
	c := newTest(t, m, func(cfg *Config) { cfg.Now = func() time.Time { return now } })
	err := c.Page(context.Background(), Job{Key: at + "/busy", Attempt: 1})
	if err == nil || !strings.Contains(err.Error(), "status 503") || len(m.pages) != 0 {
		t.Fatalf("first attempt: error %v, %d pages", err, len(m.pages))
	}
	var later Later
	err = c.Page(context.Background(), Job{Key: at + "/busy", Attempt: 2})
	if !errors.As(err, &later) || later.At.Sub(now) < 85*time.Second {
		t.Fatalf("a host that asked for 90 seconds is asked again: %v", err)
	}
	now = now.Add(2 * time.Minute)
	if err := c.Page(context.Background(), Job{Key: at + "/busy", Attempt: 5}); err != nil || m.last().Reason != "status 503" {
		t.Fatalf("last attempt: error %v, pages %v", err, m.pages)
	}
}

func TestPrivateAddresses(t *testing.T) {
	asked := false
	at := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	u, _ := url.Parse(at)
	_, port := u.Hostname(), u.Port()
	c := newTest(t, newMemory(), func(cfg *Config) {
		cfg.Allow = nil
		cfg.Resolve = map[string]string{"*.example": u.Host}
	})
	for _, address := range []string{
		at + "/", "http://localhost:" + port + "/", "http://[::1]:" + port + "/", "http://[::ffff:127.0.0.1]:" + port + "/",
		"http://0.0.0.0:" + port + "/", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/",
		"http://ledger.example/",
	} {
		if p := page(t, c, address); p.Reason != ErrPrivate.Error() {
			t.Errorf("%s: reason %q", address, p.Reason)
		}
	}
	// No address to us; a resolver that makes it one is refused as above.
	if err := c.Page(context.Background(), Job{Key: "http://2130706433:" + port + "/", Attempt: 1}); err == nil && c.record.(*memory).last().Reason != ErrPrivate.Error() {
		t.Error("an address written as one number was asked")
	}
	if asked {
		t.Error("a private address was reached")
	}
}

func TestRedirectToPrivateAddress(t *testing.T) {
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("reached") }))
	t.Cleanup(secret.Close)
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			http.Redirect(w, r, "http://10.255.255.1/admin", http.StatusFound)
		}
	}))
	c := newTest(t, newMemory(), nil)
	if p := page(t, c, at+"/a"); p.Reason != ErrPrivate.Error() {
		t.Errorf("reason %q", p.Reason)
	}
	for _, key := range []string{"file:///etc/passwd", "gopher://x.example/", "http://", "::"} {
		if err := c.Page(context.Background(), Job{Key: key, Attempt: 1}); !errors.Is(err, ErrGone) {
			t.Errorf("%s: error %v, want one that ends the job", key, err)
		}
	}
}

func TestResolveKeepsHostNames(t *testing.T) {
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		if ua := r.Header.Get("User-Agent"); !strings.Contains(ua, "onrecord.example") {
			t.Errorf("user agent %q", ua)
		}
		fmt.Fprintf(w, story, "Seen at "+r.Host, "Seen at "+r.Host)
	}))
	c := newTest(t, newMemory(), func(cfg *Config) {
		cfg.Resolve = map[string]string{"*.example": strings.TrimPrefix(at, "http://")}
	})
	p := page(t, c, "http://www.ledger.example/story")
	if p.Article.Title != "Seen at www.ledger.example" || p.Article.URL != "http://www.ledger.example/story" {
		t.Errorf("article %+v", p.Article)
	}
}

func TestTimeout(t *testing.T) {
	hold := make(chan struct{})
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			fmt.Fprint(w, "<html>")
			w.(http.Flusher).Flush()
			<-hold
		}
	}))
	defer close(hold)
	c := newTest(t, newMemory(), func(cfg *Config) { cfg.Timeout = 300 * time.Millisecond })
	start := time.Now()
	err := c.Page(context.Background(), Job{Key: at + "/slow", Attempt: 1})
	if err == nil || time.Since(start) > 5*time.Second {
		t.Errorf("error %v after %s", err, time.Since(start))
	}
}

func TestLookAgainWhileYoung(t *testing.T) {
	now := time.Date(2024, 8, 6, 14, 30, 0, 0, time.UTC)
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintf(w, story, "Young", "Young") }))
	for _, test := range []struct {
		published time.Time
		want      time.Duration
	}{
		{now.Add(-5 * time.Minute), 5 * time.Minute},
		{now.Add(-65 * time.Minute), time.Hour}, // first seen five minutes later
		{now.Add(-30 * time.Hour), 18 * time.Hour},
		{now.Add(-169 * time.Hour), 0},
		{time.Time{}, time.Hour}, // by when the link was seen
	} {
		m := newMemory()
		m.items[at+"/a"] = Item{URL: at + "/a", Published: test.published, Seen: now.Add(-time.Hour)}
		c := newTest(t, m, func(cfg *Config) {
			cfg.Again = nil
			cfg.Now = func() time.Time { return now }
		})
		page(t, c, at+"/a")
		var got time.Duration
		if len(m.jobs) > 0 {
			got = m.jobs[0].At.Sub(now)
		}
		if got != test.want {
			t.Errorf("published %s: looked at again in %s, want %s", test.published, got, test.want)
		}
	}
}

// TestLookAgainAfterFailure makes a page fail that had an article: it may come
// back, so it is looked at as before.
func TestLookAgainAfterFailure(t *testing.T) {
	now := time.Date(2024, 8, 6, 14, 30, 0, 0, time.UTC)
	gone := false
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if gone {
			http.NotFound(w, nil)
			return
		}
		fmt.Fprintf(w, story, "Young", "Young")
	}))
	m := newMemory()
	m.items[at+"/a"] = Item{URL: at + "/a", Published: now, Seen: now}
	c := newTest(t, m, func(cfg *Config) {
		cfg.Again = nil
		cfg.Now = func() time.Time { return now }
	})
	page(t, c, at+"/a")
	gone, now = true, now.Add(10*time.Minute)
	page(t, c, at+"/a")
	if m.last().Reason != "status 404" || len(m.jobs) != 2 || m.jobs[1].At.Sub(now) != 20*time.Minute {
		t.Errorf("%q, jobs %+v", m.last().Reason, m.jobs)
	}
	page(t, c, at+"/b") // which never had any
	if len(m.jobs) != 2 {
		t.Errorf("jobs %+v", m.jobs[2:])
	}
}
