package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"onrecord/index"
)

// askedWith sends a request with a field and gives the answer.
func askedWith(h http.Handler, method, target, field, value string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	if field != "" {
		r.Header.Set(field, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// TestExportTags: an export is not made again for whoever has it, as long as
// the index is as it was.
func TestExportTags(t *testing.T) {
	room := newRoom(t, "room")
	generation, now, searches := "a", noon, 0
	h, err := New(Config{Record: room, Now: func() time.Time { return now }, Changed: func() (string, time.Time) { return generation, noon },
		Index: searcher(func(ctx context.Context, q index.Query) (index.Result, error) {
			searches++
			return room.index.Search(ctx, q)
		})})
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"/export.csv?stance=deny", "/export.ndjson?q=since:P3M", "/export.jsonld"} {
		generation, now = "a", noon
		res := askedWith(h, "GET", target, "", "")
		tag := res.Header.Get("ETag")
		if res.StatusCode != 200 || len(tag) < 10 || tag[:3] != `W/"` || res.Header.Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%s: %d %v", target, res.StatusCode, res.Header)
		}
		for _, c := range []struct {
			given  string
			status int
			asks   bool
		}{{tag, 304, false}, {tag[2:] + `, "x"`, 304, false}, {"*", 304, true}, {`W/"x"`, 200, true}} {
			for _, method := range []string{"GET", "HEAD"} {
				before := searches
				res := askedWith(h, method, target, "If-None-Match", c.given)
				if res.StatusCode != c.status || res.Header.Get("ETag") != tag || searches > before != c.asks || res.Header.Get("Cache-Control") != "private, no-cache" ||
					c.status == 304 && res.Header.Get("Content-Type") != "" {
					t.Errorf("%s %s, If-None-Match %s: %d, %v", method, target, c.given, res.StatusCode, res.Header)
				}
			}
		}
		if other := askedWith(h, "GET", target+"x", "If-None-Match", tag); other.StatusCode == 304 {
			t.Errorf("%sx: %d", target, other.StatusCode)
		}
		generation = "b"
		if res := askedWith(h, "GET", target, "If-None-Match", tag); res.StatusCode != 200 || res.Header.Get("ETag") == tag {
			t.Errorf("%s after a change: %d", target, res.StatusCode)
		}
		generation, now = "a", noon.Add(24*time.Hour)
		if res := askedWith(h, "GET", target, "If-None-Match", tag); res.StatusCode != 200 {
			t.Errorf("%s on the next day: %d", target, res.StatusCode)
		}
	}
	if res := askedWith(h, "GET", "/export.csv?q=)", "If-None-Match", "*"); res.StatusCode != 400 || res.Header.Get("ETag") != "" {
		t.Errorf("a failure: %d %v", res.StatusCode, res.Header)
	}
	plain := apiOf(t, room, func(c *Config) { c.Changed = nil })
	if res := askedWith(plain, "GET", "/export.csv", "", ""); res.Header.Get("ETag") != "" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("where nobody tells: %v", res.Header)
	}
}

// TestBrokenExportTag: the tag of an export that broke off is nobody's any more.
func TestBrokenExportTag(t *testing.T) {
	failing := 2
	h := apiOf(t, newRoom(t), func(c *Config) {
		c.Changed = func() (string, time.Time) { return "a", noon }
		c.Index = searcher(func(ctx context.Context, q index.Query) (index.Result, error) { return pagesOf(5, failing)(ctx, q) })
	})
	tag := askedWith(h, "GET", "/export.ndjson", "", "").Header.Get("ETag")
	failing = -1
	res := askedWith(h, "GET", "/export.ndjson", "If-None-Match", tag)
	if tag == "" || res.StatusCode != 200 {
		t.Errorf("%s: %d", tag, res.StatusCode)
	}
	if res := askedWith(h, "GET", "/export.ndjson", "If-None-Match", res.Header.Get("ETag")); res.StatusCode != 304 {
		t.Errorf("whole: %d", res.StatusCode)
	}
}

// TestLastModified: a feed tells since when it is what it is, once that is known
// to the second.
func TestLastModified(t *testing.T) {
	room := newRoom(t, "room")
	now, since := noon, time.Time{}
	h := apiOf(t, room, func(c *Config) {
		c.Now, c.Changed = func() time.Time { return now }, func() (string, time.Time) { return "a", since }
	})
	for _, c := range []struct {
		name        string
		since, now  time.Time
		want, given string
		status      int
	}{
		{"being written", time.Time{}, noon, "", "Mon, 28 Oct 2030 12:00:00 GMT", 200},
		{"in this second", noon, noon.Add(900 * time.Millisecond), "", "", 200},
		{"before it", noon.Add(500 * time.Millisecond), noon.Add(time.Second), noon.Format(http.TimeFormat), noon.Format(http.TimeFormat), 304},
		{"had an older one", noon, noon.Add(time.Minute), noon.Format(http.TimeFormat), noon.Add(-time.Second).Format(http.TimeFormat), 200},
		{"no date", noon, noon.Add(time.Minute), noon.Format(http.TimeFormat), "yesterday", 200},
		{"yesterday", noon.Add(-24 * time.Hour), noon, noon.Truncate(24 * time.Hour).Format(http.TimeFormat), noon.Format(http.TimeFormat), 304},
	} {
		now, since = c.now, c.since
		for _, target := range []string{"/feed.atom?q=stance:deny", "/feed.json"} {
			res := askedWith(h, "GET", target, "If-Modified-Since", c.given)
			if res.StatusCode != c.status || c.status == 200 && res.Header.Get("Last-Modified") != c.want {
				t.Errorf("%s, %s: %d, %q", c.name, target, res.StatusCode, res.Header.Get("Last-Modified"))
			}
		}
	}
	r := httptest.NewRequest("GET", "/feed.atom", nil)
	r.Header.Set("If-Modified-Since", noon.Add(time.Hour).Format(http.TimeFormat))
	r.Header.Set("If-None-Match", `"x"`)
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, r); w.Code != 200 {
		t.Errorf("another tag goes before: %d", w.Code)
	}
}
