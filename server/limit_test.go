package server

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"
)

// TestLimit asks from many places: each client has its own bucket, which fills
// up again.
func TestLimit(t *testing.T) {
	now := noon
	r := newRoom(t, "room")
	h, err := New(Config{Index: r.index, Record: r, Now: func() time.Time { return now }, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Limits: Limits{Rate: 0.5, Burst: 2, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		from, forwarded, target string
		wait                    time.Duration
		status                  int
		left, reset, retry      string
	}{
		{"192.0.2.1:1", "", "/api/v1/statements", 0, 200, "1", "2", ""},
		{"192.0.2.1:2", "", "/feed.atom", 0, 200, "0", "4", ""},
		{"192.0.2.1:3", "", "/api/v1/statements", 0, 429, "0", "4", "2"},
		{"192.0.2.1:3", "", "/export.csv", time.Second, 429, "0", "3", "1"},
		{"192.0.2.1:3", "", "/api/v1/nowhere", time.Second, 404, "0", "4", ""},
		{"192.0.2.1:3", "", "/", 0, 200, "", "", ""},
		{"192.0.2.2:1", "", "/api/v1/statements?x=1", 0, 400, "1", "2", ""},
		{"[2001:db8::1]:1", "", "/api/v1/facets", 0, 200, "1", "2", ""},
		{"[2001:db8::ffff:2]:1", "", "/api/v1/facets", 0, 200, "0", "4", ""},
		{"[2001:db8:0:1::1]:1", "", "/api/v1/facets", 0, 200, "1", "2", ""},
		{"[::ffff:192.0.2.1]:9", "", "/api/v1/facets", 0, 429, "0", "4", "2"},
		{"192.0.2.3:1", "192.0.2.9", "/api/v1/facets", 0, 200, "1", "2", ""}, // no proxy of ours
		{"192.0.2.3:1", "192.0.2.8", "/api/v1/facets", 0, 200, "0", "4", ""},
		{"10.0.0.1:1", "192.0.2.7, 198.51.100.4", "/api/v1/facets", 0, 200, "1", "2", ""},
		{"10.0.0.1:1", "192.0.2.6, 198.51.100.4, 10.0.0.2", "/api/v1/facets", 0, 200, "0", "4", ""},
		{"10.0.0.1:1", "rubbish", "/api/v1/facets", 0, 200, "1", "2", ""},
		{"127.0.0.1:1", "", "/api/v1/facets", 0, 200, "", "", ""},
		{"[::1]:1", "", "/api/v1/facets", 0, 200, "", "", ""},
		{"192.0.2.4:1", "", "/feeds/denials/token.atom", 0, 404, "1", "2", ""}, // a saved search's
		{"@", "", "/api/v1/facets", 0, 200, "1", "2", ""},
	} {
		now = now.Add(c.wait)
		q := httptest.NewRequest("GET", c.target, nil)
		q.RemoteAddr = c.from
		if c.forwarded != "" {
			q.Header.Set("X-Forwarded-For", c.forwarded)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, q)
		g := w.Result().Header
		if w.Code != c.status || g.Get("X-RateLimit-Remaining") != c.left || g.Get("X-RateLimit-Reset") != c.reset || g.Get("Retry-After") != c.retry {
			t.Errorf("%d: %s from %s: %d, %v", i, c.target, c.from, w.Code, g)
		}
		if c.status == 429 && g.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%d: %v", i, g)
		}
	}
}

// TestLimiterForgets keeps no more clients than it may.
func TestLimiterForgets(t *testing.T) {
	l := newLimiter(Limits{Rate: 1, Burst: 1}, func() time.Time { return noon })
	for i := range maxClients + 100 {
		r := &http.Request{RemoteAddr: netip.AddrPortFrom(netip.AddrFrom4([4]byte{192, byte(i >> 16), byte(i >> 8), byte(i)}), 1).String()}
		if !l.allow(http.Header{}, r) {
			t.Fatalf("client %d is refused", i)
		}
	}
	if len(l.clients) != maxClients || l.recent.Len() != maxClients {
		t.Errorf("%d and %d clients", len(l.clients), l.recent.Len())
	}
}
