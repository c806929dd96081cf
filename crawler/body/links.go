package body

import (
	"math"
	"slices"

	"golang.org/x/net/html"
)

// dropLinked removes the divisions, lists, paragraphs and tables that are
// mostly links.
func dropLinked(tree *html.Node) {
	const passes = 2
	for range passes {
		dropped := false
		for _, is := range []func(string) bool{isDivision, isList, isParagraph} {
			var all []*html.Node
			for _, n := range elements(nil, tree, is) {
				if isLinks(n) {
					all = append(all, n)
				}
			}
			for _, n := range slices.Backward(all) {
				remove(n)
			}
			dropped = dropped || len(all) > 0
		}
		if !dropped {
			break
		}
	}
	for _, n := range slices.Backward(elements(nil, tree, func(tag string) bool { return tag == "table" })) {
		if isLinkTable(n) {
			remove(n)
		}
	}
}

// isLinks tells whether a short element is mostly links, or a long one is one
// link.
func isLinks(n *html.Node) bool {
	links := countLinks(n, 0)
	if links == 0 {
		return false
	}
	if links == 1 {
		const long = 100
		linked := length(firstLink(n), math.MaxInt)
		if linked > long && float64(linked) > 0.9*float64(length(n, math.MaxInt)) {
			return true
		}
	}
	limit := longestLinks(n)
	size := length(n, limit)
	if size >= limit {
		return false
	}
	linked, short, named := weighLinks(n)
	return named == 0 || float64(linked) > 0.8*float64(size) || named > 1 && float64(short)/float64(named) > 0.8
}

// longestLinks is the size from which an element isn't judged by its links.
func longestLinks(n *html.Node) int {
	last := true
	for s := n.NextSibling; s != nil && last; s = s.NextSibling {
		last = s.Type != html.ElementNode
	}
	switch {
	case n.Data == "p" && last:
		return 60
	case n.Data == "p":
		return 30
	case last:
		return 300
	}
	return 100
}

// countLinks counts the links in an element, until there are several.
func countLinks(n *html.Node, count int) int {
	for c := n.FirstChild; c != nil && count < 2; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.Data == "a" {
			count++
		}
		count = countLinks(c, count)
	}
	return count
}

func firstLink(n *html.Node) *html.Node {
	return first(n, func(n *html.Node) bool { return n.Data == "a" })
}

// weighLinks counts the characters of the links in an element, and those of
// them that are short and that have any.
func weighLinks(n *html.Node) (linked, short, named int) {
	for _, link := range elements(nil, n, func(tag string) bool { return tag == "a" }) {
		size := length(link, math.MaxInt)
		if size == 0 {
			continue
		}
		linked += size
		named++
		if size < 10 {
			short++
		}
	}
	return linked, short, named
}

// isLinkTable tells whether a table is mostly links.
func isLinkTable(n *html.Node) bool {
	const shortest, long = 200, 1000
	size := length(n, math.MaxInt)
	if size < shortest || countLinks(n, 0) == 0 {
		return false
	}
	linked, _, named := weighLinks(n)
	switch {
	case named == 0:
		return true
	case size < long:
		return float64(linked) > 0.8*float64(size)
	}
	return float64(linked) > 0.5*float64(size)
}
