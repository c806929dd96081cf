package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// hasText tells whether there is more than white space in a node.
func hasText(n *html.Node) bool {
	if n.Type == html.TextNode {
		return !isBlank(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasText(c) {
			return true
		}
	}
	return false
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// trim makes each stretch of white space one space, and none at either end.
func trim(s string) string {
	space := true
	for _, r := range s {
		if now := unicode.IsSpace(r); now && (space || r != ' ') {
			return strings.Join(strings.Fields(s), " ")
		} else {
			space = now
		}
	}
	if space && s != "" {
		return s[:len(s)-1]
	}
	return s
}

// counter counts the characters of texts that follow each other, each stretch
// of white space as one and none at either end.
type counter struct {
	count, enough int
	gap           bool
}

// length counts the characters of the text in a node, trimmed, until there are
// enough.
func length(n *html.Node, enough int) int {
	c := counter{enough: enough}
	c.node(n)
	return c.count
}

func (c *counter) node(n *html.Node) {
	if n.Type == html.TextNode {
		for _, r := range n.Data {
			switch {
			case unicode.IsSpace(r):
				c.gap = c.count > 0
				continue
			case c.gap:
				c.count++
				c.gap = false
			}
			c.count++
		}
	}
	for child := n.FirstChild; child != nil && c.count < c.enough; child = child.NextSibling {
		c.node(child)
	}
}

// rawLength counts the characters of the text in a node, white space too.
func rawLength(n *html.Node) int {
	if n.Type == html.TextNode {
		return utf8.RuneCountInString(n.Data)
	}
	size := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		size += rawLength(c)
	}
	return size
}
