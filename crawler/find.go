package crawler

import (
	"net/url"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

func options(address string) trafilatura.Options {
	o := trafilatura.Options{ExcludeComments: true, EnableFallback: false, HtmlDateMode: trafilatura.Disabled}
	if u, err := url.Parse(address); err == nil && u.IsAbs() {
		o.OriginalURL = u
	}
	return o
}

// find looks for the text of a page, and for the language that it is in: in
// what it may be in, and where that has none on the whole page.
func find(doc *html.Node, address string) (content *html.Node, language string) {
	found, err := trafilatura.ExtractDocument(lean(doc), options(address))
	if err != nil || found.ContentText == nothing {
		found, err = trafilatura.ExtractDocument(doc, options(address))
	}
	if err != nil {
		// Its only errors are of pages without enough text.
		return nil, ""
	}
	return found.ContentNode, found.Metadata.Language
}
