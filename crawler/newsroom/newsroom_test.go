package newsroom_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"onrecord/crawler/newsroom"
)

// small is a newsroom of two hosts with one of each thing.
func small() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"README.md": file("not a host"),
		"a.example/site.yaml": file(`outlet: The A
charset: iso-8859-1
headers: {X-Press: yes}
feeds:
  - {path: /feed.rss, kind: feed}
  - {path: /news, kind: site, title: A news, links: [/news/**]}
redirects: {/old: /news/one, "/away": "http://b.example/two"}
articles: [/news/one, /news/late]
unreadable: {/members/x: robots}
`),
		"a.example/news/one.html":    file("caf\xe9 one"),
		"a.example/news/one.2.html":  file("caf\xe9 one, edited"),
		"a.example/news/late.3.html": file("late"),
		"a.example/index.html":       file("home"),
		"a.example/404.html":         file("nothing here"),
		"a.example/feed.rss":         file("<rss/>"),
		"a.example/robots.txt":       file("User-agent: *\nDisallow: /members/\n"),
		"b.example/site.yaml":        file("outlet: The B\narticles: [/two]\n"),
		"b.example/two.html":         file("two"),
	}
}

// client asks a newsroom on one loopback port, as a proxy, and follows no
// redirects.
func client(t *testing.T, n *newsroom.Newsroom) *http.Client {
	t.Helper()
	srv := httptest.NewServer(n)
	t.Cleanup(srv.Close)
	u, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{
		Transport:     &http.Transport{Proxy: http.ProxyURL(u)},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func get(t *testing.T, c *http.Client, u string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, u, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestAnswers(t *testing.T) {
	n, err := newsroom.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, n)
	for _, tt := range []struct {
		url    string
		status int
		body   string
		header string
		value  string
	}{
		{"http://a.example/", 200, "home", "Content-Type", "text/html; charset=iso-8859-1"},
		{"http://A.EXAMPLE/news/one", 200, "caf\xe9 one", "X-Press", "yes"},
		{"http://a.example/news/one/", 200, "caf\xe9 one", "", ""},
		{"http://a.example/news/one.html?utm_source=rss", 200, "caf\xe9 one", "", ""},
		{"http://a.example/feed.rss", 200, "<rss/>", "Content-Type", "application/rss+xml; charset=iso-8859-1"},
		{"http://a.example/robots.txt", 200, "User-agent: *\nDisallow: /members/\n", "Content-Type", "text/plain; charset=iso-8859-1"},
		{"http://a.example/old", 301, "", "Location", "http://a.example/news/one"},
		{"http://a.example/away", 301, "", "Location", "http://b.example/two"},
		{"http://a.example/news/late", 404, "nothing here", "Content-Type", "text/html; charset=iso-8859-1"},
		{"http://a.example/404", 404, "nothing here", "", ""},
		{"http://a.example/site.yaml", 404, "nothing here", "", ""},
		{"http://a.example/../b.example/two.html", 404, "nothing here", "", ""},
		{"http://b.example/two", 200, "two", "Content-Type", "text/html; charset=utf-8"},
		{"http://b.example/robots.txt", 404, "not found\n", "", ""},
		{"http://c.example/", 421, "no such host in this newsroom\n", "", ""},
	} {
		resp, body := get(t, c, tt.url)
		if resp.StatusCode != tt.status || (tt.status != 301 && body != tt.body) {
			t.Errorf("%s: got %d %q, want %d %q", tt.url, resp.StatusCode, body, tt.status, tt.body)
		}
		if got := resp.Header.Get(tt.header); got != tt.value {
			t.Errorf("%s: %s is %q, want %q", tt.url, tt.header, got, tt.value)
		}
	}
}

func TestConditionalGet(t *testing.T) {
	n, err := newsroom.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, n)
	const page = "http://a.example/news/one"
	first, _ := get(t, c, page)
	tag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
	if tag == "" || modified == "" {
		t.Fatalf("validators missing: ETag %q, Last-Modified %q", tag, modified)
	}
	if resp, body := get(t, c, page, "If-None-Match", tag); resp.StatusCode != 304 || body != "" {
		t.Errorf("by ETag: got %d %q", resp.StatusCode, body)
	}
	if resp, _ := get(t, c, page, "If-Modified-Since", modified); resp.StatusCode != 304 {
		t.Errorf("by Last-Modified: got %d", resp.StatusCode)
	}
	n.Advance(2)
	resp, body := get(t, c, page, "If-None-Match", tag, "If-Modified-Since", modified)
	if resp.StatusCode != 200 || !strings.HasSuffix(body, "edited") {
		t.Errorf("after the edit: got %d %q", resp.StatusCode, body)
	}
}

func TestEditions(t *testing.T) {
	n, err := newsroom.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	one, late, two := "http://a.example/news/one", "http://a.example/news/late", "http://b.example/two"
	if got := n.Articles(); n.Edition() != 1 || !slices.Equal(got, []string{one, two}) {
		t.Errorf("edition %d has %q", n.Edition(), got)
	}
	n.Advance(3)
	if got := n.Articles(); n.Edition() != 3 || !slices.Equal(got, []string{late, one, two}) {
		t.Errorf("edition %d has %q", n.Edition(), got)
	}
	if got := n.Edited(); !slices.Equal(got, []string{late, one}) {
		t.Errorf("edited: %q", got)
	}
}

func TestExpected(t *testing.T) {
	n, err := newsroom.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Hosts(); !slices.Equal(got, []string{"a.example", "b.example"}) {
		t.Errorf("hosts: %q", got)
	}
	feeds := n.Feeds()
	if len(feeds) != 2 || feeds[0].Title != "The A" || feeds[1].URL != "http://a.example/news" ||
		feeds[1].Kind != newsroom.SiteKind || feeds[1].Title != "A news" || !slices.Equal(feeds[1].Links, []string{"/news/**"}) {
		t.Errorf("feeds: %+v", feeds)
	}
	want := newsroom.Page{URL: "http://a.example/members/x", Outlet: "The A", Reason: "robots"}
	if got := n.Unreadable(); len(got) != 1 || got[0] != want {
		t.Errorf("unreadable: %+v", got)
	}
}

func TestRequests(t *testing.T) {
	n, err := newsroom.Open(small())
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, n)
	get(t, c, "http://a.example/old?x=1", "User-Agent", "tester")
	get(t, c, "http://b.example:80/none", "If-None-Match", `"q"`)
	resp, err := c.Post("http://b.example/two", "text/plain", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	got := n.Requests()
	if len(got) != 3 {
		t.Fatalf("got %d requests", len(got))
	}
	if r := got[0]; r.Host != "a.example" || r.Path != "/old" || r.Query != "x=1" || r.UserAgent != "tester" || r.Status != 301 || r.At.IsZero() {
		t.Errorf("first: %+v", r)
	}
	if r := got[1]; r.Host != "b.example" || r.Validate != `"q"` || r.Status != 404 {
		t.Errorf("second: %+v", r)
	}
	if r := got[2]; r.Method != "POST" || r.Status != 405 {
		t.Errorf("third: %+v", r)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"real host", "a.com/site.yaml", "outlet: A", "no host name under .example"},
		{"capitals", "A.example/site.yaml", "outlet: A", "no host name under .example"},
		{"no description", "a.example/index.html", "", "read description"},
		{"no outlet", "a.example/site.yaml", "charset: utf-8", "no outlet"},
		{"unknown field", "a.example/site.yaml", "outlet: A\ncolour: red", "colour"},
		{"unknown kind", "a.example/site.yaml", "outlet: A\nfeeds: [{path: /f, kind: page}]", `kind "page"`},
		{"missing article", "a.example/site.yaml", "outlet: A\narticles: [/x]", "no file for article /x"},
		{"no hosts", "README.md", "", "no hosts"},
	} {
		_, err := newsroom.Open(fstest.MapFS{tt.file: {Data: []byte(tt.text)}})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
	twice := fstest.MapFS{"a.example/site.yaml": {Data: []byte("outlet: A")}, "a.example/x.html": {}, "a.example/x.1.html": {}}
	if _, err := newsroom.Open(twice); err == nil || !strings.Contains(err.Error(), "two states") {
		t.Errorf("two states: got %v", err)
	}
}

// FuzzPath asks for anything: an answer never panics, never leaves the host's
// folder and never gives its description away.
func FuzzPath(f *testing.F) {
	n, err := newsroom.Open(small())
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"/", "/news/one/", "//site.yaml", "/../b.example/two.html", "/x/..%2f", "\x00", "/.html"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		r := &http.Request{Method: http.MethodGet, Host: "a.example", URL: &url.URL{Path: path}, Header: http.Header{}}
		w := httptest.NewRecorder()
		n.ServeHTTP(w, r)
		if body := w.Body.String(); strings.Contains(body, "outlet:") || body == "two" {
			t.Errorf("%q gave %q", path, body)
		}
	})
}

// recorded opens the project's own newsroom.
func recorded(t *testing.T) *newsroom.Newsroom {
	t.Helper()
	n, err := newsroom.Open(os.DirFS("../../testdata/newsroom"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
