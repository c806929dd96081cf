package index

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// The measures of a text fragment.
const (
	shortPassage = 80 // code points up to which a passage is named whole
	edgeWords    = 6  // words that name the start and the end of a longer one
)

// Passage is the original's address with a text fragment that leads to the
// entry's words (prefix-,start,end,-suffix); empty when the article has no
// address that a browser may follow.
func (e Entry) Passage() string {
	u, err := url.Parse(e.Article.URL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "" // an article's address is as hostile as its text
	}
	piece := e.Words
	if len(e.Statement.Content) > 1 {
		piece, _, _ = strings.Cut(piece, " … ")
	}
	start, end := edges(piece)
	if start == "" {
		return u.String()
	}
	text := directive(start)
	if before := lastLine(e.Before); before != "" {
		text = directive(before) + "-," + text
	}
	if end != "" {
		text += "," + directive(end)
	}
	if after := firstLine(e.After); after != "" && len(e.Statement.Content) <= 1 {
		text += ",-" + directive(after)
	}
	if u.Fragment == "" {
		return strings.TrimSuffix(u.String(), "#") + "#:~:text=" + text
	}
	return u.String() + ":~:text=" + text
}

// edges gives the words that name a passage: all of a short one, else its
// first and last few. Neither edge may run over a paragraph's end, where a
// browser would not find it.
func edges(piece string) (start, end string) {
	piece = strings.TrimSpace(piece)
	paragraphs := strings.Contains(piece, "\n")
	if utf8.RuneCountInString(piece) <= shortPassage && !paragraphs {
		return collapse(piece), ""
	}
	first, last := strings.Fields(firstLine(piece)), strings.Fields(lastLine(piece))
	if paragraphs || len(first) >= 2*edgeWords {
		return strings.Join(first[:min(edgeWords, len(first))], " "), strings.Join(last[max(0, len(last)-edgeWords):], " ")
	}
	half := len(first) / 2 // the edges may not overlap
	if half == 0 {
		return first[0], ""
	}
	return strings.Join(first[:half], " "), strings.Join(first[half:], " ")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(s, "\n"), "\n")
	return collapse(line)
}

func lastLine(s string) string {
	s = strings.TrimRight(s, "\n")
	return collapse(s[strings.LastIndexByte(s, '\n')+1:])
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// directive percent-encodes text for a text directive, where "-", "," and "&"
// have a meaning of their own.
func directive(s string) string {
	s = strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	return strings.ReplaceAll(s, "-", "%2D")
}
