package crawler

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// Found is a source that an outlet offers.
type Found struct {
	URL, Kind, Title string
	// Items counts what it names now, Latest is the newest date among them.
	Items  int
	Latest time.Time
}

// maxTries bounds how many addresses one discovery asks for.
const maxTries = 20

// Discover finds the feeds and sitemaps of an outlet from its home page or any
// other of its pages: what is there itself, what the page names, what its
// robots.txt names, and, when none of these is one, what stands where others
// have theirs. Each is tried.
func (c *Crawler) Discover(ctx context.Context, address string) ([]Found, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read address: %w", err)
	}
	a, err := c.getWaiting(ctx, u)
	if err != nil {
		return nil, err
	}
	if a.status != http.StatusOK {
		return nil, fmt.Errorf("fetch %s: status %d", a.final, a.status)
	}
	if f, ok := c.judge(a); ok {
		return []Found{f}, nil
	}
	d := discovery{c: c, seen: map[string]bool{}}
	if err := d.try(ctx, feedLinks(a)); err != nil {
		return d.found, err
	}
	_, robots, _, err := c.record.Robots(ctx, hostPort(a.final))
	if err != nil {
		return d.found, fmt.Errorf("recall robots.txt: %w", err)
	}
	if err := d.try(ctx, sitemapLines(robots)); err != nil || len(d.found) > 0 {
		return d.found, err
	}
	var common []string
	for _, path := range []string{"/feed", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml", "/feeds", "/news/rss",
		"/feed.json", "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml"} {
		common = append(common, a.final.ResolveReference(&url.URL{Path: path}).String())
	}
	err = d.try(ctx, common)
	return d.found, err
}

// discovery is one search for sources under way.
type discovery struct {
	c     *Crawler
	seen  map[string]bool
	found []Found
}

// try asks for each address and keeps those that are sources. One that fails
// is none.
func (d *discovery) try(ctx context.Context, addresses []string) error {
	for _, address := range addresses {
		canonical, err := Canonical(address)
		if err != nil || d.seen[canonical] || len(d.seen) >= maxTries {
			continue
		}
		d.seen[canonical] = true
		u, err := url.Parse(canonical)
		if err != nil {
			continue
		}
		a, err := d.c.getWaiting(ctx, u)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || a.status != http.StatusOK {
			continue
		}
		f, ok := d.c.judge(a)
		if ok && !slices.ContainsFunc(d.found, func(g Found) bool { return g.URL == f.URL }) {
			d.found = append(d.found, f)
		}
	}
	return nil
}

// judge tells whether an answer is a source, and which.
func (c *Crawler) judge(a answer) (Found, bool) {
	if title, items, err := ReadFeed(a.body, a.header.Get("Content-Type"), a.final); err == nil {
		return Found{URL: a.final.String(), Kind: FeedJob, Title: title, Items: len(items), Latest: latest(items)}, true
	}
	pages, index, err := c.parseSitemap(a)
	if err != nil {
		return Found{}, false
	}
	f := Found{URL: a.final.String(), Kind: SiteJob, Title: "sitemap", Items: len(pages), Latest: latest(c.sitemapItems(pages, a.final, nil))}
	if len(index) > 0 {
		f.Title, f.Items = "index of sitemaps", len(index)
	}
	return f, true
}

func latest(items []Item) time.Time {
	var last time.Time
	for _, item := range items {
		if item.Published.After(last) {
			last = item.Published
		}
	}
	return last
}

// feedLinks gives the addresses of a page's feeds: those that its head names,
// then those of links that look like one.
func feedLinks(a answer) []string {
	doc, err := html.Parse(bytes.NewReader(decode(a.body, a.header.Get("Content-Type"))))
	if err != nil {
		return nil
	}
	base := a.final
	var named, linked []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "base" && n.Data != "link" && n.Data != "a" {
			continue
		}
		u, err := base.Parse(strings.TrimSpace(attr(n, "href")))
		if err != nil || attr(n, "href") == "" || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			continue
		}
		switch {
		case n.Data == "base":
			base = u
		case n.Data == "link" && isFeedLink(n):
			named = append(named, u.String())
		case n.Data == "a" && looksLikeFeed(u) && len(linked) < 10:
			linked = append(linked, u.String())
		}
	}
	return append(named, linked...)
}

// isFeedLink tells a head's link to a feed from those to other things.
func isFeedLink(n *html.Node) bool {
	rel := strings.Fields(strings.ToLower(attr(n, "rel")))
	if !slices.Contains(rel, "alternate") && !slices.Contains(rel, "feed") {
		return slices.Contains(rel, "sitemap")
	}
	kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
		"application/json", "application/xml", "text/xml":
		return true
	}
	return slices.Contains(rel, "feed")
}

func looksLikeFeed(u *url.URL) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(u.Path), func(r rune) bool { return r == '/' || r == '.' || r == '-' || r == '_' }) {
		switch part {
		case "rss", "feed", "feeds", "atom", "rdf", "rss2":
			return true
		}
	}
	return strings.HasPrefix(strings.ToLower(u.RawQuery), "feed=")
}

// sitemapLines gives the sitemaps that a robots.txt names, those of news first.
func sitemapLines(robots []byte) []string {
	var all []string
	eachRobotsLine(robots, func(_ int, key, value string) {
		if key == "sitemap" {
			all = append(all, value)
		}
	})
	slices.SortStableFunc(all, func(a, b string) int { return isNews(b) - isNews(a) })
	return all
}

func isNews(address string) int {
	if strings.Contains(strings.ToLower(address), "news") {
		return 1
	}
	return 0
}

// isSitemapBody tells a sitemap by its beginning, whatever its address is.
func isSitemapBody(body []byte) bool {
	head := body[:min(len(body), 2048)]
	return bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex"))
}
