package crawler

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	// headSigns and footSigns are how many paragraphs at the top and at the end
	// of a text may hold a credit.
	headSigns, footSigns = 4, 6
	// mostSigns is how many signs of one page are looked at.
	mostSigns = 60
)

// sign is a line by which a page tells whose its article is.
type sign struct {
	line string
	// names is true for one that only holds names, as bylines do.
	names bool
}

// signs gathers what the page's JSON-LD and metadata name as author and
// publisher, and its own byline and source elements. The page must still be
// whole.
func (h *head) signs(doc, headline *html.Node) []sign {
	var all []sign
	for _, l := range h.linked {
		if l.paged {
			continue
		}
		for _, name := range append(l.authors, l.publisher) {
			all = append(all, sign{name, true})
		}
	}
	all = append(all, sign{h.byline, true})
	story := storyOf(headline)
	for n := range doc.Descendants() {
		if len(all) >= mostSigns {
			break
		}
		if n.Type == html.ElementNode && isSign(n) && isOfStory(n, story) {
			text := signText(n)
			all = append(all, sign{text, len(text) <= labelLine && !endsSentence(text)})
		}
	}
	return all
}

// textSigns are the lines at the top and end of a text before what is no part
// of it is left off.
func textSigns(text string) []sign {
	var all []sign
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if (i < headSigns || i >= len(paragraphs)-footSigns) && len(p) <= longestCredit && !isPictureCredit(p) {
			all = append(all, sign{p, bylines.MatchString(p)})
		}
	}
	return all
}

// signNames are the classes of elements that tell whose an article is, and
// pictureNames those of what is said of its pictures.
var (
	signNames    = readBoxes("byline\nauthor\nauthors\nagency\nsource\nsources\ncredit\ncredits\nwire\ncontributor\ncontributors\nattribution\ncopyright\nsignoff\ntagline\nprovider")
	pictureNames = readBoxes("image\nphoto\npicture\ncaption\nmedia\nvideo\ngallery\nfigure")
	beyondNames  = readBoxes("related\nsidebar\nteaser\nrecommend\nrecommended\ncomment\ncomments\nwidget\nlatest\npopular\nticker\ncard\ncards\npromo\nlist")
)

// isSign tells whether an element is labelled as one that says whose an
// article is.
func isSign(n *html.Node) bool {
	switch n.Data {
	case "html", "body", "main", "article", "section", "head", "meta", "link", "script", "style", "img", "picture", "source":
		return false
	}
	label := labelOf(n)
	return label != "" && signNames.names(label) && !pictureNames.names(label)
}

func labelOf(n *html.Node) string {
	label := ""
	for _, name := range []string{"class", "id", "itemprop", "rel"} {
		label = twoLabels(label, attr(n, name))
	}
	return strings.TrimSpace(label)
}

// isOfStory tells whether a node is in the story's element, and not in what that shows of others or of its pictures.
func isOfStory(n, story *html.Node) bool {
	for p := range n.Ancestors() {
		if p == story {
			return true
		}
		switch p.Data {
		case "nav", "aside", "form", "dialog", "figure", "picture", "article", "body", "html":
			return false
		}
		if label := labelOf(p); label != "" && (pictureNames.names(label) || beyondNames.names(label)) {
			return false
		}
	}
	return false
}

// storyOf is the article or main element around the headline, or the box that
// it stands in.
func storyOf(headline *html.Node) *html.Node {
	if headline == nil {
		return nil
	}
	for p := range headline.Ancestors() {
		if p.Data == "article" || p.Data == "main" {
			return p
		}
	}
	return headline.Parent
}

// signText is the text of a short element.
func signText(n *html.Node) string {
	text := oneLine(textOf(n))
	if utf8.RuneCountInString(text) > longestCredit || isPictureCredit(text) {
		return ""
	}
	return text
}
