package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// done is what elements are called that were read with another.
const done = "done"

// dropEmpty removes the elements that hold nothing, from the end on.
func dropEmpty(n *html.Node) {
	for c := n.LastChild; c != nil; {
		before := c.PrevSibling
		if c.Type == html.ElementNode {
			dropEmpty(c)
			if c.FirstChild == nil && isDroppedEmpty(c.Data) {
				n.RemoveChild(c)
			}
		}
		c = before
	}
}

// dropHollow puts elements without text and elements out of the way, from the
// end on, and keeps the white space in them.
func dropHollow(n *html.Node) {
	for c := n.LastChild; c != nil; {
		before := c.PrevSibling
		if c.Type == html.ElementNode {
			dropHollow(c)
			if !isVoid(c) && !hasElement(c) && isBlank(text(c)) {
				unwrap(c)
			}
		}
		c = before
	}
}

// dropDone removes what was read with another element, and its tail.
func dropDone(n *html.Node) {
	all := elements(nil, n, func(tag string) bool { return tag == done })
	for _, d := range slices.Backward(all) {
		remove(d)
	}
}

// unwrapAll puts elements of some kind out of the way, without what they hold.
func unwrapAll(n *html.Node, is func(tag string) bool) {
	for _, c := range slices.Backward(elements(nil, n, is)) {
		unwrap(c)
	}
}

// unwrapLinks puts the links out of the way that are in no block: the others
// tell how much of a block is links.
func unwrapLinks(n *html.Node, inBlock bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			unwrapLinks(c, inBlock || isLinkBlock(c.Data))
			if c.Data == "a" && !inBlock {
				unwrap(c)
			}
		}
		c = next
	}
}

// markCode calls by its name the code in elements that also are for quotes.
func markCode(page *html.Node) {
	for _, n := range elements(nil, page, isQuote) {
		for _, span := range elements(nil, n, func(tag string) bool { return tag == "span" }) {
			if class := attr(span, "class"); strings.Contains(class, " hljs") || strings.HasPrefix(class, "hljs") {
				span.Attr = nil
				n.Data = "code"
			} else if n.Data == "pre" && span.Parent == n && countElements(n, 2) == 1 {
				n.Data = "code"
			}
		}
	}
}
