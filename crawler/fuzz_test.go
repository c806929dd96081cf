package crawler

import (
	"bufio"
	"bytes"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzSecrets: what is read can be sent, and an error tells nothing of it.
func FuzzSecrets(f *testing.F) {
	f.Add([]byte("# ours\nCookie: a=b\nAuthorization: Bearer x\n\n"))
	f.Add([]byte("Cookie a=b"))
	f.Add([]byte("Host: x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		h, err := ReadSecrets(text)
		if err != nil {
			if len(err.Error()) > 100 {
				t.Errorf("told: %v", err)
			}
			return
		}
		for name, values := range h {
			if strings.ContainsAny(name+strings.Join(values, ""), "\r\n\x00") || name == "Host" {
				t.Errorf("taken: %q", h)
			}
		}
	})
}

// FuzzRetryAfter: no host is left alone for more than a day.
func FuzzRetryAfter(f *testing.F) {
	f.Add(429, "120")
	f.Add(503, "Fri, 31 Dec 9999 23:59:59 GMT")
	f.Add(503, "-1")
	f.Add(429, "Fri, 31 Dec 1999 23:59:59 GMT")
	f.Fuzz(func(t *testing.T, status int, v string) {
		now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		if d := retryAfter(answer{status: status, header: http.Header{"Retry-After": {v}}}, now); d > 24*time.Hour || d < 0 {
			t.Errorf("%d %q: %s", status, v, d)
		}
	})
}

// FuzzFeedLinks: what a home page names as its feeds are addresses of the web.
func FuzzFeedLinks(f *testing.F) {
	f.Add([]byte(`<base href="/x/"><link rel="alternate" type="application/rss+xml" href="feed"><a href="rss.xml">RSS</a>`))
	f.Add([]byte(`<link rel=alternate type=application/atom+xml href="javascript:alert(1)//feed">`))
	at, _ := url.Parse("https://found.example/")
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, address := range feedLinks(answer{body: body, final: at, header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}}) {
			u, err := url.Parse(address)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
				t.Errorf("%q", address)
			}
		}
	})
}

// FuzzReceived: of a header that came over the wire, no cookie is kept.
func FuzzReceived(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n c=d\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\nbody"))
	f.Add([]byte("HTTP/1.1 200 OK\nset-cookie : a\n\n"))
	f.Fuzz(func(t *testing.T, message []byte) {
		head, err := readHTTPHead(bufio.NewReader(bytes.NewReader(message)))
		if err != nil {
			return
		}
		kept, withheld := asReceived(head)
		first := true
		for line := range strings.Lines(string(kept)) {
			name, _, _ := strings.Cut(line, ":")
			name = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
			if folded := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"); !first && !folded && (name == "Set-Cookie" || name == "Set-Cookie2" || name == "Transfer-Encoding") {
				t.Errorf("kept: %q of %q", kept, head)
			}
			first = false
		}
		slices.Sort(withheld)
		if len(slices.Compact(withheld)) > 2 {
			t.Errorf("withheld: %q", withheld)
		}
	})
}

// FuzzAllowedLink: links that patterns allow are of the site's own host.
func FuzzAllowedLink(f *testing.F) {
	f.Add("https://www.site.example/news/a", "/news/**")
	f.Add("https://site.example/a/b/c", "/**/c")
	f.Add("//evil.example/", "**")
	on, _ := url.Parse("https://site.example/news")
	f.Fuzz(func(t *testing.T, link, pattern string) {
		if len(pattern) > 100 || len(link) > 1000 {
			return // patterns are the configuration's
		}
		if !allowedLink(link, on, []string{pattern}) {
			return
		}
		if u, err := url.Parse(link); err != nil || bareHost(u) != bareHost(on) {
			t.Errorf("%q is allowed", link)
		}
	})
}
