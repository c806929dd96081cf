package command

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
)

// TestWatched crawls a host in the open: each request and outcome is shown and
// counted, and what the source's requests carry is told nowhere.
func TestWatched(t *testing.T) {
	const hush = "5e55ion-0f-th3-p4per"
	host := newsHost(t, map[string]http.HandlerFunc{
		"/ferry": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Cookie") != "session="+hush {
				t.Errorf("%s without its cookie", r.URL)
			}
			http.SetCookie(w, &http.Cookie{Name: "session", Value: hush})
			story("Ferry runs again", "Ferry Guild", "the ferry would sail on Tuesday")(w, r)
		},
		"/gone": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
	})
	dir := t.TempDir()
	config, secret := filepath.Join(dir, "onrecord.yaml"), filepath.Join(dir, "secret")
	text := "crawler:\n  delay: 0s\n  contact: desk@ledger.example\n  allow_private: [127.0.0.0/8]\nlog_level: debug\nfeeds:\n" +
		"  - url: " + host + "/feed.xml\n    secret_file: " + secret + "\n"
	for name, text := range map[string]string{config: text, secret: "Cookie: session=" + hush + "\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	data := filepath.Join(dir, "data")
	var told strings.Builder
	onrecord := func(args ...string) string {
		var out, errs bytes.Buffer
		Run(t.Context(), append(args, "--config", config, "--data", data, "--log-level", "debug"), Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, nil)
		told.WriteString(out.String() + errs.String())
		return out.String() + errs.String()
	}
	onrecord("feeds", "add", host+"/feed.xml", "--secret-file", secret)
	shown := onrecord("crawl", "-v", "--as", "feed", host+"/feed.xml")
	for _, line := range []string{
		`(?m)^fetched    200 +[\d.]+ k?B +\d+m?s +` + host + `/feed.xml$`,
		`(?m)^looked     2 items, 2 new +` + host + `/feed.xml$`,
		`(?m)^kept       ` + host + `/ferry  “Ferry runs again”$`,
		`(?m)^refused    ` + host + `/gone: status 410$`,
		`(?m)^4 requests: 1 articles or revisions kept, 0 pages unchanged, 1 refused, 0 sources failed$`,
	} {
		if !regexp.MustCompile(line).MatchString(shown) {
			t.Errorf("no %s in\n%s", line, shown)
		}
	}
	onrecord("feeds")
	onrecord("feeds", "export")
	onrecord("feeds", "export", "--as", "csv")
	onrecord("check", "--offline")
	if strings.Contains(told.String(), hush) {
		t.Error("a secret was told")
	}
	err := filepath.WalkDir(data, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(hush)) {
			t.Errorf("a secret is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestMetrics looks at the figures after a crawl.
func TestMetrics(t *testing.T) {
	host := newsHost(t, map[string]http.HandlerFunc{
		"/ferry": story("Ferry runs again", "Ferry Guild", "the ferry would sail on Tuesday"),
		"/gone":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
	})
	config := filepath.Join(t.TempDir(), "onrecord.yaml")
	if err := os.WriteFile(config, []byte("crawler:\n  delay: 0s\n  allow_private: [127.0.0.0/8]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &session{ctx: t.Context(), options: options{Config: config, Data: filepath.Join(t.TempDir(), "data")}, Streams: Streams{Err: &bytes.Buffer{}}}
	settings, err := s.settings()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.open(settings)
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	spider, err := r.newCrawler(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.follow(t.Context(), []crawler.Feed{{URL: host + "/feed.xml", Kind: crawler.FeedJob, Every: time.Hour}}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := r.untilIdle(ctx, spider, time.Minute); err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	r.metrics.handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{
		`onrecord_fetches_total{answer="2xx"} 3`, `onrecord_fetches_total{answer="4xx"} 1`,
		`onrecord_pages_total{outcome="kept"} 1`, `onrecord_pages_total{outcome="refused"} 1`,
		`onrecord_pages_refused_total{reason="status 410"} 1`, `onrecord_looks_total{outcome="fresh"} 1`, `onrecord_items_total 2`,
		`onrecord_sources{state="well"} 1`, `onrecord_jobs{kind="feed",state="waiting"} 1`, `onrecord_fetch_seconds_count 4`,
		`onrecord_job_seconds_count{kind="article"} 1`, `go_goroutines`, `process_resident_memory_bytes`,
	} {
		if !strings.Contains(answer.Body.String(), "\n"+line) {
			t.Errorf("no %s", line)
		}
	}
	if t.Failed() {
		t.Log(regexp.MustCompile(`(?m)^onrecord.*`).FindAllString(answer.Body.String(), -1))
	}
}
