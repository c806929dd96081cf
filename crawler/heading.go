package crawler

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// headingText is a heading's text without what is only beside it: the line
// over it, labels, what is for screen readers alone.
func headingText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode || c.Data == "script" || c.Data == "style" || c.Data == "svg" || c.Data == "button" || c.Data == "time" || c.Data == "rt" || c.Data == "rp" || c.Data == "sup" && attr(c, "class") != "":
			case c.Data == "br" || isBlock(c.Data):
				b.WriteByte(' ')
				if !isKicker(c) {
					walk(c)
				}
				b.WriteByte(' ')
			case !isKicker(c):
				walk(c)
			default:
				b.WriteByte(' ')
			}
		}
	}
	walk(mainPart(n))
	text := oneLine(b.String())
	if text == "" {
		text = oneLine(textOf(n))
	}
	return strings.TrimSpace(strings.TrimLeft(text, ":|–-•"))
}

// mainPart gives the longer of the two elements that a heading is made of: the
// other is a line over or under it.
func mainPart(n *html.Node) *html.Node {
	var parts []*html.Node
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return n
		}
		if c.Type == html.ElementNode && strings.TrimSpace(textOf(c)) != "" && c.Data != "script" && c.Data != "style" {
			parts = append(parts, c)
		}
	}
	switch {
	case len(parts) == 1 && (parts[0].Data == "span" || parts[0].Data == "a" || parts[0].Data == "div"):
		return mainPart(parts[0])
	case len(parts) != 2 || parts[0].Data == parts[1].Data && attr(parts[0], "class") == attr(parts[1], "class"):
		return n
	}
	first, second := utf8.RuneCountInString(oneLine(textOf(parts[0]))), utf8.RuneCountInString(oneLine(textOf(parts[1])))
	switch {
	case 2*first >= 3*second:
		return parts[0]
	case 2*second >= 3*first:
		return parts[1]
	}
	return n
}

// isKicker tells whether a part of a heading is the line over it or a label.
func isKicker(n *html.Node) bool {
	label := strings.ToLower(attr(n, "class"))
	if label == "" {
		return false
	}
	for _, word := range []string{"kicker", "overline", "dachzeile", "topline", "top-line", "eyebrow", "roofline", "sr-only", "visually-hidden", "visuallyhidden",
		"screen-reader", "offscreen", "u-hidden", "badge", "subtitle", "sub-title", "pretitle", "pre-title", "preheadline", "pre-headline", "supertitle", "suptitle",
		"antetitulo", "strapline", "overtitle", "catchline", "vorspann", "section-name", "rubrik"} {
		if strings.Contains(label, word) {
			return true
		}
	}
	return false
}
