package newsroom

import (
	"slices"
	"strings"
)

// The kinds of sources, as the crawler's jobs are called.
const (
	FeedKind = "feed" // RSS, Atom, RDF or JSON
	SiteKind = "site" // a section page or sitemap
)

// Feed is a source that the newsroom offers to a crawler.
type Feed struct {
	URL, Kind     string
	Title, Outlet string
	// Links are path patterns of the articles on a site, "**" for any depth.
	Links []string
	// Broken tells that the feed is malformed on purpose; its articles are
	// found otherwise.
	Broken bool
}

// Page is a URL that gives no article, and why not.
type Page struct {
	URL, Outlet string
	// Reason is "robots", "paywall", "no text", "not HTML" or
	// "status 404".
	Reason string
}

// Feeds lists the sources of all hosts in the hosts' order.
func (n *Newsroom) Feeds() []Feed {
	var feeds []Feed
	for _, host := range n.Hosts() {
		s := n.sites[host]
		for _, f := range s.Feeds {
			title := f.Title
			if title == "" {
				title = s.Outlet
			}
			feeds = append(feeds, Feed{
				URL: absolute(host, f.Path), Kind: f.Kind, Title: title, Outlet: s.Outlet,
				Links: slices.Clone(f.Links), Broken: f.Broken,
			})
		}
	}
	return feeds
}

// Articles lists the canonical URLs of all articles that a polite crawler of
// Feeds ends up with in the edition being served, sorted.
func (n *Newsroom) Articles() []string {
	return n.articles(func(states []state, edition int) bool { return states[0].edition <= edition })
}

// Edited lists the articles that aren't in all editions what they are in the
// first, because their text changes or because they only appear later, sorted.
func (n *Newsroom) Edited() []string {
	return n.articles(func(states []state, _ int) bool { return len(states) > 1 || states[0].edition > 1 })
}

func (n *Newsroom) articles(keep func([]state, int) bool) []string {
	edition := n.Edition()
	var urls []string
	for host, s := range n.sites {
		for _, p := range s.Articles {
			if keep(s.files[articleFile(p)], edition) {
				urls = append(urls, absolute(host, p))
			}
		}
	}
	slices.Sort(urls)
	return urls
}

// Unreadable lists the URLs that feeds and pages link to and that give no
// article, sorted.
func (n *Newsroom) Unreadable() []Page {
	var pages []Page
	for host, s := range n.sites {
		for p, reason := range s.Unreadable {
			pages = append(pages, Page{URL: absolute(host, p), Outlet: s.Outlet, Reason: reason})
		}
	}
	slices.SortFunc(pages, func(a, b Page) int { return strings.Compare(a.URL, b.URL) })
	return pages
}

// Outlet gives the name of the publication on a host, empty for none.
func (n *Newsroom) Outlet(host string) string {
	if s, ok := n.sites[host]; ok {
		return s.Outlet
	}
	return ""
}
