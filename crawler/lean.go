package crawler

import (
	"strings"

	"golang.org/x/net/html"
)

// lean copies what of a page its text may be in: without scripts, pictures,
// forms and menus, and without the elements that only stand around parts of
// it.
func lean(doc *html.Node) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	leanInto(root, doc, false)
	return root
}

// leanInto keeps the text behind what it leaves out, which the library would
// drop with it: a paragraph goes on behind a picture, a time or a script. Plain
// is true in elements whose text must be without others in it.
func leanInto(to, from *html.Node, plain bool) {
	plain = plain || isPlain(from.Data)
	for c := range from.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			to.AppendChild(&html.Node{Type: html.TextNode, Data: c.Data})
		case c.Type != html.ElementNode:
		case isWrapper(c.Data), c.Data == "time" && inSentence(c), plain && isStyle(c.Data):
			leanInto(to, c, plain)
		case isExtra(c):
		default:
			copied := &html.Node{Type: html.ElementNode, DataAtom: c.DataAtom, Data: c.Data, Attr: c.Attr}
			if c.Data == "figure" {
				copied.Data, copied.DataAtom = "div", 0
			}
			to.AppendChild(copied)
			leanInto(copied, c, plain)
		}
	}
}

// isWrapper tells whether elements of a name only stand around parts of a
// text, or hold none.
func isWrapper(tag string) bool {
	switch tag {
	case "abbr", "acronym", "address", "bdi", "bdo", "big", "cite", "data", "dfn", "font", "hgroup", "img", "ins", "mark", "meta",
		"ruby", "small", "template", "tbody", "tfoot", "thead":
		return true
	}
	return false
}

// isStyle tells whether elements of a name only show a text in another way.
func isStyle(tag string) bool {
	switch tag {
	case "b", "strong", "em", "i", "u", "span", "s", "strike", "del", "code", "kbd", "samp", "tt", "var", "q", "wbr", "nobr":
		return true
	}
	return false
}

// isPlain tells whether the library takes the spaces away around what stands in
// elements of a name.
func isPlain(tag string) bool {
	switch tag {
	case "li", "blockquote", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "a":
		return true
	}
	return false
}

// isExtra tells whether an element is no part of a text. A figure is, if it is
// a table's.
func isExtra(n *html.Node) bool {
	switch n.Data {
	case "aside", "embed", "footer", "form", "head", "iframe", "menu", "object", "script", "applet", "audio", "canvas", "map", "picture", "svg",
		"video", "area", "blink", "button", "datalist", "dialog", "frame", "frameset", "fieldset", "link", "input", "label", "legend",
		"marquee", "math", "menuitem", "nav", "noscript", "optgroup", "option", "output", "param", "progress", "rp", "rt", "rtc", "select",
		"source", "style", "track", "textarea", "time", "use":
		return true
	case "figure":
		return !hasTable(n)
	}
	return false
}

// inSentence tells whether an element stands in a paragraph that goes on around
// it, and doesn't only follow what it is called.
func inSentence(n *html.Node) bool {
	before, p := n.PrevSibling, n.Parent
	if p == nil || p.Data != "p" && p.Data != "li" && p.Data != "blockquote" || before == nil || before.Type != html.TextNode {
		return false
	}
	const words = 3
	return len(strings.Fields(before.Data)) >= words && !strings.HasSuffix(strings.TrimSpace(before.Data), ":")
}

func hasTable(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "table" {
			return true
		}
	}
	return false
}
