package crawler

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// newClient makes the one client through which everything is fetched. It
// follows no redirect (get does, asking robots.txt each time) and undoes no
// compression (ask does, within the limit).
func (c *Crawler) newClient() *http.Client {
	guard := []ssrf.Option{ssrf.WithAnyPort()}
	for _, p := range c.Allow {
		if p.Addr().Is4() {
			guard = append(guard, ssrf.WithAllowedV4Prefixes(p))
			continue
		}
		guard = append(guard, ssrf.WithAllowedV6Prefixes(p))
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: ssrf.New(guard...).Safe}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
				return dialer.DialContext(ctx, network, c.resolve(addr))
			},
			DisableCompression:     true,
			ForceAttemptHTTP2:      true,
			MaxIdleConnsPerHost:    2,
			MaxIdleConns:           100,
			IdleConnTimeout:        30 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       c.Timeout,
	}
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
