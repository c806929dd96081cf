package server

import (
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// FuzzClient: a client is one address, told by nobody but the proxies.
func FuzzClient(f *testing.F) {
	f.Add("10.1.2.3:80", "192.0.2.1, 198.51.100.7")
	f.Add("[fe80::1%eth0]:80", "::ffff:10.0.0.1")
	f.Add("@", "unknown")
	l := newLimiter(Limits{Rate: 1, Burst: 1, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}, time.Now)
	f.Fuzz(func(t *testing.T, from, forwarded string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = from
		r.Header.Set("X-Forwarded-For", forwarded)
		who, _ := l.client(r)
		if who.Addr().Zone() != "" || who.Addr().Is4In6() || who != who.Masked() {
			t.Errorf("%q for %q: %s", from, forwarded, who)
		}
		if peer, err := netip.ParseAddrPort(from); err == nil && !l.trusted(peer.Addr().Unmap()) && !who.Contains(peer.Addr().Unmap().WithZone("")) {
			t.Errorf("%q is taken for %s: nobody trusts it", from, who)
		}
	})
}

// FuzzHeld: a tag is held where the client names it, and only there.
func FuzzHeld(f *testing.F) {
	f.Add(`"a", W/"b"`, "a")
	f.Add("*", "c")
	f.Fuzz(func(t *testing.T, line, tag string) {
		if strings.ContainsAny(tag, "\",") {
			return
		}
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("If-None-Match", line)
		if held(r, `"`+tag+`"`) && !strings.Contains(line, `"`+tag+`"`) && !strings.Contains(line, "*") {
			t.Errorf("%q is not in %q", tag, line)
		}
	})
}
