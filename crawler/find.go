package crawler

import (
	"net/url"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"onrecord/crawler/body"
)

func options(address string) trafilatura.Options {
	o := trafilatura.Options{ExcludeComments: true, EnableFallback: false, HtmlDateMode: trafilatura.Disabled}
	if u, err := url.Parse(address); err == nil && u.IsAbs() {
		o.OriginalURL = u
	}
	return o
}

// find looks for the text of a page, as blocks and as its words alone: in what
// it may be in, and where that has none on the whole page.
func find(doc *html.Node, address string) (content *html.Node, words string) {
	content, words = body.Find(lean(doc))
	if content == nil {
		found, err := trafilatura.ExtractDocument(doc, options(address))
		if err != nil {
			// Its only errors are of pages without enough text.
			return nil, ""
		}
		content, words = found.ContentNode, found.ContentText
	}
	return content, words
}
