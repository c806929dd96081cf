package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		path   string
		want   string // "", "forbidden" or "later"
	}{
		{"none", 404, "", "/a", ""},
		{"forbidden to see", 403, "", "/a", ""},
		{"empty", 200, "", "/a", ""},
		{"all forbidden", 200, "User-agent: *\nDisallow: /\n", "/a", "forbidden"},
		{"another is forbidden", 200, "User-agent: other\nDisallow: /\n", "/a", ""},
		{"named", 200, "User-agent: *\nAllow: /\n\nUser-agent: OnRecord\nDisallow: /private\n", "/private/a", "forbidden"},
		{"the longer rule wins", 200, "User-agent: *\nDisallow: /a\nAllow: /a/news\n", "/a/news/1", ""},
		{"query", 200, "User-agent: *\nDisallow: /*?print=\n", "/a?print=1", "forbidden"},
		{"byte order mark", 200, "\ufeffUser-agent: *\nDisallow: /\n", "/a", "forbidden"},
		{"no text at all", 200, "\x00\xff\xfe", "/a", ""},
		{"a web page", 200, "<html><body>Welcome</body></html>", "/a", ""},
		{"too many requests", 429, "", "/a", "later"},
		{"failing", 503, "", "/a", "later"},
		{"without end", 200, "User-agent: *\nDisallow: /x\n#" + strings.Repeat("x", 600<<10), "/a", ""},
	} {
		reached := false
		at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(test.status)
				fmt.Fprint(w, test.body)
				return
			}
			reached = true
			fmt.Fprintf(w, story, "A", "A")
		}))
		m := newMemory()
		err := newTest(t, m, nil).Page(context.Background(), Job{Key: at + test.path, Attempt: 1})
		reason := ""
		if len(m.pages) > 0 {
			reason = m.last().Reason
		}
		var later Later
		switch {
		case test.want == "" && err != nil,
			(test.want == "forbidden") != (reason == ErrForbidden.Error()),
			test.want == "later" && !errors.As(err, &later),
			reached != (test.want == ""):
			t.Errorf("%s: error %v, reason %q, reached %v", test.name, err, reason, reached)
		}
	}
}

func TestRobotsAtEachRedirect(t *testing.T) {
	other := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			t.Errorf("%s was asked of the other host", r.URL)
		}
		fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
	}))
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.Redirect(w, r, "/elsewhere/robots.txt", http.StatusMovedPermanently)
			return
		case "/elsewhere/robots.txt":
			fmt.Fprint(w, "User-agent: *\nAllow: /\n")
			return
		}
		http.Redirect(w, r, other+"/private/a", http.StatusFound)
	}))
	c := newTest(t, newMemory(), nil)
	if p := page(t, c, at+"/a"); p.Reason != ErrForbidden.Error() || p.Capture.URL != at+"/a" {
		t.Errorf("page of %s: reason %q", p.Capture.URL, p.Reason)
	}
}

func TestRobotsAreKeptForADay(t *testing.T) {
	asked, status := 0, 200
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked++
			w.WriteHeader(status)
			return
		}
		fmt.Fprintf(w, story, "A", "A")
	}))
	now := time.Now()
	c := newTest(t, newMemory(), func(cfg *Config) { cfg.Now = func() time.Time { return now } })
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 1}, {23 * time.Hour, 1}, {2 * time.Hour, 2}, {time.Hour, 2}} {
		now = now.Add(step.after)
		page(t, c, at+"/a")
		if asked != step.want {
			t.Errorf("%s later: asked %d times, want %d", step.after, asked, step.want)
		}
	}
	// A failure holds for an hour.
	status, now = 500, now.Add(25*time.Hour)
	for range 2 {
		if err := c.Page(context.Background(), Job{Key: at + "/a"}); err == nil {
			t.Error("a host without robots.txt was asked")
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times, want 3", asked)
	}
	status, now = 200, now.Add(61*time.Minute)
	page(t, c, at+"/a")
}

func TestCrawlDelay(t *testing.T) {
	u, _ := url.Parse("http://ledger.example/a")
	c := newTest(t, newMemory(), func(cfg *Config) { cfg.Delay, cfg.MaxDelay = time.Second, time.Minute })
	for body, want := range map[string]time.Duration{
		"":                                      time.Second,
		"User-agent: *\nCrawl-delay: 5":         5 * time.Second,
		"User-agent: *\nCrawl-delay: 0.1":       time.Second,
		"User-agent: *\nCrawl-delay: 86400":     time.Minute,
		"User-agent: *\nCrawl-delay: -3":        time.Second,
		"User-agent: *\nCrawl-delay: soon":      time.Second,
		"User-agent: *\nCrawl-delay: 1e99":      time.Minute,
		"User-agent: other\nCrawl-delay: 30\n ": time.Second,
	} {
		got, err := c.obey(200, []byte(body), u)
		if err != nil || got < time.Second || got > time.Minute || got != want && want != time.Minute {
			t.Errorf("%q: %s, %v, want %s", body, got, err, want)
		}
	}
}

// TestCrawlDelayFromTheStart has a host that wants to be left alone for a while
// asked: the delay holds after its robots.txt already.
func TestCrawlDelayFromTheStart(t *testing.T) {
	var arrivals []time.Time
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrivals = append(arrivals, time.Now())
		fmt.Fprint(w, "User-agent: *\nCrawl-delay: 0.3\n")
	}))
	c := newTest(t, newMemory(), func(cfg *Config) { cfg.Delay, cfg.Patience = 10*time.Millisecond, time.Second })
	page(t, c, at+"/a")
	if len(arrivals) != 2 || arrivals[1].Sub(arrivals[0]) < 300*time.Millisecond {
		t.Errorf("asked at %v", arrivals)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 3\nSitemap: x"))
	f.Add([]byte("\ufeffuser-agent:onrecord\r\rallow:/\x00"))
	u, _ := url.Parse("http://ledger.example/a/b?c=d")
	c := newTest(f, newMemory(), nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		delay, err := c.obey(200, body, u)
		if delay < 0 || delay > c.MaxDelay || err != nil && !errors.Is(err, ErrForbidden) {
			t.Errorf("delay %s, error %v", delay, err)
		}
	})
}
