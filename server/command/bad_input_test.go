package command

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/crawler/store"
	"onrecord/server"
)

// badPages are what the hostile host serves, and the reason that must be on
// record for each; an empty one is a page that must be readable all the same.
var badPages = map[string]struct {
	reason string
	serve  http.HandlerFunc
}{
	"/huge":     {"too large", func(w http.ResponseWriter, _ *http.Request) { writeMegabytes(w, 50) }},
	"/declared": {"too large", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "50000000") }},
	"/endless": {"too many redirects", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/endless?n="+r.URL.Query().Get("n")+"1", http.StatusFound)
	}},
	"/bomb": {"too large", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		writeMegabytes(z, 200)
		z.Close()
	}},
	"/deep": {"read page: html: open stack of elements exceeds 512 nodes", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<html><body>"+strings.Repeat("<div>", 50_000)+"<p>The harbour master said that the tide was late.")
	}},
	"/secret": {"forbidden by robots.txt", func(http.ResponseWriter, *http.Request) { panic("robots.txt forbids this page") }},
	"/picture": {"not HTML", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		io.WriteString(w, "\x89PNG\r\n\x1a\n\x00\x00")
	}},
	"/invalid-utf8": {"", story("Lamps \xff\xfe broken", "Lamplight Guild", "the l\xc3mps went out at n\xffon")},
	"/nul":          {"", story("Bells fall silent", "Bellringer Guild", "the b\x00ells had crac\x00ked")},
	"/zero-width":   {"", story("Weavers win", "Weaver Guild", "the lo\u200bo\u00adms were fin\ufeffished")},
}

func writeMegabytes(w io.Writer, n int) {
	chunk := strings.Repeat("<p>It went on and on. ", 1<<20/22)
	for range n {
		if _, err := io.WriteString(w, chunk); err != nil {
			return
		}
	}
}

// story serves an article in which a guild says something.
func story(title, who, what string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>%[1]s</title>
<meta property="article:published_time" content="2026-03-02T08:00:00Z"></head><body><article><h1>%[1]s</h1>
<p>The people of the old town met on Monday evening in the long hall above the market, as they do in the first week of March.</p>
<p>The %[2]s said that %[3]s. Nobody in the hall had an answer to that, and the meeting went on to other business until ten.</p>
<p>The next one is to be held in the first week of April, when the hall will have been painted and the stairs have been mended.</p>
</article></body></html>`, title, who, what)
	}
}

// newsHost serves pages and a feed that names them all.
func newsHost(t *testing.T, pages map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	var items strings.Builder
	for path, serve := range pages {
		mux.HandleFunc(path, serve)
		fmt.Fprintf(&items, "<item><title>%s</title><link>%s</link></item>", strings.Trim(path, "/"), path)
	}
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "User-agent: *\nDisallow: /secret\n")
	})
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<rss version='2.0'><channel><title>News</title>"+items.String()+"</channel></rss>")
	})
	mux.HandleFunc("/malformed.xml", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<rss version='2.0'><channel><item <title>News & more</channel>")
	})
	web := httptest.NewServer(mux)
	t.Cleanup(web.Close)
	return web.URL
}

// TestBadInput crawls a hostile host beside a good one, through the product as
// it is wired: each bad input leaves a clear reason on record, and the good
// coverage is there and searchable.
func TestBadInput(t *testing.T) {
	hostile := map[string]http.HandlerFunc{}
	for path, page := range badPages {
		hostile[path] = page.serve
	}
	bad := newsHost(t, hostile)
	good := newsHost(t, map[string]http.HandlerFunc{
		"/ferry":  story("Ferry runs again", "Ferry Guild", "the ferry would sail on Tuesday"),
		"/market": story("Market moves", "Market Guild", "the market would move to the quay"),
	})
	data := filepath.Join(t.TempDir(), "data")
	config := filepath.Join(t.TempDir(), "onrecord.yaml")
	if err := os.WriteFile(config, []byte("crawler:\n  delay: 0s\n  allow_private: [127.0.0.0/8]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	onrecord := func(args ...string) (code int, stdout, stderr string) {
		var out, errs bytes.Buffer
		code = Run(t.Context(), append(args, "--config", config, "--data", data), Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, nil)
		return code, out.String(), errs.String()
	}

	code, _, stderr := onrecord("crawl", "--as", "feed", bad+"/malformed.xml", bad+"/feed.xml", good+"/feed.xml")
	if code != exitPartly || strings.Count(stderr, "onrecord: http") != 1 || !strings.Contains(stderr, "malformed.xml: read feed: line ") {
		t.Errorf("crawl: exit code %d, told:\n%s", code, stderr)
	}
	checkReasons(t, data, bad, good)
	// The halves of a broken word are no words, the rest of the sentence is.
	for _, words := range []string{"ferry sail Tuesday", "market quay", "lamplight went out", "bells cracked", "looms finished"} {
		_, stdout, stderr := onrecord("search", "--format", "json", words)
		var answer struct{ Total int }
		if err := json.Unmarshal([]byte(stdout), &answer); err != nil || answer.Total == 0 {
			t.Errorf("search %q: %v, %d statements, %s", words, err, answer.Total, stderr)
		}
		if strings.ContainsAny(stdout, "\x00\u200b\u00ad\ufeff") {
			t.Errorf("search %q: invisible characters in %q", words, stdout)
		}
	}
	if code, _, stderr := onrecord("search", `"the ferry`); code != exitUsage || !strings.Contains(stderr, "quotation mark") {
		t.Errorf("search with an unbalanced quotation mark: exit code %d, told %q", code, stderr)
	}
	checkPages(t, config, data)
}

