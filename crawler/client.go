package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// NewClient makes a client that dials as a crawler does, for other errands: it
// refuses addresses that are not on the open net, follows no redirect, keeps no
// cookies and undoes no compression.
func NewClient(cfg Config) *http.Client { return (&Crawler{Config: cfg.withDefaults()}).newClient() }

// newClient makes the one client through which everything is fetched. It
// follows no redirect (get does, asking robots.txt each time), keeps no
// cookies, and undoes no compression (ask does, within the limit).
func (c *Crawler) newClient() *http.Client {
	guard := c.newGuard()
	dialer := &net.Dialer{Timeout: 10 * time.Second, Resolver: c.Resolver, Control: guard.Safe}
	direct := newTransport()
	direct.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, c.resolve(addr))
	}
	return &http.Client{
		Transport:     c.proxied(direct, guard),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       c.Timeout,
	}
}

func newTransport() *http.Transport {
	return &http.Transport{
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    2,
		MaxIdleConns:           100,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// newGuard makes the judge of addresses, which the dialer asks about each one
// that it is about to dial, whatever name it came from.
func (c *Crawler) newGuard() *ssrf.Guardian {
	var v4, v6 []netip.Prefix
	for _, p := range c.Allow {
		if p.Addr().Is4() {
			v4 = append(v4, p)
			continue
		}
		v6 = append(v6, p)
	}
	return ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
}

// proxied sends what the configuration wants so through a proxy. The proxy
// itself may be anywhere, so its dialer is another than the guarded one.
func (c *Crawler) proxied(direct *http.Transport, guard *ssrf.Guardian) http.RoundTripper {
	if c.Proxy == nil {
		return direct
	}
	via := newTransport()
	via.Proxy = c.Proxy
	via.DialContext = (&net.Dialer{Timeout: 10 * time.Second}).DialContext
	return router{c: c, guard: guard, direct: direct, via: via}
}

// router chooses between the way through a proxy and the direct one.
type router struct {
	c           *Crawler
	guard       *ssrf.Guardian
	direct, via *http.Transport
}

// RoundTrip judges what goes through a proxy by its name, for the proxy dials.
// A name that can only be resolved there is left to the proxy's own rules.
func (r router) RoundTrip(req *http.Request) (*http.Response, error) {
	if at := hostPort(req.URL); r.c.resolve(at) != at {
		return r.direct.RoundTrip(req)
	}
	proxy, err := r.c.Proxy(req)
	if err != nil {
		return nil, fmt.Errorf("choose proxy: %w", err)
	}
	if proxy == nil {
		return r.direct.RoundTrip(req)
	}
	host := req.URL.Hostname()
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return nil, fmt.Errorf("%w: %s", ssrf.ErrProhibitedIP, host)
	}
	addresses := []netip.Addr{}
	if ip, err := netip.ParseAddr(host); err == nil {
		addresses = append(addresses, ip)
	} else if addresses, err = r.c.lookup(req.Context(), host); err != nil {
		addresses = nil
	}
	for _, ip := range addresses {
		if err := r.guard.SafeAddr(ip.Unmap()); err != nil {
			return nil, err
		}
	}
	return r.via.RoundTrip(req)
}

func (c *Crawler) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	resolver := c.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	return resolver.LookupNetIP(ctx, "ip", host)
}

// refused tells whether the guard wouldn't dial.
func refused(err error) bool {
	return errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedNetwork) || errors.Is(err, ssrf.ErrInvalidHostPort)
}

// checkAddress refuses what can never be fetched.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("fetch %q: not a web address: %w", u.Redacted(), ErrGone)
	}
	return nil
}

// dialable gives an address with its host as it is looked up. Who writes a
// number where others have a host's name, or an IPv4 address in another than
// its plain form, doesn't mean the open net.
func dialable(u *url.URL) (*url.URL, error) {
	if err := checkAddress(u); err != nil {
		return nil, err
	}
	host := strings.TrimSuffix(asciiHost(u.Hostname()), ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	_, err := netip.ParseAddr(host)
	if err != nil && (last == "" || isNumber(last)) {
		return nil, fmt.Errorf("fetch %q: an address in disguise: %w", u.Redacted(), ErrPrivate)
	}
	plain := *u
	if strings.Contains(host, ":") {
		host = "[" + strings.ReplaceAll(host, "%", "%25") + "]"
	}
	if plain.Host = host; u.Port() != "" {
		plain.Host += ":" + u.Port()
	}
	return &plain, nil
}

// isNumber tells a decimal, octal or hexadecimal number, as the last part of
// an IPv4 address may be one for the system's resolver.
func isNumber(s string) bool {
	if rest, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		return strings.Trim(rest, "0123456789abcdef") == ""
	}
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// resolve says which address to dial for a host:port. The dialer checks it as
// it would any other.
func (c *Crawler) resolve(addr string) string {
	if to, ok := c.Resolve[addr]; ok {
		return to
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if to, ok := c.Resolve[host]; ok {
		return to
	}
	for {
		_, parent, ok := strings.Cut(host, ".")
		if !ok {
			return addr
		}
		if to, ok := c.Resolve["*."+parent]; ok {
			return to
		}
		host = parent
	}
}
