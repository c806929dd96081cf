package crawler

import (
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// author finds who wrote an article: as its metadata tell, else as its page
// shows. The library that reads either gets only what it reads, for it would
// go through the whole page a dozen times.
func (h *head) author(doc *html.Node) string {
	if len(h.signed) > 0 {
		if name := authorIn(h.metadataOnly()); name != "" {
			return name
		}
	}
	if signed := signedPart(doc); signed != nil {
		return authorIn(signed)
	}
	return ""
}

func authorIn(page *html.Node) string {
	o := options("")
	o.Focus = trafilatura.FavorPrecision // or it would take what it can get for a text
	o.Config = trafilatura.DefaultConfig()
	o.Config.MinOutputSize = 0
	found, err := trafilatura.ExtractDocument(page, o)
	if err != nil {
		return "" // it has no other errors than of too little text
	}
	return oneLine(found.Metadata.Author)
}

// metadataOnly is a page of nothing but the metadata that tell who wrote.
func (h *head) metadataOnly() *html.Node {
	root, page, top, body := &html.Node{Type: html.DocumentNode}, element("html"), element("head"), element("body")
	root.AppendChild(page)
	page.AppendChild(top)
	page.AppendChild(body)
	for _, n := range h.signed {
		if n.Parent != nil && n.Parent.Data == "head" {
			top.AppendChild(copyTree(n))
		} else {
			body.AppendChild(copyTree(n))
		}
	}
	return root
}

// longestAuthors is the most bytes of text in an element that names authors.
const longestAuthors = 600

// signedPart copies the elements that may name who wrote an article, each in
// what it stands in; nil when there are none.
func signedPart(n *html.Node) *html.Node {
	attr := n.Attr
	if n.Type == html.ElementNode && namesAuthor(n) {
		if textSize(n, longestAuthors) < longestAuthors {
			return copyTree(n)
		}
		attr = nil // what is copied of it would be short enough
	}
	var copied *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		part := signedPart(c)
		if part == nil {
			continue
		}
		if copied == nil {
			copied = &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: attr}
		}
		copied.AppendChild(part)
	}
	return copied
}

// namesAuthor tells whether an element's labels may say that it names authors.
func namesAuthor(n *html.Node) bool {
	if n.Data == "author" {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "data-component", "data-testid":
			label := strings.ToLower(strings.TrimSpace(a.Val))
			if containsAny(label, authorLabels) || label == "username" || label == "byl" || label == "bbl" {
				return true
			}
		case "rel":
			if a.Val == "author" || a.Val == "me" {
				return true
			}
		}
	}
	return false
}

// authorLabels are the parts of labels by which the library knows authors.
var authorLabels = []string{"author", "byline", "writer", "screenname", "channel-name", "zuozhe", "bianji", "xiaobian", "submitted-by", "posted-by", "journalist-name"}

// textSize counts the bytes of text in a node, up to enough.
func textSize(n *html.Node, enough int) int {
	size := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			if size += len(strings.TrimSpace(d.Data)); size >= enough {
				break
			}
		}
	}
	return size
}

func copyTree(n *html.Node) *html.Node {
	copied := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr, Namespace: n.Namespace}
	for c := range n.ChildNodes() {
		copied.AppendChild(copyTree(c))
	}
	return copied
}

func element(tag string) *html.Node { return &html.Node{Type: html.ElementNode, Data: tag} }
