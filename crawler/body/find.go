package body

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Shortest is the number of characters under which what was found is no text.
const Shortest = 250

// Find gives the text of a page as a body of blocks, and its words in one
// line; nil when there is none that is long enough. The page must hold nothing
// that never is text (scripts, menus, forms, pictures), and is changed.
func Find(page *html.Node) (*html.Node, string) {
	dropEmpty(page)
	unwrapLinks(page, false)
	markCode(page)
	found, words := find(page)
	if utf8.RuneCountInString(words) < Shortest {
		return nil, ""
	}
	dropHollow(found)
	return found, words
}

// find tries each way to tell the text's element; if none gives enough, it
// takes what of the whole page may be text.
func find(page *html.Node) (*html.Node, string) {
	found := element("body")
	r := reader{}
	for _, rule := range places {
		place := first(page, rule)
		if place == nil {
			continue
		}
		place = pruned(place)
		if !hasElement(place) {
			continue
		}
		r.divisions = r.divisions || !hasParagraphs(page)
		unwrapAll(place, isLinkOrSpan)
		r.readInto(found, place)
		dropTrailingTitles(found)
		if countElements(found, 2) > 1 {
			break
		}
	}
	words := trim(joinText(found, " "))
	if !hasElement(found) || utf8.RuneCountInString(words) < Shortest {
		found = element("body")
		r.readScattered(found, page)
		words = trim(joinText(found, " "))
	}
	dropDone(found)
	unwrapAll(found, func(tag string) bool { return tag == "div" })
	return found, words
}

// first gives the first element in a page that a rule names.
func first(page *html.Node, rule func(*html.Node) bool) *html.Node {
	for c := page.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if rule(c) {
			return c
		}
		if found := first(c, rule); found != nil {
			return found
		}
	}
	return nil
}

// hasParagraphs tells whether a page has enough text in paragraphs for the
// divisions around them not to be read as such.
func hasParagraphs(page *html.Node) bool {
	const enough = 3 * Shortest
	size := 0
	for _, p := range elements(nil, page, isParagraph) {
		if size += rawLength(p); size >= enough {
			return true
		}
	}
	return false
}

// readInto adds the blocks of a place to those that were found.
func (r reader) readInto(found, place *html.Node) {
	all := elements(nil, place, every)
	if onlyBreaks(all) {
		all = []*html.Node{place}
	}
	r.readAll(found, all)
}

// readScattered adds what may be text anywhere on a page.
func (r reader) readScattered(found, page *html.Node) {
	place := pruned(page)
	unwrapAll(place, isLinkOrSpan)
	var all []*html.Node
	for _, n := range elements(nil, place, every) {
		switch n.Data {
		case "blockquote", "pre", "q", "code", "p", "table":
			all = append(all, n)
		case "div":
			if strings.Contains(attr(n, "class"), "w3-code") {
				all = append(all, n)
			}
		}
	}
	r.readAll(found, all)
}

// readAll reads elements one by one, and moves what came of them only then.
func (r reader) readAll(found *html.Node, all []*html.Node) {
	var blocks []*html.Node
	for _, n := range all {
		if block := r.read(n); block != nil {
			blocks = append(blocks, block)
		}
	}
	for _, block := range blocks {
		move(block, found)
	}
}

func onlyBreaks(all []*html.Node) bool {
	for _, n := range all {
		if n.Data != "br" {
			return false
		}
	}
	return len(all) > 0
}

// dropTrailingTitles removes titles under which there is nothing.
func dropTrailingTitles(found *html.Node) {
	for n := found.LastChild; n != nil; {
		before := n.PrevSibling
		if n.Type == html.ElementNode {
			if !isTitle(n.Data) && n.Data != "a" {
				return
			}
			remove(n)
			before = found.LastChild
		}
		n = before
	}
}

// joinText joins the texts in a node, with a separator where another element
// begins or ends between them.
func joinText(n *html.Node, separator string) string {
	var b strings.Builder
	last := 0
	var walk func(n *html.Node, level int)
	walk = func(n *html.Node, level int) {
		switch {
		case n.Type == html.ElementNode && isVoid(n):
			b.WriteString(separator)
		case n.Type == html.TextNode:
			if level != last {
				b.WriteString(separator)
			}
			b.WriteString(n.Data)
		}
		last = level
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, level+1)
		}
	}
	walk(n, 0)
	return strings.TrimSpace(b.String())
}
