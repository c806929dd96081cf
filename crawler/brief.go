package crawler

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	// briefLength is the number of characters under which what was found may
	// be the page's menus and notices rather than a short text: the library
	// takes whatever is there then.
	briefLength = 250
	// sentenceLength is the least that a block of a short text has.
	sentenceLength = 40
)

// brief gives the text of a page that has next to none: the blocks outside its
// frame and notices that read like sentences.
func brief(doc *html.Node) string {
	var found []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !isBlock(n.Data) || n.Data == "head" || hasBlock(n) || isHeading(n.Data) {
			continue
		}
		text := paragraphs(n)
		if utf8.RuneCountInString(text) >= sentenceLength && endsSentence(text) && !isNotice(n) {
			found = append(found, text)
		}
	}
	return strings.Join(found, "\n\n")
}

func hasBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && isBlock(d.Data) {
			return true
		}
	}
	return false
}

func isHeading(tag string) bool {
	return len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'
}

// endsSentence tells whether a text ends as sentences do, quoted or not.
func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’»)]`))
	return strings.ContainsRune(".!?…。！？", last)
}

// isNotice tells whether a block is of what surrounds the text on a page.
func isNotice(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.Data {
		case "nav", "footer", "header", "aside", "form", "dialog", "noscript", "template", "button", "script", "style",
			"amp-sidebar", "amp-user-notification", "amp-consent":
			return true
		case "body", "html":
			return false
		}
		label := strings.ToLower(attr(p, "class") + " " + attr(p, "id") + " " + attr(p, "role"))
		for _, word := range []string{"cookie", "consent", "gdpr", "banner", "newsletter", "promo", "comment", "sidebar", "footer", "menu", "contentinfo"} {
			if strings.Contains(label, word) {
				return true
			}
		}
	}
	return false
}
