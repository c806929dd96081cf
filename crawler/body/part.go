package body

import (
	"strings"

	"golang.org/x/net/html"
)

// plain trims an element's text and tail, and takes the tail for the text
// where there is none; nil when there is nothing to be read.
func plain(n *html.Node) *html.Node {
	words, behind := text(n), tail(n)
	if n.Data == done || words == "" && behind == "" && !hasElement(n) {
		return nil
	}
	words, behind = trim(words), trim(behind)
	if !isBreak(n.Data) && words == "" {
		words, behind = behind, ""
	}
	setText(n, words)
	setTail(n, behind)
	if (words != "" || behind != "") && isRefuse(text(n), tail(n)) {
		return nil
	}
	return n
}

// part is plain for an element within a block. spaced keeps the white space;
// broken makes a paragraph of a line break that has text behind it.
func part(n *html.Node, broken, spaced bool) *html.Node {
	words, behind := text(n), tail(n)
	filled := hasElement(n)
	if n.Data == done || words == "" && behind == "" && !filled {
		return nil
	}
	if !broken && isBreak(n.Data) {
		if !spaced {
			setTail(n, trim(behind))
		}
		return n
	}
	if words == "" && !filled {
		words, behind = behind, ""
		setText(n, words)
		setTail(n, behind)
		if broken && isBreak(n.Data) {
			n.Data = "p"
		}
	}
	if !spaced {
		words, behind = trim(words), trim(behind)
		setText(n, words)
		setTail(n, behind)
	}
	if words == "" && isRefuse(text(n), tail(n)) {
		return nil
	}
	return n
}

// isRefuse tells whether a text, or the tail where there is none, is blank or
// has a line that ends in what buttons are called.
func isRefuse(words, behind string) bool {
	if words == "" {
		words = behind
	}
	if isBlank(words) {
		return true
	}
	for line := range strings.SplitSeq(words, "\n") {
		if endsInButton(line) {
			return true
		}
	}
	return false
}

// buttons are what links are called that share, print or fetch a page.
var buttons = []string{"drucken", "e-mail", "email", "facebook", "flipboard", "google", "instagram", "linkedin", "mail", "pdf", "pinterest", "pocket",
	"print", "qq", "reddit", "twitter", "wechat", "weibo", "whatsapp", "xing", "mehr zum thema:", "mehr zum thema", "more on this"}

// endsInButton tells whether a line ends in a button's name. The names are
// looked for from its beginning, so that none begins within another.
func endsInButton(line string) bool {
	const longest = 40
	low := strings.ToLower(strings.TrimRight(line[max(0, len(line)-longest):], "."))
	ends := false
	for _, b := range buttons {
		ends = ends || strings.HasSuffix(low, b)
	}
	if !ends {
		return false
	}
	found := false
	for low = strings.ToLower(line); low != ""; {
		size := buttonAt(low)
		if found = size > 0; !found {
			size = 1
		}
		low = low[size:]
	}
	return found
}

// buttonAt gives the length of the longest button's name that a line in lower
// case begins with.
func buttonAt(low string) int {
	longest := 0
	for _, b := range buttons {
		if rest, ok := strings.CutPrefix(low, b); ok && len(b) > longest {
			longest = len(b)
			for n := 0; b == "more on this" && n < 8 && strings.HasPrefix(rest, "."); n++ {
				rest = rest[1:]
				longest++
			}
		}
	}
	return longest
}
