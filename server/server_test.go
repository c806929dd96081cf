package server

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func fetch(t testing.TB, h http.Handler, method, target string) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(body)
}

func TestRoutes(t *testing.T) {
	h := newRoom(t, "room").handler(t)
	for _, c := range []struct {
		method, target string
		status         int
		kind, holds    string
	}{
		{"GET", "/", 200, "text/html", "38 statements"},
		{"GET", "/?stance=accuse&stance=deny", 200, "text/html", "Remove filter"},
		{"GET", "/?q=%22free+help%22", 200, "text/html", "<mark>free"},
		{"GET", "/?q=in%3A%22ledger-letter%22", 200, "text/html", "10 statements"},
		{"GET", "/?q=nosuchwordatall", 200, "text/html", "Nothing on record matches that"},
		{"GET", "/?q=stance:accuse+%22open", 400, "text/html", "never closed"},
		{"GET", "/?stance=gloat", 400, "text/html", "there is no stance"},
		{"GET", "/?cursor=rubbish", 400, "text/html", "That page of results is gone"},
		{"GET", "/?q=" + strings.Repeat("x", 9000), 414, "text/html", "too long"},
		{"HEAD", "/", 200, "text/html", ""},
		{"POST", "/", 405, "text/html", "Nothing here takes POST"},
		{"GET", "/article/ledger-letter", 200, "text/html", `id="s-ledger-letter-1"`},
		{"GET", "/article/courier-inquiry?revision=1", 200, "text/html", "not the latest"},
		{"GET", "/article/courier-inquiry?revision=2&against=1", 200, "text/html", "<del>urged</del>"},
		{"GET", "/article/courier-inquiry?revision=9", 404, "text/html", "Not in the record"},
		{"GET", "/article/courier-inquiry?revision=x", 400, "text/html", "numbered from 1"},
		{"GET", "/article/nope", 404, "text/html", "Not in the record"},
		{"GET", "/utterance/ledger-letter-1", 200, "text/html", "Nobody repeats these words"},
		{"GET", "/utterance/nope", 404, "text/html", "Not in the record"},
		{"GET", "/api/v1/utterances/nope", 404, "application/problem+json", "Not Found"},
		{"GET", "/article/..%2f..%2fetc", 404, "text/html", "Not in the record"},
		{"GET", "/health", 200, "text/html", "2 feeds fail"},
		{"GET", "/unseen", 200, "text/html", "14 of 120 pages"},
		{"GET", "/healthz", 200, "text/plain", "ok"},
		{"GET", "/feed.atom?stance=accuse", 200, "application/atom+xml", "<entry>"},
		{"GET", "/feed.atom?q=%22", 400, "application/problem+json", "never closed"},
		{"GET", "/feed.json?stance=accuse", 200, "application/feed+json", `"version":"https://jsonfeed.org/version/1.1"`},
		{"GET", "/export.csv?stance=accuse", 200, "text/csv", "id,published,"},
		{"GET", "/export.ndjson?stance=accuse", 200, "application/x-ndjson", `"status":"complete","count":9,"total":9`},
		{"GET", "/export.jsonld?stance=accuse", 200, "application/ld+json", `"@type":"Quotation"`},
		{"GET", "/export.csv?stance=gloat", 400, "application/problem+json", "there is no stance"},
		{"GET", "/export.csv?limit=3", 400, "application/problem+json", "query.limit"},
		{"GET", "/export.csv?cursor=rubbish", 400, "application/problem+json", "page of another search"},
		{"GET", "/export.xls", 404, "text/html", "no such page"},
		{"GET", "/help/query", 200, "text/html", "delta NEAR/5 lawsuit"},
		{"GET", "/?q=outage+stanse:deny&party=Delta", 400, "text/html", "/?party=Delta&amp;q=outage&#43;stance%3Adeny"},
		{"GET", "/?q=outage+or+fire", 200, "text/html", "/?q=outage&#43;OR&#43;fire"},
		{"GET", "/nowhere", 404, "text/html", "no such page"},
		{"GET", "/static/style.css", 404, "text/html", "Not in the record"},
		{"GET", "/api/openapi.json", 200, "application/", `"openapi"`},
		{"GET", "/api/v1/statements?stance=deny&limit=1", 200, "application/json", `"total":3,`},
		{"GET", "/api/v1/statements?q=a+)", 400, "application/problem+json", `"query.q[2]"`},
		{"GET", "/api/v1/statements?limit=0", 422, "application/problem+json", "query.limit"},
		{"GET", "/api/v1/facets?fields=stance", 200, "application/json", `"value":"accuse"`},
		{"GET", "/api/v1/articles/ledger-letter", 200, "application/json", `"content":[[`},
		{"GET", "/api/v1/articles/courier-inquiry", 200, "application/json", `"modified":"2024-07-24T09:30:00Z","modified_by":"json-ld","image":"https://courier.example/inquiry.jpg","notes":["Correction: `},
		{"GET", "/api/v1/articles/nope", 404, "application/problem+json", "No such article"},
		{"GET", "/api/v1/nope", 404, "application/problem+json", "openapi.json"},
		{"POST", "/api/v1/statements", 405, "application/problem+json", "GET"},
	} {
		res, body := fetch(t, h, c.method, c.target)
		if res.StatusCode != c.status || !strings.HasPrefix(res.Header.Get("Content-Type"), c.kind) || !strings.Contains(body, c.holds) {
			t.Errorf("%s %.60s: status %d, %s, want %d, %s, holding %q\n%.600s", c.method, c.target,
				res.StatusCode, res.Header.Get("Content-Type"), c.status, c.kind, c.holds, body)
		}
		if res.Header.Get("Content-Security-Policy") != policy {
			t.Errorf("%s %.60s: no content security policy", c.method, c.target)
		}
	}
}

