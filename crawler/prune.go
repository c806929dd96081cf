package crawler

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// boxNames are the classes and ids of what is beside a text.
//
//go:embed words/boxes.txt
var boxNames string

var boxes = readBoxes(boxNames)

// boxTree holds names by their first word.
type boxTree map[string][]string

func readBoxes(text string) boxTree {
	all := boxTree{}
	for line := range strings.Lines(text) {
		name := strings.TrimSpace(line)
		if name == "" || strings.HasPrefix(name, "#") {
			continue
		}
		first, _, _ := strings.Cut(name, "-")
		all[first] = append(all[first], name)
	}
	return all
}

// names tells whether a label has one of the names as whole words.
func (b boxTree) names(label string) bool {
	var few [16]string
	words := appendLabelWords(few[:0], label)
	for i, w := range words {
		for _, name := range b[w] {
			if isRun(words[i:], name) {
				return true
			}
		}
	}
	return false
}

// isRun tells whether words begin with those of a name.
func isRun(words []string, name string) bool {
	for _, w := range words {
		rest, ok := strings.CutPrefix(name, w)
		if ok && rest == "" {
			return true
		}
		if name, ok = strings.CutPrefix(rest, "-"); !ok {
			return false
		}
	}
	return false
}

// appendLabelWords takes classes and ids apart into their words, in lower case.
// An empty word parts one class from the next.
func appendLabelWords(words []string, label string) []string {
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(label[start:end]))
		}
	}
	var last rune
	for i := 0; i < len(label); {
		r, size := rune(label[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(label[i:])
		}
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		case unicode.IsSpace(r):
			flush(i)
			words = append(words, "")
			start = i + size
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush(i)
			start = i + size
		case unicode.IsUpper(r) && unicode.IsLower(last):
			flush(i)
			start = i
		}
		last = r
		i += size
	}
	flush(len(label))
	return words
}

// twoLabels puts two labels into one, with a space between.
func twoLabels(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// pruner takes what is beside the text off a page, before the text is looked
// for.
type pruner struct {
	// prose is how much text the paragraphs in an element have, all that of
	// the page.
	prose map[*html.Node]int
	all   int
	gone  []*html.Node
}

// longestSpan is the most text of a part of a line that is beside it.
const longestSpan = 200

// prune gives the boxes that the text may be in, if these are several, and how
// much prose they have.
func prune(doc *html.Node) (boxes []*html.Node, prose int) {
	unframePosts(doc)
	p := pruner{prose: map[*html.Node]int{}}
	p.all = p.weigh(doc, false)
	p.walk(doc)
	for _, n := range p.gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
			p.all -= p.prose[n]
		}
	}
	boxes = p.textBoxes(doc)
	for _, b := range boxes {
		prose += p.prose[b]
	}
	return boxes, prose
}

func (p *pruner) weigh(n *html.Node, inParagraph bool) int {
	size := 0
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.ElementNode:
			size += p.weigh(c, inParagraph || c.Data == "p")
		case c.Type == html.TextNode && inParagraph:
			size += len(strings.TrimSpace(c.Data))
		}
	}
	if size > 0 {
		p.prose[n] = size
	}
	return size
}

func (p *pruner) walk(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || c.Data == "head" {
			continue
		}
		if p.isBeside(c) {
			p.gone = append(p.gone, c)
			continue
		}
		if p.isMuch(c) || c.Data == "span" && p.prose[c] > longestSpan {
			disguise(c)
		}
		p.walk(c)
	}
}

// isMuch tells whether an element has much of the page's prose, and not only
// because the page has next to none.
func (p *pruner) isMuch(n *html.Node) bool { return p.prose[n] > 300 && 3*p.prose[n] >= p.all }

// isBeside tells whether an element is beside the text. One with much of the
// page's prose is not, whatever it is called.
func (p *pruner) isBeside(n *html.Node) bool {
	switch n.Data {
	case "html", "body", "main", "article":
		return false
	case "rt", "rp":
		return true
	case "a":
		if inLine(n) {
			return false
		}
	case "span":
		if p.prose[n] > longestSpan {
			return false
		}
	}
	if isLinkOnly(n) {
		return true
	}
	label := twoLabels(attr(n, "class"), attr(n, "id"))
	if label == "" {
		return false
	}
	if p.isMuch(n) {
		return p.all-p.prose[n] >= shortText && remarks.names(label)
	}
	return boxes.names(label)
}

// remarks are the names of what readers wrote under a text, perhaps more than
// it has.
var remarks = readBoxes("comments\ncomment\ncommentlist\ncomment-list\ncomments-area\ndisqus-thread\nrespond\nkommentare\ncomentarios\ncommentaires")

// misleading are the parts of classes and ids by which the library that finds
// the text judges an element to be beside it, though they are often said of
// what is around the text: an article with a sidebar, of the Barnsley paper.
var misleading = []string{
	"footer", "elated", "viral", "shar", "soci", "syndication", "embed", "newsletter", "subnav", "cookie", "tags", "tag-list", "bar",
	"banner", "meta", "menu", "nav", "avigation", "author", "button", "byline", "rating", "widget", "attachment", "timestamp", "user-", "-ad-",
	"-icon", "nfoline", "outbrain", "taboola", "criteo", "options", "expand", "consent", "modal", "permission", "next-", "-stories",
	"most-popular", "yin", "xg1", "slide", "viewport", "premium", "overlay", "paid", "obfuscated", "blurred", "message", "hidden", "hide", "noprint",
	"notloaded", "teaser", "reply-", "comment", "bread",
}

// disguise takes off an element that has much of the page's prose what it
// would be misjudged by: some pages are one form.
func disguise(n *html.Node) {
	if n.Data == "form" || n.Data == "aside" {
		n.Data, n.DataAtom = "div", atom.Div
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		switch a.Key {
		case "style", "aria-hidden", "data-component", "role":
			continue
		case "class", "id":
			var words []string
			for w := range strings.FieldsSeq(a.Val) {
				if low := strings.ToLower(w); !containsAny(low, misleading) && low != "ad" {
					words = append(words, w)
				}
			}
			a.Val = strings.Join(words, " ")
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
