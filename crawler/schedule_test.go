package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestPace lets sources bring something new at some rhythm for ten days, and
// counts the looks and how long new items had to wait for one.
func TestPace(t *testing.T) {
	begin := time.Date(2024, 8, 5, 0, 0, 0, 0, time.UTC)
	day := func(at time.Duration) bool {
		return at%(24*time.Hour) >= 7*time.Hour && at%(24*time.Hour) < 23*time.Hour
	}
	for _, test := range []struct {
		name             string
		isNew            func(at time.Duration) bool // asked for each minute
		minLook, maxLook float64                     // a day
		late             time.Duration               // on average
	}{
		{"every five minutes", func(at time.Duration) bool { return at%(5*time.Minute) == 0 }, 140, 145, 6 * time.Minute},
		{"hourly", func(at time.Duration) bool { return at%time.Hour == 0 }, 40, 60, 30 * time.Minute},
		{"hourly by day", func(at time.Duration) bool { return day(at) && at%time.Hour == 0 }, 25, 55, 30 * time.Minute},
		{"daily", func(at time.Duration) bool { return at%(24*time.Hour) == 9*time.Hour }, 4, 8, 5 * time.Hour},
		{"in bursts", func(at time.Duration) bool { return at%(12*time.Hour) < 30*time.Minute }, 5, 40, 2 * time.Hour},
		{"never", func(time.Duration) bool { return false }, 4, 145, 0},
	} {
		f := Feed{Every: 10 * time.Minute, UpTo: 6 * time.Hour}
		looks, items, late, waiting := 0, 0, time.Duration(0), 10
		f.Next = begin
		for at := time.Duration(0); at < 10*24*time.Hour; at += time.Minute {
			if test.isNew(at) {
				waiting++
			}
			now := begin.Add(at)
			late += time.Duration(waiting) * time.Minute
			if now.Before(f.Next) {
				continue
			}
			looks++
			items += waiting
			f.Checked, f.Next = now, time.Time{}
			f.Looked(waiting)
			waiting = 0
		}
		perDay, wait := float64(looks)/10, late/time.Duration(max(items, 1))
		t.Logf("%s: %.1f looks a day, items wait %s", test.name, perDay, wait)
		if perDay < test.minLook || perDay > test.maxLook || test.late > 0 && wait > test.late {
			t.Errorf("%s: %.1f looks a day, items wait %s", test.name, perDay, wait)
		}
	}
}

func TestBackoff(t *testing.T) {
	now := time.Date(2024, 8, 5, 0, 0, 0, 0, time.UTC)
	f := Feed{Every: 15 * time.Minute, UpTo: 6 * time.Hour}
	for n := 1; n <= 31; n++ {
		f.Checked, f.Next = now, time.Time{}
		f.Failures, f.Failure = n, "fails"
		f.Looked(0)
		want := time.Duration(n) * 15 * time.Minute
		if n >= 30 {
			want = 7 * 24 * time.Hour
		}
		if got := f.Next.Sub(now); got != want || f.Dead() != (n >= 30) || f.Broken() != (n >= 3) {
			t.Errorf("after %d failures: next look in %s, broken %v, dead %v", n, got, f.Broken(), f.Dead())
		}
		now = f.Next
	}
	if broke := f.Broke; !broke.Equal(time.Date(2024, 8, 5, 0, 45, 0, 0, time.UTC)) {
		t.Errorf("broke at %s", broke)
	}
	f.Failures, f.Failure, f.Checked, f.Next = 0, "", now, time.Time{}
	f.Looked(1)
	if f.Broken() || !f.Broke.IsZero() || f.Next.Sub(now) > 6*time.Hour || !f.Succeeded.Equal(now) {
		t.Errorf("after a success: %+v", f)
	}
}

func TestSilence(t *testing.T) {
	now := time.Date(2024, 8, 20, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		pace, quiet time.Duration
		failures    int
		want        bool
	}{
		{time.Hour, 24 * time.Hour, 0, false},
		{time.Hour, 73 * time.Hour, 0, true},
		{time.Hour, 73 * time.Hour, 3, false}, // it is broken
		{24 * time.Hour, 9 * 24 * time.Hour, 0, false},
		{24 * time.Hour, 11 * 24 * time.Hour, 0, true},
		{0, 1000 * time.Hour, 0, false},
	} {
		f := Feed{Pace: test.pace, Brought: now.Add(-test.quiet), Failures: test.failures}
		if got := !f.Silent(now).IsZero(); got != test.want {
			t.Errorf("%+v: silent %v", test, got)
		}
	}
}

