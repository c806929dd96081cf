package body

import "golang.org/x/net/html"

func isList(tag string) bool { return tag == "ul" || tag == "ol" || tag == "dl" }

func isItem(tag string) bool { return tag == "li" || tag == "dd" || tag == "dt" }

func isQuote(tag string) bool { return tag == "blockquote" || tag == "pre" || tag == "q" }

func isBreak(tag string) bool { return tag == "br" || tag == "hr" || tag == "lb" }

func isCell(tag string) bool { return tag == "td" || tag == "th" }

func isParagraph(tag string) bool { return tag == "p" }

func isDivision(tag string) bool { return tag == "div" }

func isLinkOrSpan(tag string) bool { return tag == "a" || tag == "span" }

func isTitle(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' || tag == "summary"
}

// isStress tells whether an element only sets off what it holds.
func isStress(tag string) bool {
	switch tag {
	case "em", "i", "b", "strong", "u", "kbd", "samp", "tt", "var", "sub", "sup", "mark":
		return true
	}
	return false
}

func isLinkBlock(tag string) bool {
	return tag == "div" || tag == "p" || tag == "table" || isList(tag)
}

// isDroppedEmpty tells whether an element is nothing when it holds nothing.
func isDroppedEmpty(tag string) bool {
	switch tag {
	case "article", "b", "blockquote", "dd", "div", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "main", "p", "pre", "q",
		"section", "span", "strong":
		return true
	}
	return false
}

// reader reads elements as blocks of text.
type reader struct {
	// divisions is true when divisions may be paragraphs.
	divisions bool
}

// mayBeText tells whether an element can be a part of a text.
func (r reader) mayBeText(n *html.Node) bool {
	switch n.Data {
	case "blockquote", "code", "del", "s", "strike", "h1", "h2", "h3", "h4", "h5", "h6", "em", "i", "b", "strong", "u", "kbd", "samp", "tt",
		"var", "sub", "sup", "br", "hr", "ul", "ol", "dl", "p", "pre", "q", "details", "summary", "table", "tr", "th", "td":
		return true
	}
	return n.Data == "div" && r.divisions
}
