package crawler

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// describe notes by what a page's article can be found again, and how sure its
// address is. found is where the page was found, if anywhere.
func (p *Page) describe(found string, credits *Credits) {
	p.Credit = credits.of(p.Article, p.signs)
	p.TitleKey, p.Sketch = TitleKey(p.Article.Title), Sketch(p.Article.Text)
	p.Loose = p.Article.URL == "" || found != "" && isHTML(p.Capture.Body, p.Capture.Header.Get("Content-Type")) && !claimsAddress(p.Capture.Body)
	p.Twin = found != "" && isTwin(found, p.Article.URL)
}

// claimsAddress tells whether a page names an address as its own.
func claimsAddress(page []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, more := z.TagName()
			switch string(tag) {
			case "body":
				return false
			case "link", "meta":
				if claims(z, more) {
					return true
				}
			}
		}
	}
}

// claims reads the attributes of a link or meta element.
func claims(z *html.Tokenizer, more bool) bool {
	relation, value := "", ""
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "rel", "property", "name":
			relation = strings.ToLower(strings.TrimSpace(string(val)))
		case "href", "content":
			value = strings.TrimSpace(string(val))
		}
	}
	return value != "" && (relation == "canonical" || relation == "og:url")
}
