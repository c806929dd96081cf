package crawler

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// looseText is the least that loose text has outside its links to be a
// paragraph.
const looseText = 60

// wrapLoose makes paragraphs of the text that stands directly in a page's
// boxes: beside paragraphs, or as most of the page's text, as some pages have
// theirs. The search for the text knows little else.
func wrapLoose(doc *html.Node) {
	var l loose
	l.walk(doc)
	for _, r := range l.runs {
		if 2*l.size >= l.prose || r.beside {
			r.wrap()
		}
	}
}

// loose is the text of a page that stands in no paragraph.
type loose struct {
	runs []run
	// size is how much that is, prose how much is in paragraphs.
	size, prose int
}

// run are the nodes from one up to another.
type run struct {
	first, end *html.Node
	// beside is true for one that has a paragraph beside it.
	beside bool
}

func (l *loose) walk(n *html.Node) {
	var first *html.Node
	breaks, start, beside := 0, len(l.runs), false
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.ElementNode && c.Data == "br":
			if breaks++; breaks == 2 {
				l.add(first, c)
				first = nil
			}
		case isPhrase(c):
			if !isBlank(c) {
				breaks = 0
				if first == nil && isBox(n.Data) {
					first = c
				}
			}
		default:
			l.add(first, c)
			first, breaks = nil, 0
			if c.Data == "p" {
				size := unlinked(c)
				l.prose += size
				beside = beside || size >= looseText
			} else if c.Data == "form" || !isExtra(c) {
				l.walk(c)
			}
		}
	}
	l.add(first, nil)
	for i := start; beside && i < len(l.runs); i++ {
		l.runs[i].beside = l.runs[i].beside || l.runs[i].first.Parent == n
	}
}

// add takes a run that reads like a sentence.
func (l *loose) add(first, end *html.Node) {
	if first == nil {
		return
	}
	size := 0
	for n := first; n != end; n = n.NextSibling {
		size += unlinked(n)
	}
	if size < looseText {
		return
	}
	var text strings.Builder
	for n := first; n != end; n = n.NextSibling {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		text.WriteString(textOf(n))
	}
	if !strings.ContainsAny(text.String(), ".!?…。！？") || len(strings.Fields(text.String())) < 2 {
		return
	}
	l.size += size
	l.runs = append(l.runs, run{first: first, end: end})
}

// wrap puts a run into a paragraph.
func (r run) wrap() {
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	parent := r.first.Parent
	parent.InsertBefore(p, r.first)
	for n := r.first; n != r.end; {
		next := n.NextSibling
		parent.RemoveChild(n)
		p.AppendChild(n)
		n = next
	}
}

// unlinked is how much text a node has outside links.
func unlinked(n *html.Node) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.Type != html.ElementNode || n.Data == "a" {
		return 0
	}
	size := 0
	for c := range n.ChildNodes() {
		size += unlinked(c)
	}
	return size
}

func isBlank(n *html.Node) bool {
	return n.Type != html.ElementNode && (n.Type != html.TextNode || strings.TrimSpace(n.Data) == "")
}

// isBox tells whether elements of a name may hold both text and other boxes.
func isBox(tag string) bool {
	switch tag {
	case "div", "section", "article", "main", "center", "body":
		return true
	}
	return false
}

// isPhrase tells whether a node is a part of a line.
func isPhrase(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.Data {
	case "a", "sub", "sup", "small", "font", "mark", "abbr", "cite", "ins", "big":
	default:
		if !isStyle(n.Data) {
			return false
		}
	}
	for c := range n.ChildNodes() {
		if !isPhrase(c) && c.Data != "br" {
			return false
		}
	}
	return true
}
