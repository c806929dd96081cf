package crawler

import (
	"strings"

	"golang.org/x/net/html"
)

// longestLinks is the most bytes of a block of links.
const longestLinks = 1000

// isLinkOnly tells whether a block is nothing but links that name other
// articles.
func isLinkOnly(n *html.Node) bool {
	switch n.Data {
	case "p", "li", "div":
	default:
		return false
	}
	linked, size, seen := 0, 0, 0
	for d := range n.Descendants() {
		if seen++; seen > 100 {
			return false
		}
		if d.Type == html.ElementNode && (isBlock(d.Data) && d.Data != "div" || d.Data == "img" || d.Data == "iframe") {
			return false
		}
		if d.Type != html.TextNode {
			continue
		}
		text := strings.TrimSpace(d.Data)
		if size += len(text); size > longestLinks {
			return false
		}
		if inLink(d, n) {
			linked += len(text)
		} else if len(text) > 30 {
			return false
		}
	}
	return linked >= 20 && 10*linked >= 8*size && !endsSentence(oneLine(textOf(n)))
}

func inLink(n, within *html.Node) bool {
	for p := n.Parent; p != nil && p != within; p = p.Parent {
		if p.Data == "a" {
			return true
		}
	}
	return false
}

// inLine tells whether a line goes on before or behind an element, which then
// is a part of it whatever it is called.
func inLine(n *html.Node) bool {
	for _, beside := range []*html.Node{n.PrevSibling, n.NextSibling} {
		if beside != nil && beside.Type == html.TextNode && len(strings.TrimSpace(beside.Data)) > 1 {
			return true
		}
	}
	return false
}
