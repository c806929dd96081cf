package crawler

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
)

// secret listens on all interfaces and fails the test when it is reached.
func secret(t *testing.T) (port string) {
	t.Helper()
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			t.Errorf("reached from %s", conn.RemoteAddr())
			conn.Close()
		}
	}()
	_, port, _ = net.SplitHostPort(l.Addr().String())
	return port
}

func privateAddresses(t *testing.T, port string) []string {
	t.Helper()
	f, err := os.Open("testdata/private.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, strings.ReplaceAll(line, "PORT", port))
		}
	}
	return all
}

// TestPrivateSpellings asks for each address of the table, outright and as the
// end of a redirect.
func TestPrivateSpellings(t *testing.T) {
	port := secret(t)
	to := ""
	open := listenAt(t, "127.0.0.99:0", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	})
	names := resolver(t, "testdata/private.zone")
	c := newTest(t, newMemory(), func(cfg *Config) {
		cfg.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.99/32")}
		cfg.Resolver = names
	})
	addresses := privateAddresses(t, port)
	for i, address := range addresses {
		if u, err := url.Parse(address); err == nil {
			_, err = c.get(context.Background(), u, nil)
			if !errors.Is(err, ErrPrivate) {
				t.Errorf("%s: %v", address, err)
			}
		}
		to = address
		u, err := url.Parse(fmt.Sprint(open, "/", i))
		if err != nil {
			t.Fatal(err)
		}
		// What is no address at all is refused as such.
		if a, err := c.get(context.Background(), u, nil); !errors.Is(err, ErrPrivate) && !(err != nil && strings.Contains(err.Error(), "Location")) {
			t.Errorf("redirect to %s: status %d, %v", address, a.status, err)
		}
	}
	t.Logf("%d addresses", len(addresses))
}

func listenAt(t *testing.T, address string, h http.HandlerFunc) string {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil && runtime.GOOS != "linux" { // all of 127.0.0.0/8 is this machine there
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(h)
	s.Listener.Close()
	s.Listener = l
	s.Start()
	t.Cleanup(s.Close)
	return s.URL
}

// TestRebinding lets a name mean an open address first and a private one when
// the page is asked for, and another mean both at once.
func TestRebinding(t *testing.T) {
	var port string
	asked := 0
	at := listenAt(t, "127.0.0.99:0", func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Connection", "close")
		w.WriteHeader(http.StatusNotFound)
	})
	port = at[strings.LastIndexByte(at, ':')+1:]
	private := listenAt(t, "127.0.0.1:"+port, func(http.ResponseWriter, *http.Request) { t.Error("reached") })
	names := resolver(t, "testdata/private.zone")
	for _, address := range []string{"http://rebinding.test:" + port + "/a", "http://second.test:" + port + "/a", private + "/a"} {
		c := newTest(t, newMemory(), func(cfg *Config) {
			cfg.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.98/31")}
			cfg.Resolver = names
		})
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := c.get(t.Context(), u, nil); err == nil {
			t.Errorf("%s: status %d", address, a.status)
		}
	}
	if asked != 1 {
		t.Errorf("the open address was asked %d times, want once for its robots.txt", asked)
	}
}

// TestProxy sends requests through a proxy at a private address, which gets no
// others than those for the open net.
func TestProxy(t *testing.T) {
	port := secret(t)
	var seen []string
	proxy := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.URL.String())
		if strings.HasSuffix(r.URL.Path, "robots.txt") {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
			return
		}
		fmt.Fprintf(w, story, "By proxy", "By proxy")
	}))
	at, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	c := newTest(t, newMemory(), func(cfg *Config) {
		cfg.Allow = nil
		cfg.Resolver = resolver(t, "testdata/private.zone")
		cfg.Proxy = func(r *http.Request) (*url.URL, error) {
			if r.URL.Hostname() == "noproxy.test" {
				return nil, nil
			}
			return at, nil
		}
	})
	if p := page(t, c, "http://unknown.test/a"); p.Article.Title != "By proxy" {
		t.Errorf("reason %q", p.Reason)
	}
	if p := page(t, c, "http://93.184.216.34/a"); p.Article.Title != "By proxy" {
		t.Errorf("reason %q", p.Reason)
	}
	before := len(seen)
	for _, address := range append(privateAddresses(t, port), proxy+"/") {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		// The proxy's own rules are what is left for a name that isn't known here.
		if _, err := c.get(context.Background(), u, nil); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if len(seen) > before {
		t.Errorf("the proxy was asked for %q", seen[before:])
	}
	if p := page(t, c, "http://unknown.test/b?to=http://127.0.0.1:"+port+"/"); p.Reason != ErrPrivate.Error() {
		t.Errorf("redirect: %q", p.Reason)
	}
}

func TestAllowedRanges(t *testing.T) {
	c := newTest(t, newMemory(), func(cfg *Config) {
		cfg.Allow = []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("10.2.0.0/16"), netip.MustParsePrefix("fd00::/8")}
	})
	for address, want := range map[string]bool{
		"10.1.0.1": true, "10.2.0.1": true, "10.3.0.1": false, "fd00::1": true, "fc00::1": false, "::ffff:10.1.0.1": false,
	} {
		if err := c.newGuard().SafeAddr(netip.MustParseAddr(address)); (err == nil) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestHTTP2 fetches over HTTP/2 with TLS.
func TestHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, story, r.Proto, r.Proto)
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	c := newTest(t, newMemory(), nil)
	c.client.Transport.(*http.Transport).TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig
	if p := page(t, c, s.URL+"/a"); p.Article.Title != "HTTP/2.0" {
		t.Errorf("title %q, reason %q", p.Article.Title, p.Reason)
	}
}
