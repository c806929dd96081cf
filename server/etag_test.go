package server

import (
	"net/http/httptest"
	"testing"

	"onrecord/index"
)

// TestTagged asks twice: what hasn't changed isn't sent again, what has is.
func TestTagged(t *testing.T) {
	r := newRoom(t, "room")
	h := r.handler(t)
	targets := []string{"/api/v1/statements?stance=accuse", "/api/v1/facets", "/api/v1/articles", "/api/v1/articles/ledger-letter",
		"/api/v1/changes", "/api/v1/query/validate?q=a", "/feed.atom", "/feed.json", "/api/openapi.json"}
	tags := make(map[string]string)
	for _, target := range targets {
		res, _ := fetch(t, h, "GET", target)
		tags[target] = res.Header.Get("ETag")
		if tags[target] == "" {
			t.Errorf("%s: no tag", target)
		}
		for given, status := range map[string]int{tags[target]: 304, "W/" + tags[target]: 304, `"x", ` + tags[target]: 304, "*": 304, `"x"`: 200, "": 200} {
			for _, method := range []string{"GET", "HEAD"} {
				q := httptest.NewRequest(method, target, nil)
				q.Header.Set("If-None-Match", given)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, q)
				if w.Code != status || w.Header().Get("ETag") != tags[target] || status == 304 && w.Body.Len() > 0 {
					t.Errorf("%s %s, If-None-Match %s: %d, want %d", method, target, given, w.Code, status)
				}
			}
		}
	}
	if err := r.index.Put(t.Context(), index.Article{ID: "new", Revision: 1, Title: "New", Published: noon}, []index.Entry{{Words: "something new"}}); err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"/api/v1/facets", "/api/v1/articles", "/feed.atom", "/feed.json"} {
		if res, _ := fetch(t, h, "GET", target); res.Header.Get("ETag") == tags[target] {
			t.Errorf("%s: the same tag for another answer", target)
		}
	}
	res, _ := fetch(t, h, "GET", "/api/v1/statements?q=)")
	if res.Header.Get("ETag") != "" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a failure is tagged: %v", res.Header)
	}
}
