package crawler

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

const (
	// nearAfter and nearBefore are how many characters around the headline a
	// date may be written to be the article's.
	nearAfter, nearBefore = 700, 200
	// dateLine is the most that a line with the date has.
	dateLine = 160
)

// visible finds the date that readers see: in a time element or a line near
// the headline.
func (d *dating) visible() time.Time {
	if d.headline == nil {
		return time.Time{}
	}
	var before, labelled time.Time
	passed, after, since := false, 0, 0
	for n := range d.doc.Descendants() {
		if n == d.headline {
			passed, after = true, 0
		}
		if n.Type == html.ElementNode && n.Data == "time" && labelled.IsZero() && !isOther(n) {
			if day := d.timeElement(n); passed && !day.IsZero() {
				return day
			}
		}
		if n.Type != html.TextNode || isCode(n.Parent) {
			continue
		}
		line := strings.TrimSpace(n.Data)
		size := utf8.RuneCountInString(line)
		if passed {
			after += size
		} else if !before.IsZero() {
			since += size
		}
		if passed && after-size > nearAfter {
			break
		}
		if size < 6 || size > dateLine {
			continue
		}
		day := d.line(n, line)
		if day.IsZero() || isOther(n) {
			continue
		}
		if passed {
			return day
		}
		before, since = day, 0
	}
	if since < nearBefore {
		return before
	}
	return time.Time{}
}

// line reads the date of a text, or of the element around it when its parts
// are in elements of their own.
func (d *dating) line(n *html.Node, line string) time.Time {
	if !strings.ContainsAny(line, "0123456789") {
		return time.Time{}
	}
	if day := writtenDay(line, d.monthFirst()); !day.IsZero() {
		return day
	}
	if p := n.Parent; p != nil && p.Parent != nil && isDateLabel(p.Parent) {
		if whole := oneLine(textOf(p.Parent)); utf8.RuneCountInString(whole) <= dateLine {
			return writtenDay(whole, d.monthFirst())
		}
	}
	return time.Time{}
}

// timeElement reads a time element, preferably as readers see it.
func (d *dating) timeElement(n *html.Node) time.Time {
	if day := writtenDay(oneLine(textOf(n)), d.monthFirst()); !day.IsZero() {
		return day
	}
	t, _ := d.moment(attr(n, "datetime"))
	return t
}

func isDateLabel(n *html.Node) bool {
	label := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	for _, word := range []string{"date", "time", "datum", "fecha", "data", "publi", "posted", "meta"} {
		if strings.Contains(label, word) {
			return true
		}
	}
	return false
}

func isCode(n *html.Node) bool {
	return n != nil && (n.Data == "script" || n.Data == "style" || n.Data == "noscript" || n.Data == "template" || n.Data == "title" || n.Data == "option")
}

// isOther tells whether a node is of what the page shows of other articles,
// its comments or its frame.
func isOther(n *html.Node) bool {
	for p := range n.Ancestors() {
		switch p.Data {
		case "nav", "aside", "footer", "form", "dialog":
			return true
		case "body", "html", "article", "main":
			return false
		}
		label := strings.ToLower(attr(p, "class") + " " + attr(p, "id"))
		for _, word := range []string{"related", "sidebar", "teaser", "recommend", "comment", "footer", "widget", "copyright", "latest", "popular", "ticker"} {
			if strings.Contains(label, word) {
				return true
			}
		}
	}
	return false
}
