package crawler

import (
	"strings"

	"golang.org/x/net/html"
)

// paragraphs writes a tree of found content as text: each block is a
// paragraph, two line breaks in a row end one, and a blank line is between
// each two.
func paragraphs(root *html.Node) string {
	if root == nil {
		return ""
	}
	w := paragraphWriter{}
	w.node(root)
	w.flush()
	return strings.Join(w.done, "\n\n")
}

type paragraphWriter struct {
	done   []string
	line   strings.Builder
	breaks int
}

func (w *paragraphWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		if strings.TrimSpace(n.Data) != "" {
			w.breaks = 0
		}
		w.line.WriteString(n.Data)
		return
	}
	if n.Data == "br" || n.Data == "lb" {
		w.line.WriteByte(' ')
		if w.breaks++; w.breaks > 1 {
			w.flush()
		}
		return
	}
	block := n.Type == html.ElementNode && isBlock(n.Data)
	if block {
		w.flush()
	}
	for c := range n.ChildNodes() {
		w.node(c)
	}
	if block {
		w.flush()
	}
}

func (w *paragraphWriter) flush() {
	if text := oneLine(w.line.String()); text != "" {
		w.done = append(w.done, text)
	}
	w.line.Reset()
	w.breaks = 0
}

func isBlock(tag string) bool {
	switch tag {
	case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "head", "li", "item", "ul", "ol", "list", "dl", "dt", "dd", "blockquote", "quote",
		"pre", "table", "tr", "row", "td", "th", "cell", "section", "article", "main", "body", "figure", "figcaption", "hr", "address",
		"details", "summary", "header", "footer", "aside", "center", "fieldset":
		return true
	}
	return false
}

// splitBreaks makes two paragraphs of each that has a row of line breaks in
// it: that is how some pages write them, and it doesn't outlast the search for
// the text.
func splitBreaks(doc *html.Node) {
	var all []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "p" && n.Parent != nil {
			all = append(all, n)
		}
	}
	for _, p := range all {
		splitParagraph(p)
	}
}

// splitParagraph goes backwards, so that no node moves twice.
func splitParagraph(p *html.Node) {
	breaks := 0
	for n := p.LastChild; n != nil; {
		before := n.PrevSibling
		switch {
		case n.Type == html.ElementNode && n.Data == "br":
			breaks++
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
		default:
			breaks = 0
		}
		if breaks == 2 {
			rest := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: p.DataAtom, Attr: p.Attr}
			for after := n.NextSibling; after != nil; after = n.NextSibling {
				p.RemoveChild(after)
				rest.AppendChild(after)
			}
			p.Parent.InsertBefore(rest, p.NextSibling)
			breaks = 0
		}
		n = before
	}
}
