package crawler

import (
	"strings"

	"golang.org/x/net/html"
)

// textBoxes gives the boxes of one class that together hold most of a page's
// prose: some pages have their text in several, with pictures or
// advertisements between them, and the library that finds it takes one.
func (p *pruner) textBoxes(doc *html.Node) []*html.Node {
	type place struct {
		within     *html.Node
		tag, class string
	}
	boxes := map[place][]*html.Node{}
	var order []place
	var walk func(n, within *html.Node)
	walk = func(n, within *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode || p.prose[c] == 0 {
				continue
			}
			if class := attr(c, "class"); isTextBox(c, class) && p.prose[c] >= 200 {
				at := place{within, c.Data, class}
				if boxes[at] == nil {
					order = append(order, at)
				}
				boxes[at] = append(boxes[at], c)
			}
			if c.Data == "article" || c.Data == "main" {
				walk(c, c)
			} else {
				walk(c, within)
			}
		}
	}
	walk(doc, doc)
	for _, at := range order {
		if p.areText(boxes[at]) {
			return boxes[at]
		}
	}
	return nil
}

// areText tells whether boxes belong together: none is within another or leads
// to a page of its own.
func (p *pruner) areText(boxes []*html.Node) bool {
	if len(boxes) < 2 || len(boxes) > 30 {
		return false
	}
	size := 0
	for i, b := range boxes {
		if i > 0 && (hasTitle(b) || isWithin(b, boxes[i-1])) {
			return false
		}
		size += p.prose[b]
	}
	return 3*size >= 2*p.all
}

// joined is the text of several boxes, when the one that was found is but a
// part of it.
func joined(found string, boxes []*html.Node, prose int) string {
	var all []string
	size := 0
	for _, b := range boxes {
		text := paragraphs(lean(b))
		all = append(all, text)
		size += len(text)
	}
	if len(boxes) == 0 || 10*len(found) > 6*min(size, prose) {
		return found
	}
	whole := strings.Join(all, "\n\n")
	if shareIn(found, threes(whole)) < 0.5 {
		return found
	}
	return whole
}

// isTextBox tells whether an element's class says that it holds a text.
func isTextBox(n *html.Node, class string) bool {
	if class == "" || n.Data != "div" && n.Data != "section" {
		return false
	}
	class = strings.ToLower(class)
	return containsAny(class, []string{"body", "content", "text", "chunk", "paragraph", "article", "story", "copy"}) &&
		!containsAny(class, []string{"comment", "reply", "card", "teaser", "post", "entry", "forum", "answer"})
}

// hasTitle tells whether a box has a heading that leads to another page.
func hasTitle(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "h1" || d.Data == "h2") {
			for l := range d.Descendants() {
				if l.Data == "a" && l.Type == html.ElementNode {
					return true
				}
			}
		}
	}
	return false
}

func isWithin(n, outer *html.Node) bool {
	for p := range n.Ancestors() {
		if p == outer {
			return true
		}
	}
	return false
}
