package crawler

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestExchange follows a redirect to a zipped page and looks at what was noted
// of the way, over HTTP/1.1.
func TestExchange(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/old":
			http.Redirect(w, r, "/new?x=1", http.StatusMovedPermanently)
		default:
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Set-Cookie", "session=secret")
			w.Write([]byte(zipped(page1("Kept"))))
		}
	}))
	defer web.Close()
	m := newMemory()
	c, err := New(Config{UserAgent: "onrecord/test", Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Delay: -1, Again: []time.Duration{}}, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Page(context.Background(), Job{Kind: PageJob, Key: web.URL + "/old"}); err != nil {
		t.Fatal(err)
	}
	p := m.last()
	if p.Reader.Version == "" || len(p.Capture.Exchanges) != 2 {
		t.Fatalf("reader %q, %d exchanges", p.Reader.Version, len(p.Capture.Exchanges))
	}
	host := strings.TrimPrefix(web.URL, "http://")
	hop, end := p.Capture.Exchanges[0], p.Capture.Exchanges[1]
	if hop.URL != web.URL+"/old" || !strings.HasPrefix(string(hop.Response), "HTTP/1.1 301 Moved Permanently\r\n") ||
		!strings.Contains(string(hop.Response), "\r\nLocation: /new?x=1\r\n") || !strings.Contains(string(hop.Body), "Moved Permanently") {
		t.Errorf("redirect noted as %q with %q", hop.Response, hop.Body)
	}
	request := string(end.Request)
	for _, want := range []string{"GET /new?x=1 HTTP/1.1\r\n", "\r\nHost: " + host + "\r\n", "\r\nUser-Agent: onrecord/test\r\n", "\r\nAccept: text/html"} {
		if !strings.Contains(request, want) {
			t.Errorf("request lacks %q: %q", want, request)
		}
	}
	if !strings.HasSuffix(request, "\r\n\r\n") || end.Remote != host || end.Proto != "HTTP/1.1" || end.Began.IsZero() || end.Ended.Before(end.Began) {
		t.Errorf("request %q to %s, %s, %s to %s", request, end.Remote, end.Proto, end.Began, end.Ended)
	}
	response := string(end.Response)
	if !strings.Contains(response, "\r\nContent-Encoding: gzip\r\n") || strings.Contains(response, "secret") || len(end.Withheld) != 1 || end.Withheld[0] != "Set-Cookie" {
		t.Errorf("response %q, withheld %q", response, end.Withheld)
	}
	if string(end.Body) != zipped(page1("Kept")) || string(p.Capture.Body) != page1("Kept") {
		t.Errorf("body as it came %q", end.Body)
	}
}

// TestExchangeSecrets sends what nobody else should read, over HTTP/2.
func TestExchangeSecrets(t *testing.T) {
	web := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("plain")) }))
	web.EnableHTTP2 = true
	web.StartTLS()
	defer web.Close()
	seen, ctx := watched(t.Context(), web.URL, time.Now())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, web.URL+"/members", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Cookie", "session=secret")
	req.Header.Set("Authorization", "secret")
	req.Header.Set("X-Key", "secret")
	req.Header.Set("User-Agent", "onrecord/test")
	res, err := web.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	x := seen.exchange(res, time.Now(), nil)
	if x.Proto != "HTTP/2.0" || x.TLS != "TLS 1.3" || !strings.HasPrefix(string(x.Response), "HTTP/1.1 200 OK\r\n") {
		t.Errorf("%s over %s: %q", x.Proto, x.TLS, x.Response)
	}
	if s := string(x.Request); strings.Contains(s, "secret") || !strings.HasPrefix(s, "GET /members HTTP/1.1\r\nHost: 127.0.0.1:") || !strings.Contains(s, "User-Agent: onrecord/test") {
		t.Errorf("request %q", s)
	}
	for _, name := range []string{"Cookie", "Authorization", "X-Key"} {
		if !strings.Contains(strings.Join(x.Withheld, " "), name) {
			t.Errorf("%s is not named among %q", name, x.Withheld)
		}
	}
}

// TestReaderVersion wants all that the package embeds to take part in its
// reader's version.
func TestReaderVersion(t *testing.T) {
	v, err := ReaderVersion()
	again, _ := ReaderVersion()
	if err != nil || len(v) != 16 || v != again {
		t.Errorf("version %q, then %q, %v", v, again, err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range regexp.MustCompile(`(?m)^//go:embed (.*)$`).FindAllStringSubmatch(string(text), -1) {
			for pattern := range strings.FieldsSeq(line[1]) {
				if found, err := fs.Glob(sources, pattern); err != nil || len(found) == 0 {
					t.Errorf("%s embeds %s, which is missing among the sources in version.go", name, pattern)
				}
			}
		}
	}
}