// TestRetryAfter asks a server that is too busy, and that says until when.
func TestRetryAfter(t *testing.T) {
	status, after, asked := 503, "7200", 0
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		asked++
		w.Header().Set("Retry-After", after)
		w.WriteHeader(status)
	}))
	now := time.Date(2024, 8, 5, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		status int
		after  string
		want   time.Duration
	}{
		{503, "7200", 2 * time.Hour},
		{429, "7200", 2 * time.Hour},
		{429, "Mon, 05 Aug 2024 03:00:00 GMT", 3 * time.Hour},
		{503, "99999999", 24 * time.Hour},
		{503, "", time.Minute},
		{429, "soon", time.Minute},
		{429, "-5", time.Minute},
		{403, "7200", time.Minute},
	} {
		status, after = test.status, test.after
		f := Feed{URL: at + "/feed", Kind: FeedJob, Every: time.Minute}
		m := newMemory(f)
		c := newTest(t, m, func(cfg *Config) { cfg.Now = func() time.Time { return now } })
		if err := c.Feed(t.Context(), Job{Kind: FeedJob, Key: f.URL}); err != nil {
			t.Fatal(err)
		}
		f = m.feeds[f.URL]
		if got := f.Next.Sub(now); got != test.want || f.Failures != 1 || !strings.Contains(f.Failure, fmt.Sprint("status ", test.status)) {
			t.Errorf("%d %q: next look in %s (%s)", test.status, test.after, got, f.Failure)
		}
		// Nobody else asks the host before that either.
		before := asked
		err := c.Page(t.Context(), Job{Key: at + "/page", Attempt: 1})
		if put := test.want > time.Minute; put != (asked == before) {
			t.Errorf("%d %q: a page was asked for: %v, %v", test.status, test.after, asked != before, err)
		}
	}
}

// TestDistrust looks twice at a feed whose server calls changed content
// unchanged.
func TestDistrust(t *testing.T) {
	n := 0
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		w.Header().Set("ETag", `"same"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><item><link>/%d</link></item></channel></rss>`, n)
	}))
	for _, distrust := range []bool{false, true} {
		n = 0
		m := newMemory(Feed{URL: at + "/feed", Kind: FeedJob, Distrust: distrust})
		c := newTest(t, m, nil)
		for range 2 {
			if err := c.Feed(t.Context(), Job{Key: at + "/feed"}); err != nil {
				t.Fatal(err)
			}
		}
		if want := map[bool]int{false: 1, true: 2}[distrust]; len(m.items) != want {
			t.Errorf("distrust %v: %d items, want %d", distrust, len(m.items), want)
		}
	}
}

func TestSecrets(t *testing.T) {
	const text = "# for the archive\nCookie: session=one; b=two\nX-Api-Key:  hush\n"
	h, err := ReadSecrets([]byte(text))
	if err != nil || h.Get("Cookie") != "session=one; b=two" || h.Get("X-Api-Key") != "hush" {
		t.Fatal(h, err)
	}
	for _, wrong := range []string{"hush", "X Y: hush", "X: hu\x00sh", "Host: hush.example", ": hush", "User-Agent: hush"} {
		if _, err := ReadSecrets([]byte("A: b\n" + wrong)); err == nil || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", wrong, err)
		}
	}

	seen := map[string]string{}
	look := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen[r.Host+r.URL.Path] = r.Header.Get("X-Api-Key")
		switch r.URL.Path {
		case "/robots.txt":
			w.WriteHeader(http.StatusNotFound)
		case "/feed":
			fmt.Fprint(w, `<rss version="2.0"><channel><item><link>http://www.ledger.example/a</link></item>
				<item><link>http://other.example/b</link></item><item><link>/away</link></item></channel></rss>`)
		case "/away":
			http.Redirect(w, r, "http://elsewhere.example/c", http.StatusFound)
		default:
			fmt.Fprintf(w, story, "A", "A")
		}
	})
	at := serve(t, look)
	m := newMemory(Feed{URL: "http://ledger.example/feed", Kind: FeedJob, Secrets: "the file"})
	c := newTest(t, m, func(cfg *Config) {
		cfg.Resolve = map[string]string{"*.example": strings.TrimPrefix(at, "http://"), "ledger.example": strings.TrimPrefix(at, "http://")}
		cfg.Secrets = func(name string) (http.Header, error) {
			if name != "the file" {
				t.Errorf("asked for %q", name)
			}
			return h, nil
		}
	})
	if err := c.Feed(t.Context(), Job{Key: "http://ledger.example/feed"}); err != nil {
		t.Fatal(err)
	}
	for _, j := range m.jobs {
		if err := c.Page(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	for where, want := range map[string]string{
		"ledger.example/robots.txt": "", "ledger.example/feed": "hush", "www.ledger.example/a": "hush",
		"other.example/b": "", "ledger.example/away": "hush", "elsewhere.example/c": "",
	} {
		if got, ok := seen[where]; got != want || !ok {
			t.Errorf("%s was sent %q (asked %v), want %q", where, got, ok, want)
		}
	}
	for _, p := range m.pages {
		for _, x := range p.Capture.Exchanges {
			if strings.Contains(string(x.Request), "hush") || strings.Contains(string(x.Request), "session") {
				t.Errorf("a secret is in the capture of %s", p.Capture.URL)
			}
		}
	}
}

func TestSingle(t *testing.T) {
	m := newMemory(Feed{URL: "http://ledger.example/status#now", Kind: SingleJob, Every: time.Hour})
	c := newTest(t, m, nil)
	for range 2 {
		if err := c.Single(t.Context(), Job{Key: "http://ledger.example/status#now"}); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.jobs) != 2 || m.jobs[1].Key != "http://ledger.example/status" || m.jobs[1].Kind != PageJob {
		t.Errorf("jobs %v", m.jobs)
	}
}