// checkReasons looks up what is on record of each page.
func checkReasons(t *testing.T, data, bad, good string) {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	want := map[string]string{good + "/ferry": "", good + "/market": ""}
	for path, page := range badPages {
		want[bad+path] = page.reason
	}
	for u, reason := range want {
		l, err := db.Look(t.Context(), u)
		if err != nil || l.Reason != reason || (l.Article == "") != (reason != "") {
			t.Errorf("%s: %+v, %v; want reason %q", u, l, err, reason)
		}
	}
	h, err := db.Health(t.Context())
	if err != nil || len(h.Dead) > 0 || h.Articles != 5 {
		t.Errorf("%d articles, jobs given up: %v, %v", h.Articles, h.Dead, err)
	}
}

// checkPages asks the server's pages about what came of it all.
func checkPages(t *testing.T, config, data string) {
	t.Helper()
	s := &session{ctx: t.Context(), options: options{Config: config, Data: data}, Streams: Streams{Err: io.Discard}}
	c, err := s.settings()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.open(c)
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	handler, err := server.New(server.Config{Index: r.index, Record: pages{r}, Base: c.PublicURL, Log: r.log})
	if err != nil {
		t.Fatal(err)
	}
	unbalanced := url.Values{"q": {`"the ferry`}}.Encode()
	for _, test := range []struct {
		path, body string
		status     int
	}{
		{"/?q=ferry", "would sail on Tuesday", http.StatusOK},
		{"/?" + unbalanced, "quotation mark", http.StatusBadRequest},
		{"/api/v1/statements?" + unbalanced, "quotation mark", http.StatusBadRequest},
		{"/health", "read feed: line ", http.StatusOK},
		{"/health", "too many redirects", http.StatusOK},
		{"/health", "exceeds 512 nodes", http.StatusOK},
		{"/healthz", "ok", http.StatusOK},
	} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, test.path, nil))
		if answer.Code != test.status || !strings.Contains(answer.Body.String(), test.body) {
			t.Errorf("%s: status %d, want %d and %q in:\n%.2000s", test.path, answer.Code, test.status, test.body, answer.Body)
		}
	}
}
