package crawler_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

var captures = flag.String("captures", "", "measure how well states of one story are found in a file of JSON lines with title, body and first_seen (.gz)")

// seen is one state of a story, as somebody captured it.
type seen struct {
	Title string `json:"title"`
	First string `json:"first_seen"`
	Body  string `json:"body"`
}

// TestStoriesOfCorpus replays captures in the order of their time over HTTP,
// each under an address of its own, so that nothing but title and text tells
// which are states of one story; then it imports them, which have no address at
// all. It measures pairs against equal titles; pairs of other titles are
// listed, for they may well be one story. See the flag.
func TestStoriesOfCorpus(t *testing.T) {
	if *captures == "" {
		t.Skip("only with -captures FILE")
	}
	all := readCaptures(t, *captures)
	t.Run("over HTTP", func(t *testing.T) { measureStories(t, all, replay(t, all)) })
	t.Run("imported", func(t *testing.T) { measureStories(t, all, imported(t, all)) })
}

func readCaptures(t *testing.T, name string) []seen {
	all := crawler.ReadLines[seen](t, name)
	slices.SortStableFunc(all, func(a, b seen) int { return strings.Compare(a.First, b.First) })
	return all
}

// replay crawls every capture and gives the article that each became, empty
// for those that are none.
func replay(t *testing.T, all []seen) []string {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := 0
		if _, err := fmt.Sscanf(r.URL.Path, "/capture/%d", &n); err != nil {
			http.NotFound(w, r)
			return
		}
		title := html.EscapeString(all[n].Title)
		fmt.Fprintf(w, "<!doctype html><html lang=en><head><title>%s</title></head><body><article><h1>%s</h1>", title, title)
		for p := range strings.SplitSeq(all[n].Body, "\n\n") {
			fmt.Fprintf(w, "<p>%s</p>", html.EscapeString(p))
		}
		io.WriteString(w, "</article></body></html>")
	}))
	defer web.Close()
	db, begin := openRecord(t), time.Now()
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	c, err := crawler.New(crawler.Config{UserAgent: "onrecord/test (replay)", Delay: -1, Again: []time.Duration{},
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Now: func() time.Time { return now.Add(time.Since(begin)) }}, db)
	if err != nil {
		t.Fatal(err)
	}
	of := make([]string, len(all))
	for i, s := range all {
		if at, err := time.Parse(time.DateTime, s.First); err == nil {
			now = at
		}
		at := fmt.Sprintf("%s/capture/%d", web.URL, i)
		if err := c.Page(t.Context(), crawler.Job{Kind: crawler.PageJob, Key: at, Attempt: 1}); err != nil {
			t.Fatal(err)
		}
		look, err := db.Look(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		of[i] = look.Article
	}
	t.Logf("%d pages in %s", len(all), time.Since(begin).Round(time.Millisecond))
	return of
}

// imported imports every capture as a JSON line.
func imported(t *testing.T, all []seen) []string {
	db := openRecord(t)
	of := make([]string, len(all))
	for i, s := range all {
		line, err := json.Marshal(map[string]string{"title": s.Title, "body": s.Body, "first_seen": s.First})
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "one.jsonl")
		if err := os.WriteFile(name, line, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := (crawler.Importer{Shelf: db}).Import(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		look, err := db.Look(t.Context(), "capture:"+crawler.CaptureID("", line))
		if err != nil {
			t.Fatal(err)
		}
		of[i] = look.Article
	}
	return of
}

func openRecord(t *testing.T) *store.DB {
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func measureStories(t *testing.T, all []seen, of []string) {
	truth, found, both, none := 0, 0, 0, 0
	retitled, parted := map[string]int{}, map[string]int{}
	for i := range all {
		if of[i] == "" {
			none++
		}
		for j := range i {
			same := crawler.TitleKey(all[i].Title) == crawler.TitleKey(all[j].Title)
			one := of[i] != "" && of[i] == of[j]
			switch {
			case same && one:
				both++
			case same:
				parted[all[i].Title]++
			case one:
				retitled[all[j].Title+" => "+all[i].Title]++
			}
			if same {
				truth++
			}
			if one {
				found++
			}
		}
	}
	articles := slices.Compact(slices.Sorted(slices.Values(of)))
	t.Logf("%d captures, %d articles, %d captures without; %d pairs of one title, %d found: recall %.4f; %d pairs found, %d of one title: precision %.4f before the retitled ones",
		len(all), len(articles), none, truth, both, float64(both)/float64(truth), found, both, float64(both)/float64(found))
	for title, n := range retitled {
		t.Logf("retitled, %d pairs: %s", n, title)
	}
	for title, n := range parted {
		t.Logf("parted, %d pairs: %s", n, title)
	}
}
