package crawler

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/gocolly/colly/v2"
)

// Site looks at a section page or a sitemap: the links that the feed's rules
// allow go to the record. Failures are recorded as Feed does.
func (c *Crawler) Site(ctx context.Context, job Job) error {
	f, err := c.record.Feed(ctx, job.Key)
	if err != nil {
		return fmt.Errorf("recall site %s: %w", job.Key, err)
	}
	var a answer
	var items []Item
	if isSitemap(f.URL) {
		a, items, err = c.readSitemap(ctx, &f)
	} else {
		a, items, err = c.readSection(ctx, &f)
	}
	if err != nil {
		return c.saveFailure(ctx, f, a, err)
	}
	return c.saveLook(ctx, f, a, items)
}

// Single has a followed page fetched. Whether it has changed is for the page's
// own job to find out.
func (c *Crawler) Single(ctx context.Context, job Job) error {
	f, err := c.record.Feed(ctx, job.Key)
	if err != nil {
		return fmt.Errorf("recall page %s: %w", job.Key, err)
	}
	canonical, err := Canonical(f.URL)
	if err != nil {
		return c.saveFailure(ctx, f, answer{}, err)
	}
	return c.saveLook(ctx, f, answer{}, []Item{{URL: canonical, Title: f.Title, Again: true}})
}

// isSitemap tells a sitemap from a section page by its address.
func isSitemap(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	p := strings.TrimSuffix(strings.ToLower(u.Path), ".gz")
	return strings.HasSuffix(p, ".xml") || strings.HasSuffix(p, "sitemap")
}

// newSection makes the collector that section pages are read with. All that
// is polite or bounded happens in its transport, which is get.
func (c *Crawler) newSection() *colly.Collector {
	s := colly.NewCollector()
	// Set as fields, for the environment overrides what is set as options.
	s.UserAgent = c.UserAgent
	s.AllowURLRevisit = true
	s.IgnoreRobotsTxt = true
	s.ParseHTTPErrorResponse = true
	s.MaxBodySize = 0
	s.MaxDepth = 0
	s.MaxRequests = 0
	s.Async = false
	s.CacheDir = ""
	s.DisableCookies()
	s.SetRequestTimeout(0)
	s.WithTransport(politely{c})
	return s
}

// politely lets the collector fetch through get.
type politely struct{ c *Crawler }

// RoundTrip answers with what is at the end of all redirects.
func (p politely) RoundTrip(req *http.Request) (*http.Response, error) {
	a, err := p.c.get(req.Context(), req.URL, http.Header{
		"If-None-Match":     req.Header["If-None-Match"],
		"If-Modified-Since": req.Header["If-Modified-Since"],
	})
	if err != nil {
		return nil, err
	}
	final := req.Clone(req.Context())
	final.URL = a.final
	header := a.header.Clone()
	if a.moved != "" {
		header.Set(movedHeader, a.moved)
	}
	return &http.Response{
		Status:        http.StatusText(a.status),
		StatusCode:    a.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        header,
		Body:          io.NopCloser(bytes.NewReader(a.body)),
		ContentLength: int64(len(a.body)),
		Uncompressed:  true,
		Request:       final,
	}, nil
}

// movedHeader carries an answer's permanent redirect through the collector.
const movedHeader = "Onrecord-Moved"

// readSection collects the links of a page that the feed's rules allow.
func (c *Crawler) readSection(ctx context.Context, f *Feed) (answer, []Item, error) {
	var a answer
	var items []Item
	seen := map[string]bool{}
	ctx, err := c.withSecrets(ctx, *f)
	if err != nil {
		return a, nil, err
	}
	s := c.section.Clone()
	s.Context = context.WithValue(ctx, lookKey{}, true)
	s.OnResponse(func(r *colly.Response) {
		a = answer{final: r.Request.URL, status: r.StatusCode, header: *r.Headers, body: r.Body}
	})
	s.OnHTML("a[href]", func(e *colly.HTMLElement) {
		link, err := Canonical(e.Request.AbsoluteURL(e.Attr("href")))
		if err != nil || seen[link] || !allowedLink(link, a.final, f.Links) {
			return
		}
		seen[link] = true
		items = append(items, Item{URL: link})
	})
	if err := s.Request(http.MethodGet, f.URL, nil, nil, conditions(*f)); err != nil {
		return a, nil, plainError(err)
	}
	f.Moved = a.header.Get(movedHeader)
	if a.status != http.StatusOK && a.status != http.StatusNotModified {
		return a, nil, fmt.Errorf("fetch %s: status %d", a.final, a.status)
	}
	if isSitemapBody(a.body) {
		return c.sitemapLinks(ctx, *f, a)
	}
	return a, items, nil
}

// allowedLink tells whether a link may be an article of the site that it was
// found on.
func allowedLink(link string, on *url.URL, patterns []string) bool {
	u, err := url.Parse(link)
	if err != nil || bareHost(u) != bareHost(on) || link == on.String() {
		return false
	}
	if u.Path == "/" && u.RawQuery == "" || isAsset(u.Path) {
		return false
	}
	return matchesRules(u.Path, patterns)
}

// matchesRules tells whether a path matches one of the patterns, if there are
// any, and none of those after a "!".
func matchesRules(path string, patterns []string) bool {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	wanted, found := false, false
	for _, p := range patterns {
		p, not := strings.CutPrefix(p, "!")
		matches := matchPath(strings.Split(strings.Trim(p, "/"), "/"), parts)
		if not && matches {
			return false
		}
		wanted = wanted || !not
		found = found || !not && matches
	}
	return found || !wanted
}

// bareHost is the host without "www.", which outlets use and don't use.
func bareHost(u *url.URL) string {
	return strings.TrimPrefix(hostPort(u), "www.")
}

// matchPath matches a path's parts to a pattern's, "**" being any number.
func matchPath(pattern, parts []string) bool {
	if len(pattern) == 0 {
		return len(parts) == 0
	}
	if pattern[0] == "**" {
		for n := range len(parts) + 1 {
			if matchPath(pattern[1:], parts[n:]) {
				return true
			}
		}
		return false
	}
	if len(parts) == 0 {
		return false
	}
	ok, err := path.Match(pattern[0], parts[0])
	return err == nil && ok && matchPath(pattern[1:], parts[1:])
}

// isAsset tells a file that is no page by its ending.
func isAsset(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".css", ".js", ".json", ".xml", ".rss", ".atom",
		".pdf", ".zip", ".gz", ".mp3", ".mp4", ".m4a", ".webm", ".woff", ".woff2":
		return true
	}
	return false
}
