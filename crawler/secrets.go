package crawler

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// ReadSecrets reads what the requests to a source carry: a header's fields, as
// "Cookie: a=b", each in a line, "#" before comments. An error names the line,
// and never what stands in it.
func ReadSecrets(text []byte) (http.Header, error) {
	h := http.Header{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		name, value = http.CanonicalHeaderKey(strings.TrimSpace(name)), strings.TrimSpace(value)
		if !ok || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) {
			return nil, fmt.Errorf("line %d is not a header's field", n)
		}
		switch name {
		case "Host", "User-Agent", "Accept-Encoding", "Content-Length", "Transfer-Encoding", "Connection":
			return nil, fmt.Errorf("line %d: %s is not for sources to set", n, name)
		}
		h.Add(name, value)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read lines: %w", err)
	}
	return h, nil
}

// secretKey is the context's key for what a source's requests carry.
type secretKey struct{}

// secrets are what the requests for one source carry beside their own header.
// They go to the hosts of the source's site, and only as safely as there.
type secrets struct {
	header http.Header
	site   string
	secure bool
}

// withSecrets puts what a source's requests carry into the context.
func (c *Crawler) withSecrets(ctx context.Context, f Feed) (context.Context, error) {
	if f.Secrets == "" {
		return ctx, nil
	}
	if c.Secrets == nil {
		return nil, fmt.Errorf("%s: no secrets are to be had", f.URL)
	}
	header, err := c.Secrets(f.Secrets)
	if err != nil {
		return nil, fmt.Errorf("secrets of %s: %w", f.URL, err)
	}
	u, err := url.Parse(f.URL)
	if err != nil {
		return nil, fmt.Errorf("secrets: %w", err)
	}
	return context.WithValue(ctx, secretKey{}, secrets{header: header, site: site(u), secure: u.Scheme == "https"}), nil
}

// carry adds the secrets of the context to a request that may have them.
func carry(ctx context.Context, req *http.Request) {
	s, ok := ctx.Value(secretKey{}).(secrets)
	if !ok || site(req.URL) != s.site || s.secure && req.URL.Scheme != "https" || req.URL.Path == "/robots.txt" {
		return
	}
	for name, values := range s.header {
		req.Header[name] = values
	}
}
