package crawler

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// headline chooses what a page's article is called: the headline that readers
// see if there is one that can be trusted, else what the page's head says. It
// gives the headline's element too, nil when it is of the head.
func (h *head) headline(doc *html.Node) (string, *html.Node) {
	named := h.names()
	var best *html.Node
	title, score := "", 0.0
	level := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !isHeadline(n) {
			continue
		}
		text := headingText(n)
		if words := titleWords(text); len(words) == 0 || utf8.RuneCountInString(text) > 300 || h.isSite(text) {
			continue
		}
		if s := weigh(n, text, named); s > score {
			best, title, score = n, text, s
		}
		if n.Data == "h1" {
			level++
		}
	}
	if score >= 1 || score >= 0.8 && level == 1 && len(titleWords(title)) > 2 {
		return within(title, named), best
	}
	if title := h.calledInHead(); title != "" {
		return title, nil
	}
	return title, best
}

// within leaves off what a heading has before the whole of a title in the
// head, such as a section's name. Behind a colon the title may only be shorter.
func within(heading string, named []string) string {
	for _, name := range named {
		before, ok := strings.CutSuffix(heading, name)
		before = strings.TrimSpace(before)
		if ok && before != "" && len(titleWords(name)) > 2 && !strings.ContainsRune(":-–—,", lastRune(before)) {
			return name
		}
	}
	return heading
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// names are the titles in the head, without the outlet's name.
func (h *head) names() []string {
	var all []string
	for _, l := range h.linked {
		if !l.paged && l.headline != "" {
			all = append(all, l.headline)
			break
		}
	}
	for _, where := range []string{"og:title", "twitter:title", "headline", "title"} {
		if t := h.titles[where]; t != "" && !h.isSite(t) {
			all = append(all, t)
		}
	}
	return all
}

// calledInHead is the best title of the head alone.
func (h *head) calledInHead() string {
	names := h.names()
	if len(names) == 0 {
		return withoutOutlet(firstOf(h.titles["og:title"], h.titles["title"]), h.outlet)
	}
	best := h.withoutSite(names[0])
	// Of two that agree the shorter is without the outlet.
	for _, other := range names[1:] {
		other = h.withoutSite(other)
		if len(other) < len(best) && len(titleWords(other)) > 2 && strings.HasPrefix(best, other) {
			best = other
		}
	}
	return best
}

func isHeadline(n *html.Node) bool {
	switch n.Data {
	case "h1", "h2":
		return true
	case "div", "p", "span", "h3":
		if attr(n, "itemprop") == "headline" {
			return true
		}
		for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
			switch class {
			case "headline", "entry-title", "post-title", "article-title", "article__title", "article-headline", "article__headline", "story-title", "news-title":
				return true
			}
		}
	}
	return false
}

// weigh tells how much speaks for a heading to be the article's: what it
// shares with the head's titles, what it is, and where it stands.
func weigh(n *html.Node, text string, named []string) float64 {
	score, shared := 0.0, 0.0
	for _, name := range named {
		shared = max(shared, sharedWords(text, name))
	}
	score += 2 * shared
	switch {
	case n.Data == "h1":
		score += 0.8
	case n.Data != "h2":
		score += 0.3
	}
	if attr(n, "itemprop") == "headline" {
		score += 0.3
	}
	label := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	if strings.Contains(label, "title") || strings.Contains(label, "headline") {
		score += 0.1
	}
	for p := range n.Ancestors() {
		switch p.Data {
		case "article", "main":
			score += 0.05
		case "nav", "aside", "footer", "form", "dialog":
			return score - 2
		}
		label := strings.ToLower(attr(p, "class") + " " + attr(p, "id"))
		for _, other := range []string{"related", "sidebar", "teaser", "recommend", "logo", "cookie", "consent", "newsletter", "modal", "popup", "comment"} {
			if p.Data != "body" && p.Data != "html" && strings.Contains(label, other) {
				return score - 1
			}
		}
	}
	return score
}

// sharedWords is the share of a heading's words that a title has, made less by what
// the title has beyond them.
func sharedWords(heading, title string) float64 {
	a, b := titleWords(heading), titleWords(title)
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	count := map[string]int{}
	for _, w := range b {
		count[w]++
	}
	both := 0
	for _, w := range a {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	return 0.7*float64(both)/float64(len(a)) + 0.3*float64(both)/float64(len(b))
}

func titleWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// textOf is all the text in a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && (d.Parent == nil || d.Parent.Data != "script" && d.Parent.Data != "style") {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
