package body

import (
	"strings"

	"golang.org/x/net/html"
)

// The text of an element is what stands in it before its first child element,
// its tail what stands behind it before the next: the tree is seen as Python's
// lxml does.

func text(n *html.Node) string { return run(n.FirstChild) }

func tail(n *html.Node) string { return run(n.NextSibling) }

// run joins the text nodes from one on until an element.
func run(n *html.Node) string {
	if n == nil || n.Type == html.ElementNode {
		return ""
	}
	if n.Type == html.TextNode && (n.NextSibling == nil || n.NextSibling.Type == html.ElementNode) {
		return n.Data
	}
	var b strings.Builder
	for ; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

func setText(n *html.Node, s string) {
	if isVoid(n) {
		return
	}
	if first := n.FirstChild; first != nil && first.Type == html.TextNode && first.Data == s && (first.NextSibling == nil || first.NextSibling.Type == html.ElementNode) {
		return
	}
	removeRun(n.FirstChild)
	n.InsertBefore(textNode(s), n.FirstChild)
}

func setTail(n *html.Node, s string) {
	if n.Parent == nil || isVoid(n.Parent) {
		return
	}
	if next := n.NextSibling; next != nil && next.Type == html.TextNode && next.Data == s && s != "" && (next.NextSibling == nil || next.NextSibling.Type == html.ElementNode) {
		return
	}
	removeRun(n.NextSibling)
	if s != "" {
		n.Parent.InsertBefore(textNode(s), n.NextSibling)
	}
}

// removeRun removes the text nodes from one on until an element.
func removeRun(n *html.Node) {
	for n != nil && n.Type != html.ElementNode {
		next := n.NextSibling
		if n.Type == html.TextNode {
			n.Parent.RemoveChild(n)
		}
		n = next
	}
}

// remove removes an element and its tail.
func remove(n *html.Node) {
	if n.Parent == nil {
		return
	}
	removeRun(n.NextSibling)
	n.Parent.RemoveChild(n)
}

// move moves an element and its tail to the end of another.
func move(n, to *html.Node) {
	next := n.NextSibling
	appendTo(to, n)
	for next != nil && next.Type != html.ElementNode {
		after := next.NextSibling
		if next.Type == html.TextNode {
			appendTo(to, next)
		}
		next = after
	}
}

// appendTo moves a node to the end of another, unless that can hold none.
func appendTo(to, n *html.Node) {
	if isVoid(to) {
		return
	}
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
	to.AppendChild(n)
}

// newIn adds an element to another.
func newIn(parent *html.Node, tag string) *html.Node {
	n := element(tag)
	appendTo(parent, n)
	return n
}

func element(tag string) *html.Node { return &html.Node{Type: html.ElementNode, Data: tag} }

func textNode(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// unwrap puts an element's nodes in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

// replaceByCopies is unwrap for an element whose nodes are still to be gone
// through as they are.
func replaceByCopies(n *html.Node) {
	if n.Parent == nil {
		return
	}
	for c := range n.ChildNodes() {
		n.Parent.InsertBefore(clone(c), n)
	}
	n.Parent.RemoveChild(n)
}

// clone copies a tree. The attributes are shared: nothing here writes to them.
func clone(n *html.Node) *html.Node {
	copied := shallow(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		copied.AppendChild(clone(c))
	}
	return copied
}

func shallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Attr: n.Attr}
}

// elements appends those in a node, without itself, that are of some kind.
func elements(all []*html.Node, n *html.Node, is func(tag string) bool) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if is(c.Data) {
			all = append(all, c)
		}
		all = elements(all, c, is)
	}
	return all
}

func every(string) bool { return true }

// hasElement tells whether an element has others in it.
func hasElement(n *html.Node) bool { return countElements(n, 1) > 0 }

// countElements counts the child elements up to enough.
func countElements(n *html.Node, enough int) int {
	count := 0
	for c := n.FirstChild; c != nil && count < enough; c = c.NextSibling {
		if c.Type == html.ElementNode {
			count++
		}
	}
	return count
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// isVoid tells whether a node holds no others.
func isVoid(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.Data {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}
