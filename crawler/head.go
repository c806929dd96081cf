package crawler

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// head is what a page says of itself, outside its text.
type head struct {
	title, byline, outlet, language string
	canonical, openGraphURL         string
	published                       time.Time
	// closed is true when the page declares that it isn't free to read, walled
	// when it asks for a subscription.
	closed, walled bool
}

// stubLength is the number of characters under which the text of a closed
// page is only its teaser.
const stubLength = 1500

// stub tells whether a short page is only the teaser of a closed one.
func (h *head) stub() bool { return h.closed || h.walled }

// readHead walks a page for what it says of itself.
func readHead(doc *html.Node) head {
	var h head
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			h.element(n)
		case html.TextNode:
			h.walled = h.walled || isWall(n)
		}
	}
	return h
}

func (h *head) element(n *html.Node) {
	switch n.Data {
	case "html":
		h.language = attr(n, "lang")
	case "title":
		if h.title == "" && n.FirstChild != nil && n.Namespace == "" {
			h.title = oneLine(n.FirstChild.Data)
		}
	case "link":
		if h.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			h.canonical = attr(n, "href")
		}
	case "meta":
		h.meta(strings.ToLower(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"))), oneLine(attr(n, "content")))
	case "time":
		if attr(n, "itemprop") == "datePublished" || hasAttr(n, "pubdate") {
			h.date(attr(n, "datetime"))
		}
	case "script":
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			h.linkedData(n.FirstChild.Data)
		}
	}
}

func (h *head) meta(name, value string) {
	switch name {
	case "og:site_name":
		h.outlet = outletName(value)
	case "og:url":
		h.openGraphURL = value
	case "author":
		h.byline = value
	case "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "parsely-pub-date", "sailthru.date":
		h.date(value)
	case "article:content_tier":
		h.closed = h.closed || value == "locked" || value == "metered"
	}
}

// outletName takes the host of a name that is a web address.
func outletName(name string) string {
	if u, err := url.Parse(name); err == nil && u.Host != "" {
		return hostOutlet(name)
	}
	return name
}

func (h *head) date(value string) {
	if h.published.IsZero() {
		h.published = parseTime(value)
	}
}

// linkedData reads a page's JSON-LD, which may be one thing, a list, or a graph.
func (h *head) linkedData(text string) {
	var data any
	if json.Unmarshal([]byte(text), &data) != nil {
		return
	}
	h.linked(data, 0)
}

func (h *head) linked(data any, depth int) {
	if depth > 4 {
		return
	}
	switch v := data.(type) {
	case []any:
		for _, one := range v {
			h.linked(one, depth+1)
		}
	case map[string]any:
		h.linked(v["@graph"], depth+1)
		if kind, _ := v["@type"].(string); !strings.HasSuffix(kind, "Article") && kind != "BlogPosting" && kind != "Report" {
			return
		}
		if date, ok := v["datePublished"].(string); ok {
			h.date(date)
		}
		switch free := v["isAccessibleForFree"].(type) {
		case bool:
			h.closed = h.closed || !free
		case string:
			h.closed = h.closed || strings.EqualFold(free, "false")
		}
		if by, ok := v["publisher"].(map[string]any); ok && h.outlet == "" {
			name, _ := by["name"].(string)
			h.outlet = outletName(oneLine(name))
		}
	}
}

// isWall tells whether a text on the page asks for a subscription to read on.
func isWall(n *html.Node) bool {
	if p := n.Parent; p == nil || p.Data == "script" || p.Data == "style" || len(n.Data) > 400 {
		return false
	}
	text := strings.ToLower(n.Data)
	if !strings.Contains(text, "subscri") && !strings.Contains(text, "continue reading") && !strings.Contains(text, "keep reading") &&
		!strings.Contains(text, "read on") && !strings.Contains(text, "read the full") && !strings.Contains(text, "member") {
		return false
	}
	for _, wall := range []string{
		"to continue reading", "to keep reading", "to read on", "to read the full", "to read the rest", "to read this", "to unlock",
		"for subscribers only", "subscribers only", "subscriber-only", "subscriber only", "for subscribers", "exclusive to subscribers",
		"reserved for subscribers", "only available to subscribers", "for members only", "members only",
	} {
		if strings.Contains(text, wall) {
			return !inFrame(n)
		}
	}
	return false
}

// inFrame tells whether a node is of the frame that all pages of a site share.
func inFrame(n *html.Node) bool {
	for p := range n.Ancestors() {
		if p.Data == "nav" || p.Data == "footer" || p.Data == "header" && p.Parent != nil && p.Parent.Data == "body" {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// parseTime reads the forms of dates that the web's metadata has, zero when it
// is none of them. A time without a zone is UTC.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	if len(s) < 4 || len(s) > 40 {
		return time.Time{}
	}
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
		"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006-01", time.RFC1123Z, time.RFC1123, time.RFC850,
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