// TestPaging follows "next page" as a reader does, and meets every statement
// once.
func TestPaging(t *testing.T) {
	h := newRoom(t, "room").handler(t)
	for _, start := range []string{"/", "/?q=northgate+OR+halcyon+OR+meridian", "/?q=northgate+OR+halcyon+OR+meridian&sort=date"} {
		seen := make(map[string]bool)
		pages, total := 0, ""
		for target := start; target != ""; pages++ {
			_, body := fetch(t, h, "GET", target)
			for _, m := range statementLink.FindAllStringSubmatch(body, -1) {
				if seen[m[1]] {
					t.Errorf("%s: %s twice", start, m[1])
				}
				seen[m[1]] = true
			}
			if total == "" {
				total = totalLine.FindStringSubmatch(body)[1]
			}
			target = ""
			if m := nextLink.FindStringSubmatch(body); m != nil {
				target = html.UnescapeString(m[1])
			}
		}
		if itoa(len(seen)) != total || pages != 2 {
			t.Errorf("%s: met %d of %s statements on %d pages", start, len(seen), total, pages)
		}
	}
}

var (
	statementLink = regexp.MustCompile(`<cite><a href="/article/[^"]*#s-([^"]*)"`)
	totalLine     = regexp.MustCompile(`id="total"[^>]*>(\d+) statement`)
	nextLink      = regexp.MustCompile(`class="next" href="([^"]*)"`)
)

// TestBrokenText asks in bytes that are no text.
func TestBrokenText(t *testing.T) {
	h := newRoom(t, "room").handler(t)
	for _, q := range []string{"%00", "%ff%fe", "a%00b", "%e2%80%8bhelp", "party:%ff", "%22%ff%22", "%", "q;=", "%ed%a0%80"} {
		for _, target := range []string{"/?q=" + q, "/?party=" + q, "/feed.atom?q=" + q, "/api/v1/statements?q=" + q, "/api/v1/articles/" + q, "/article/" + q, "/?cursor=" + q} {
			r, err := http.NewRequest("GET", "http://example.com/", nil)
			if err != nil {
				t.Fatal(err)
			}
			path, query, _ := strings.Cut(target, "?")
			r.URL.Path, r.URL.RawQuery = path, query
			if decoded, err := url.PathUnescape(path); err == nil {
				r.URL.Path = decoded
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code >= 500 {
				t.Errorf("%s: status %d", target, w.Code)
			}
			if !utf8.Valid(w.Body.Bytes()) {
				t.Errorf("%s: the answer is not valid UTF-8", target)
			}
		}
	}
}
