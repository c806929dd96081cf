package server

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"onrecord/index"
)

// The measures of a text fragment.
const (
	shortPassage = 80 // code points up to which a passage is named whole
	edgeWords    = 6  // words that name the start and the end of a longer one
)

// passageURL is the original's address with a text fragment that leads to the
// statement's words (prefix-,start,end,-suffix); empty when the article has no
// address that a browser may follow.
func passageURL(e index.Entry) string {
	base := webURL(e.Article.URL)
	if base == "" {
		return ""
	}
	piece := e.Words
	if len(e.Statement.Content) > 1 {
		piece, _, _ = strings.Cut(piece, " … ")
	}
	start, end := edges(piece)
	if start == "" {
		return base
	}
	var b strings.Builder
	b.WriteString(base)
	if strings.Contains(base, "#") {
		b.WriteString(":~:text=")
	} else {
		b.WriteString("#:~:text=")
	}
	if before := lastLine(e.Before); before != "" {
		b.WriteString(directive(before) + "-,")
	}
	b.WriteString(directive(start))
	if end != "" {
		b.WriteString("," + directive(end))
	}
	if after := firstLine(e.After); after != "" && len(e.Statement.Content) <= 1 {
		b.WriteString(",-" + directive(after))
	}
	return b.String()
}

// edges gives the words that name a passage: all of a short one, else its
// first and last few. Neither edge may run over a paragraph's end, where a
// browser would not find it.
func edges(piece string) (start, end string) {
	piece = strings.TrimSpace(piece)
	if utf8.RuneCountInString(piece) <= shortPassage && !strings.Contains(piece, "\n") {
		return collapse(piece), ""
	}
	first := strings.Fields(firstLine(piece))
	last := strings.Fields(lastLine(piece))
	start = strings.Join(first[:min(edgeWords, len(first))], " ")
	end = strings.Join(last[max(0, len(last)-edgeWords):], " ")
	if len(first) == 1 && !strings.Contains(piece, "\n") {
		return start, ""
	}
	if !strings.Contains(piece, "\n") && len(first) < 2*edgeWords {
		half := len(first) / 2 // the edges may not overlap
		start, end = strings.Join(first[:half], " "), strings.Join(first[half:], " ")
	}
	return start, end
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

// webURL gives an address back if it is one of the web, else nothing: an
// article's address is as hostile as its text.
func webURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}

// articlePath is the page of an article here, at a statement if there is one.
func articlePath(id string, revision int, statement string) string {
	p := "/article/" + url.PathEscape(id)
	if revision > 0 {
		p += "?revision=" + itoa(revision)
	}
	if statement != "" {
		p += "#" + anchor(statement)
	}
	return p
}

// anchor is the fragment under which an article's page shows a statement.
func anchor(statement string) string { return "s-" + statement }
