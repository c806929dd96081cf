package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// read makes a block of text of an element, nil when there is none in it. What
// is read with it is called done. A block may be the element itself: it is
// moved only when all are read.
func (r reader) read(n *html.Node) *html.Node {
	tag := n.Data
	switch {
	case isList(tag):
		return list(n)
	case isQuote(tag) || tag == "code":
		return quote(n)
	case isTitle(tag):
		return title(n)
	case tag == "p":
		return r.paragraph(n)
	case isBreak(tag) && !isBlank(tail(n)):
		if n = plain(n); n != nil {
			p := element("p")
			setText(p, tail(n))
			return p
		}
		return nil
	case isStress(tag) || isLinkOrSpan(tag):
		return stress(n)
	case tag == "table":
		return r.table(n)
	}
	return r.other(n)
}

// title makes a block of a heading.
func title(n *html.Node) *html.Node {
	if n.Data == "summary" {
		n.Data = "b"
	}
	block := n
	if !hasElement(n) {
		if block = plain(n); block == nil {
			return nil
		}
	} else {
		block = shallow(n)
		for c := range n.ChildNodes() {
			copied := clone(c)
			if c.Type == html.ElementNode {
				part(copied, false, false)
			}
			block.AppendChild(copied)
			c.Data = done
		}
	}
	if !hasText(block) {
		return nil
	}
	return block
}

// stress makes a paragraph of words that are set off and stand in none.
func stress(n *html.Node) *html.Node {
	set := plain(n)
	if set == nil && !hasElement(n) {
		return nil
	}
	around := n.Parent
	if around == nil {
		around = n.PrevSibling
	}
	if around != nil && around.Type == html.ElementNode {
		if tag := around.Data; isCell(tag) || isTitle(tag) || isStress(tag) || isItem(tag) || isQuote(tag) || tag == "p" {
			return set
		}
	}
	p := element("p")
	if set != nil {
		move(set, p)
	}
	return p
}

// list makes a block of a list and what is in its items.
func list(n *html.Node) *html.Node {
	block := element(n.Data)
	if lead := strings.TrimSpace(text(n)); lead != "" {
		setText(newIn(block, "li"), lead)
	}
	for _, c := range elements(nil, n, isItem) {
		item := element(c.Data)
		if !hasElement(c) {
			if p := plain(c); p != nil {
				words := text(p)
				if behind := strings.TrimSpace(tail(p)); behind != "" {
					words += " " + behind
				}
				setText(item, words)
				appendTo(block, item)
			}
		} else {
			itemParts(c, item)
			itemTail(item, tail(c))
		}
		if text(item) != "" || hasElement(item) {
			move(item, block)
		}
		c.Data = done
	}
	n.Data = done
	if !hasText(block) {
		return nil
	}
	return block
}

// itemParts copies what is in an item of a list.
func itemParts(from, item *html.Node) {
	setText(item, text(from))
	for _, n := range elements(nil, from, every) {
		if isList(n.Data) {
			if inner := list(n); inner != nil {
				appendTo(item, inner)
			}
		} else if p := part(n, false, false); p != nil {
			copyOf(p, item)
		}
		n.Data = done
	}
}

// itemTail puts what stands behind an item to the end of it.
func itemTail(item *html.Node, behind string) {
	if isBlank(behind) {
		return
	}
	for last := item.LastChild; last != nil; last = last.PrevSibling {
		if last.Type != html.ElementNode || last.Data == done {
			continue
		}
		if already := tail(last); !isBlank(already) {
			behind = already + " " + behind
		}
		setTail(last, behind)
		return
	}
}

// copyOf adds an element with the text and tail of another.
func copyOf(n, to *html.Node) {
	copied := newIn(to, n.Data)
	setText(copied, text(n))
	setTail(copied, tail(n))
}

// code makes a block of code.
func code(n *html.Node) *html.Node {
	block := clone(n)
	block.Data = "code"
	n.Data = done
	for _, c := range elements(nil, n, every) {
		c.Data = done
	}
	return block
}

func isCode(n *html.Node) bool {
	if attr(n, "lang") != "" || n.Data == "code" || n.Parent != nil && strings.Contains(trim(attr(n.Parent, "class")), "highlight") {
		return true
	}
	return countElements(n, 2) == 1 && first(n, func(n *html.Node) bool { return n.Data == "code" }) != nil
}

// quote makes a block of a quotation.
func quote(n *html.Node) *html.Node {
	if isCode(n) {
		return code(n)
	}
	block := element(n.Data)
	for _, c := range append([]*html.Node{n}, elements(nil, n, every)...) {
		if p := plain(c); p != nil {
			copyOf(p, block)
		}
		c.Data = done
	}
	if !hasText(block) {
		return nil
	}
	unwrapAll(block, isQuote)
	return block
}

// paragraph makes a block of a paragraph and what is in it.
func (r reader) paragraph(n *html.Node) *html.Node {
	n.Attr = nil
	if !hasElement(n) {
		return plain(n)
	}
	var foreign, parts []*html.Node
	for _, c := range elements(nil, n, every) {
		if !r.mayBeText(c) && c.Data != done {
			foreign = append(foreign, c)
			continue
		}
		if c.Data == "p" {
			if words := text(c); words != "" && c.Parent != nil && text(c.Parent) != "" {
				setText(c, " "+words)
			}
			replaceByCopies(c)
		}
		parts = append(parts, c)
	}
	for _, c := range slices.Backward(foreign) {
		remove(c)
	}
	for _, c := range slices.Backward(elements(nil, n, every)) {
		if isBlank(text(c)) && !isVoid(c) {
			replaceByCopies(c)
		}
	}
	for _, c := range slices.Backward(elements(nil, n, func(tag string) bool { return tag == "br" || tag == "hr" })) {
		if c.NextSibling == nil || tail(c) == "" {
			remove(c)
		}
	}
	block := clone(n)
	for _, c := range parts {
		c.Data = done
	}
	if !hasElement(block) && text(block) == "" {
		return nil
	}
	return block
}

// other makes a block of an element that only may be one.
func (r reader) other(n *html.Node) *html.Node {
	if n.Data == "div" && strings.Contains(trim(attr(n, "class")), "w3-code") {
		return code(n)
	}
	if !r.mayBeText(n) || n.Data != "div" && n.Data != "details" {
		return nil
	}
	block := part(n, false, true)
	if block == nil || isBlank(text(block)) {
		return nil
	}
	block.Attr = nil
	if block.Data == "div" {
		block.Data = "p"
	}
	return block
}
