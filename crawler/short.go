package crawler

import (
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

const (
	// shortText is the number of bytes under which a text may be only a part
	// of the page's: its lead, or what an editor wrote over it.
	shortText = 600
	// muchMore is how many times as long what others find must be to be
	// believed rather than the short text.
	muchMore = 4
)

// foundAgain looks for the text a second time when what was found is short,
// by the ways of Readability and of DOM Distiller too. They find texts in
// blocks that are no paragraphs, but leave more of the page around them: so
// theirs is taken only when it is far longer, and no short text itself.
func foundAgain(text string, doc *html.Node, address string) string {
	more := max(shortText, muchMore*len(text))
	if len(text) >= shortText || mostText(doc, more) <= more {
		return text
	}
	o := options(address)
	o.EnableFallback = true
	found, err := trafilatura.ExtractDocument(doc, o)
	if err != nil {
		// Its only errors are of pages without enough text.
		return text
	}
	if again := paragraphs(found.ContentNode); len(again) > more {
		return again
	}
	return text
}

// mostText counts the bytes that the paragraphs of a page can have, whatever is
// taken for its text, up to enough.
func mostText(n *html.Node, enough int) int {
	switch {
	case n.Type == html.TextNode:
		if strings.TrimSpace(n.Data) == "" {
			return 0
		}
		return len(n.Data) + len("\n\n")
	case n.Data == "script" && n.FirstChild != nil && !strings.Contains(strings.ToLower(n.FirstChild.Data), "articlebody"), n.Data == "style":
		return 0
	}
	size := 0
	for c := n.FirstChild; c != nil && size <= enough; c = c.NextSibling {
		size += mostText(c, enough-size)
	}
	return size
}
