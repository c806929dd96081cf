package crawler

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	// leadNodes and leadText are how many nodes and bytes behind a headline are
	// looked at for what stands over the text.
	leadNodes, leadText = 200, 1500
	// leastLead and mostLead are how many characters that has.
	leastLead, mostLead = 160, 900
)

// leadLabels are the classes and ids of what stands between a headline and its
// text.
//
//go:embed words/leads.txt
var leadLabels string

var leadNames = readBoxes(leadLabels)

// leadUnder gives the line that stands under a headline and may be the
// beginning of its text, though not in the element that the rest is in: one
// called so, or one that the page describes itself with. A short one only says
// in other words what the text does. The page must still be whole.
func (h *head) leadUnder(headline *html.Node) string {
	if headline == nil {
		return ""
	}
	size := 0
	n := after(headline)
	for i := 0; n != nil && i < leadNodes && size < leadText; i++ {
		if n.Type != html.ElementNode {
			size += len(strings.TrimSpace(n.Data))
			n = following(n)
			continue
		}
		label := labelOf(n)
		if isExtra(n) || n.Data == "h1" || n.Data == "figcaption" || label != "" && (signNames.names(label) || pictureNames.names(label)) {
			n = after(n)
			continue
		}
		if text, ok := h.lead(n, label); ok {
			return text
		}
		n = following(n)
	}
	return ""
}

// lead gives the text of an element that stands under a headline.
func (h *head) lead(n *html.Node, label string) (string, bool) {
	switch n.Data {
	case "p", "div", "h2", "h3", "h4", "span", "section", "strong", "b", "header":
	default:
		return "", false
	}
	named := label != "" && leadNames.names(label) && !beyondNames.names(label)
	if !named && (h.description == "" || hasBlock(n)) || textSize(n, 4*mostLead) >= 4*mostLead {
		return "", false
	}
	text, _, _ := strings.Cut(paragraphs(lean(n)), "\n\n")
	size := utf8.RuneCountInString(text)
	if size < leastLead || size > mostLead || !endsSentence(text) || !named && !describes(h.description, text) {
		return "", false
	}
	return text, true
}

// describes tells whether a description of a page, which may end early, is a
// line on it.
func describes(description, line string) bool {
	description = strings.TrimRight(strings.TrimSpace(description), ".… ")
	if i := strings.LastIndexByte(description, ' '); i > 0 {
		description = description[:i]
	}
	return len(description) >= 50 && strings.HasPrefix(strings.Join(titleWords(line), " "), strings.Join(titleWords(description), " "))
}

// after is the next node in a page that isn't in a node.
func after(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// following is the next node in a page.
func following(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return after(n)
}

// withLead puts the line under a headline before a text that doesn't have it.
func withLead(text, lead string) string {
	if text == "" || lead == "" || shareIn(lead, threes(text)) >= 0.4 {
		return text
	}
	return lead + "\n\n" + text
}
