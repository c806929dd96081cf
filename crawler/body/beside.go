package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// pruned copies a place without what of it is beside the text by its labels,
// and without lists of links.
func pruned(place *html.Node) *html.Node {
	tree := clone(place)
	size := rawLength(tree)
	drop(tree, isBeside)
	drop(tree, isHidden)
	if rawLength(tree) <= size/7 {
		tree = clone(place) // what its labels say can't be meant
	}
	drop(tree, isCaption)
	drop(tree, isTeaser)
	dropLinked(tree)
	return tree
}

// drop removes the elements that a rule names, from the end on. What stands
// behind one is kept behind what is before it.
func drop(tree *html.Node, rule func(*html.Node) bool) {
	for _, n := range slices.Backward(named(nil, tree, rule)) {
		if behind := tail(n); behind != "" {
			before := elementBefore(n)
			if before == nil {
				before = n.Parent
			}
			if already := tail(before); already != "" {
				behind = already + " " + behind
			}
			setTail(before, behind)
		}
		remove(n)
	}
}

func elementBefore(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
	}
	return n
}

// named appends the elements in a node that a rule names.
func named(all []*html.Node, n *html.Node, rule func(*html.Node) bool) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if len(c.Attr) > 0 && rule(c) {
			all = append(all, c)
		}
		all = named(all, c, rule)
	}
	return all
}

// labels gives an element's id and classes, each with one space between.
func labels(n *html.Node) (id, class string) {
	return strings.TrimSpace(attr(n, "id")), trim(attr(n, "class"))
}

// isBox tells whether an element is of those that are judged by their labels.
func isBox(tag string) bool {
	switch tag {
	case "div", "dd", "dt", "li", "ul", "ol", "dl", "p", "section", "span":
		return true
	}
	return false
}

var (
	besideIDs     = []string{"related", "menu", "bmdh", "premium"}
	besideClasses = []string{"elated", "share-", "sociable", "embed", "subnav", "tag-list", "bar", "meta", "menu", "avigation", "navbox", "rating",
		"widget", "attachment", "timestamp", "user-info", "user-profile", "-ad-", "-icon", "article-infos", "nfoline", "outbrain", "taboola",
		"criteo", "options", "expand", "consent", "modal-content", " ad ", "permission", "next-", "-stories", "most-popular", "mol-factbox",
		"yin", "zlylin", "xg1", "slide", "viewport", "overlay", "paid-content", "paidcontent", "obfuscated", "blurred"}
	// besideBoth may stand in either, or where the one ends and the other begins.
	besideBoth = []string{"viral", "social", "syndication", "newsletter", "cookie", "tags", "sidebar", "banner", "breadcrumb", "bread-crumb",
		"author", "button", "message-container"}
)

// isBeside tells by its labels whether an element is beside a text.
func isBeside(n *html.Node) bool {
	if !isBox(n.Data) {
		return false
	}
	id, class := labels(n)
	if id != "" && (hasAny(id, besideIDs) || hasAny(strings.ToLower(id), []string{"footer", "share", "nav"}) || startsAny(id, "jp-", "dpsp-content")) {
		return true
	}
	if class != "" && (hasAny(class, besideClasses) || hasAny(strings.ToLower(class), []string{"footer", "byline"}) ||
		startsAny(class, "nav", "post-nav", "ZendeskForm")) {
		return true
	}
	if both := id + class; both != "" && (strings.HasPrefix(both, "shar") || hasAny(both, besideBoth)) {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "role" && strings.Contains(strings.ToLower(a.Val), "nav") || a.Key == "data-component" && strings.Contains(a.Val, "MostPopularStories") ||
			a.Key == "data-lp-replacement-content" {
			return true
		}
	}
	return false
}

// isHidden tells by its labels whether an element isn't shown, or is of a
// page's comments.
func isHidden(n *html.Node) bool {
	id, class := labels(n)
	style := attr(n, "style")
	return class != "" && (startsAny(class, "hide-") || hasAny(class, []string{"comments-title", "nocomments", "-reply-", "message", "akismet", "suggest-links",
		"-hide-", "hide-print", " hidden", " hide", "noprint", "notloaded"})) ||
		id != "" && hasAny(id, []string{"reader-comments", "akismet"}) || strings.HasPrefix(id+class, "reply-") || strings.Contains(id+style, "hidden") ||
		style != "" && hasAny(style, []string{"display:none", "display: none"}) || attr(n, "aria-hidden") == "true"
}

func isCaption(n *html.Node) bool {
	if !isBox(n.Data) {
		return false
	}
	id, class := labels(n)
	return strings.Contains(id, "caption") || strings.Contains(class, "caption")
}

func isTeaser(n *html.Node) bool {
	if !isBox(n.Data) {
		return false
	}
	id, class := labels(n)
	return strings.Contains(strings.ToLower(id), "teaser") || strings.Contains(strings.ToLower(class), "teaser")
}

func hasAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

func startsAny(s string, starts ...string) bool {
	for _, p := range starts {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
