package crawler

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// head is what a page says of itself, outside its text.
type head struct {
	// titles are what the page is called in its head, by where it says so.
	titles                          map[string]string
	byline, outlet, language, image string
	canonical, openGraphURL         string
	description                     string
	// address is the article's own, as far as is known.
	address string
	linked  []linkedArticle
	// signed are the meta elements and the JSON-LD that may tell who wrote it.
	signed []*html.Node
	// published and modified are dates as they are written, by the weight of
	// where they are written.
	published, modified [weights]string
	// closed is true when the page declares that it isn't free to read, walled
	// when it asks for a subscription.
	closed, walled bool
}

// weights is the number of ranks of what tells a date.
const weights = 3

// stubLength is the number of characters under which the text of a closed
// page is only its teaser.
const stubLength = 1500

// mostSigned is how many elements are looked at for who wrote an article.
const mostSigned = 40

// stub tells whether a short page is only the teaser of a closed one.
func (h *head) stub() bool { return h.closed || h.walled }

// readHead walks a page for what it says of itself.
func readHead(doc *html.Node) head {
	h := head{titles: map[string]string{}}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			h.element(n)
		case html.TextNode:
			h.walled = h.walled || isWall(n)
		}
	}
	h.fromLinked()
	return h
}

func (h *head) element(n *html.Node) {
	switch n.Data {
	case "html":
		h.language = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
	case "title":
		if n.FirstChild != nil && n.Namespace == "" {
			h.title("title", n.FirstChild.Data)
		}
	case "link":
		if h.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			h.canonical = attr(n, "href")
		}
	case "meta":
		name := strings.ToLower(strings.TrimSpace(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"))))
		if len(h.signed) < mostSigned && containsAny(name, []string{"author", "creator", "byl"}) {
			h.signed = append(h.signed, n)
		}
		h.meta(name, oneLine(attr(n, "content")))
	case "script":
		if len(h.linked) < linkedMost && isLinkedData(n) {
			if len(h.signed) < mostSigned && containsAny(n.FirstChild.Data, []string{"author", "erson"}) {
				h.signed = append(h.signed, n)
			}
			h.linked = append(h.linked, linkedArticles(n.FirstChild.Data)...)
		}
	case "time", "span", "abbr", "div", "p":
		switch prop := attr(n, "itemprop"); {
		case prop == "":
			if n.Data == "time" && hasAttr(n, "pubdate") {
				h.dated(&h.published, 1, attr(n, "datetime"))
			}
		case strings.Contains(prop, "datePublished"):
			h.dated(&h.published, 1, firstOf(attr(n, "datetime"), attr(n, "content"), attr(n, "title")))
		case strings.Contains(prop, "dateModified"):
			h.dated(&h.modified, 1, firstOf(attr(n, "datetime"), attr(n, "content"), attr(n, "title")))
		}
	}
}

func (h *head) title(where, value string) {
	if value = plainTitle(value); value != "" && h.titles[where] == "" {
		h.titles[where] = value
	}
}

// dated keeps the first date of each weight.
func (h *head) dated(dates *[weights]string, weight int, value string) {
	if dates[weight] == "" {
		dates[weight] = oneLine(value)
	}
}

func (h *head) meta(name, value string) {
	if value == "" {
		return
	}
	switch name {
	case "og:site_name":
		h.outlet = outletName(value)
	case "og:url":
		h.openGraphURL = value
	case "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src":
		h.image = firstOf(h.image, value)
	case "og:title", "twitter:title":
		h.title(name, value)
	case "headline", "hdl", "sailthru.title", "parsely-title", "dc.title", "dcterms.title", "fb_title", "citation_title", "cxenseparse:title":
		h.title("headline", value)
	case "author":
		h.byline = value
	case "description", "og:description", "twitter:description":
		h.description = firstOf(h.description, value)
	case "article:content_tier":
		h.closed = h.closed || value == "locked" || value == "metered"
	default:
		if weight := publishedNames[name]; weight > 0 {
			h.dated(&h.published, weight-1, value)
		}
		if weight := modifiedNames[name]; weight > 0 {
			h.dated(&h.modified, weight-1, value)
		}
	}
}

// publishedNames and modifiedNames give the names of metadata that tell a
// date their weight, the least the most trustworthy.
var (
	publishedNames = map[string]int{
		"article:published_time": 1, "og:article:published_time": 1, "og:published_time": 1, "article:published": 1,
		"shareaholic:article_published_time": 1, "rnews:datepublished": 1, "datepublished": 2, "parsely-pub-date": 2,
		"sailthru.date": 2, "pubdate": 2, "publishdate": 2, "publish-date": 2, "publish_date": 2, "published_time": 2,
		"publication_date": 2, "publicationdate": 2, "published": 2, "originalpublicationdate": 2, "article_date_original": 2,
		"cxenseparse:recs:publishtime": 2, "cxenseparse:publishtime": 2, "citation_publication_date": 2, "citation_online_date": 2,
		"bt:pubdate": 2, "prism.publicationdate": 2, "dc.date.issued": 2, "dcterms.issued": 2, "dcterms.available": 2,
		"dc.date.created": 3, "dcterms.created": 3, "dcterms.date": 3, "dc.date": 3, "date": 3, "displaydate": 3, "created": 3,
		"date.created": 3, "datecreated": 3, "release_date": 3, "pub_date": 3, "article:created_time": 3,
	}
	modifiedNames = map[string]int{
		"article:modified_time": 1, "og:article:modified_time": 1, "datemodified": 1, "article:modified": 1, "og:updated_time": 2,
		"dcterms.modified": 2, "dc.date.modified": 2, "last-modified": 3, "lastmod": 3, "revised": 3, "article:updated_time": 2,
	}
)

// fromLinked takes what the JSON-LD says of the whole page.
func (h *head) fromLinked() {
	for _, l := range h.linked {
		h.closed = h.closed || l.closed
		if h.outlet == "" && !l.paged {
			h.outlet = outletName(l.publisher)
		}
	}
}

// leadImage gives the address of the image that a page shows its article with,
// if it is a web address.
func (h *head) leadImage() string {
	image := h.image
	for _, l := range h.linked {
		if !l.paged {
			image = firstOf(image, l.image)
		}
	}
	base, err := url.Parse(h.address)
	if err != nil {
		return ""
	}
	u, err := base.Parse(strings.TrimSpace(image))
	if image == "" || err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// outletName takes the host of a name that is a web address.
func outletName(name string) string {
	if u, err := url.Parse(name); err == nil && u.Host != "" {
		return hostOutlet(name)
	}
	return name
}

// wallLines are the parts of lines that ask for a subscription to read on.
var wallLines = newParts([]string{
	"to continue reading", "to keep reading", "to read on", "to read the full", "to read the rest", "to read this", "to unlock",
	"for subscribers only", "subscribers only", "subscriber-only", "subscriber only", "for subscribers", "exclusive to subscribers",
	"reserved for subscribers", "only available to subscribers", "for members only", "members only",
})

// isWall tells whether a text on the page asks for a subscription to read on.
func isWall(n *html.Node) bool {
	const shortest, longest = 9, 400
	if p := n.Parent; p == nil || p.Data == "script" || p.Data == "style" || len(n.Data) < shortest || len(n.Data) > longest {
		return false
	}
	return wallLines.inLower(n.Data) && containsAny(strings.ToLower(n.Data), []string{"subscri", "continue reading", "keep reading", "read on", "read the full", "member"}) && !inFrame(n)
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
