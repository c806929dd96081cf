package newsroom_test

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"onrecord/crawler/newsroom"
)

// formats are what gofeed must find the feeds to be.
var formats = map[string]string{
	"http://boardbrief.example/feed.json":                   "json 1.1",
	"http://cabinvoice.example/voice.rss":                   "rss 0.91",
	"http://docketwatch.example/feed.rss":                   "rss 2.0",
	"http://runwayreview.example/index.rdf":                 "rss 1.0",
	"http://wire.example/feed.atom":                         "atom 1.0",
	"http://www.lakeshoretimes.example/latest.atom":         "atom 1.0",
	"http://www.markettape.example/rss/all.rss":             "rss 2.0",
	"http://www.northstarherald.example/feed.rss":           "broken",
	"http://www.peachtreeledger.example/feeds/business.rss": "rss 2.0",
	"http://www.peachtreeledger.example/feeds/news.rss":     "rss 2.0",
	"http://www.thamescourier.example/courier.rss":          "rss 0.92",
	"http://patchnotes.example/sitemap-2024.xml":            "site",
	"http://skydesk.example/live":                           "site",
	"http://www.northstarherald.example/stories.html":       "site",
}

func TestFeedFormats(t *testing.T) {
	n := recorded(t)
	c := client(t, n)
	found := map[string]string{}
	for _, f := range n.Feeds() {
		resp, body := get(t, c, f.URL)
		if resp.StatusCode != 200 {
			t.Errorf("%s: status %d", f.URL, resp.StatusCode)
			continue
		}
		if f.Kind == newsroom.SiteKind {
			found[f.URL] = "site"
			continue
		}
		feed, err := gofeed.NewParser().ParseString(body)
		if err != nil {
			found[f.URL] = "broken"
			if !f.Broken {
				t.Errorf("%s: %v", f.URL, err)
			}
			continue
		}
		found[f.URL] = feed.FeedType + " " + strings.TrimPrefix(feed.FeedVersion, "https://jsonfeed.org/version/")
		if len(feed.Items) == 0 || strings.Contains(body, "\ufffd") {
			t.Errorf("%s: %d items", f.URL, len(feed.Items))
		}
	}
	for _, u := range slices.Sorted(maps.Keys(formats)) {
		if found[u] != formats[u] {
			t.Errorf("%s is %q, want %q", u, found[u], formats[u])
		}
	}
	if len(found) != len(formats) {
		t.Errorf("%d feeds, want %d", len(found), len(formats))
	}
}

// TestReachable follows every source to its links, and their redirects: each
// article must be found, and nothing else but what is listed as unreadable.
func TestReachable(t *testing.T) {
	n := recorded(t)
	c := client(t, n)
	for edition := 1; edition <= 2; edition++ {
		n.Advance(edition)
		want := map[string]bool{}
		for _, u := range n.Articles() {
			want[u] = false
		}
		unreadable := map[string]string{}
		for _, p := range n.Unreadable() {
			unreadable[p.URL] = p.Reason
		}
		for _, f := range n.Feeds() {
			_, body := get(t, c, f.URL)
			for _, u := range sourceLinks(t, f, body) {
				u, _, _ = strings.Cut(u, "?")
				if unreadable[u] != "" {
					continue
				}
				if resp, _ := get(t, c, u); resp.StatusCode == 301 {
					u = resp.Header.Get("Location")
				}
				if _, ok := want[u]; !ok {
					u = strings.TrimSuffix(u, "/")
				}
				if _, ok := want[u]; !ok && (f.Kind == newsroom.FeedKind || mayBeArticle(t, f, u)) {
					t.Errorf("edition %d: %s names %s, which is no article", edition, f.URL, u)
					continue
				}
				if _, ok := want[u]; ok {
					want[u] = true
				}
			}
		}
		for u, ok := range want {
			if !ok {
				t.Errorf("edition %d: no source names %s", edition, u)
			}
		}
	}
}

// mayBeArticle tells whether a link on a site is under one of its patterns.
func mayBeArticle(t *testing.T, f newsroom.Feed, link string) bool {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(f.Links, func(pattern string) bool {
		prefix, _, _ := strings.Cut(pattern, "*")
		return strings.HasPrefix(u.Path, prefix)
	})
}

// sourceLinks lists the links of a feed, a sitemap or a section page.
func sourceLinks(t *testing.T, f newsroom.Feed, body string) []string {
	t.Helper()
	if f.Broken {
		return nil
	}
	var links []string
	if f.Kind == newsroom.FeedKind {
		feed, err := gofeed.NewParser().ParseString(body)
		if err != nil {
			t.Errorf("%s: %v", f.URL, err)
			return nil
		}
		for _, item := range feed.Items {
			links = append(links, item.Link)
		}
		return links
	}
	if strings.HasSuffix(f.URL, ".xml") {
		for _, part := range strings.Split(body, "<loc>")[1:] {
			u, _, _ := strings.Cut(part, "</loc>")
			links = append(links, u)
		}
		return links
	}
	return pageLinks(t, f.URL, body)
}

// pageLinks lists the absolute URLs that a page's anchors and link elements
// lead to.
func pageLinks(t *testing.T, page, body string) []string {
	t.Helper()
	base, err := url.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var links []string
	for node := range root.Descendants() {
		if node.Type != html.ElementNode || (node.Data != "a" && node.Data != "link") {
			continue
		}
		for _, attr := range node.Attr {
			if attr.Key != "href" {
				continue
			}
			u, err := base.Parse(attr.Val)
			if err != nil {
				t.Errorf("%s: link %q: %v", page, attr.Val, err)
				continue
			}
			links = append(links, u.String())
		}
	}
	return links
}
