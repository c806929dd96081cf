package crawler

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wording identifies the words of an article, its title's included. Texts of
// one wording differ in nothing that a reader would call an edit: in spaces,
// punctuation, quotation marks or letters' case, in links to other stories, or
// in lines that tell how long ago the page was touched.
func Wording(title, text string) string {
	all := appendTokens(nil, title)
	all = append(all, '\n')
	for p := range strings.SplitSeq(text, "\n") {
		if !isPassing(p) {
			all = appendTokens(all, p)
		}
	}
	sum := sha256.Sum256(all)
	return hex.EncodeToString(sum[:])
}

// appendTokens appends a text's words in lower case, and the marks that change
// what a number says (its sign, its decimals, per cent and currencies), each
// with a space behind it.
func appendTokens(to []byte, text string) []byte {
	inWord := false
	end := func() {
		if inWord {
			to = append(to, ' ')
		}
		inWord = false
	}
	before := rune(-1)
	for r, rest := nextSign(text); r >= 0; r, rest = nextSign(rest) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			to = append(to, byte(r))
			inWord = true
		case r == ' ':
			end()
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r),
			(r == '.' || r == ',') && unicode.IsDigit(before) && startsWithDigit(rest):
			to = utf8.AppendRune(to, r)
			inWord = true
		case r == '%' || unicode.Is(unicode.Sc, r),
			r == '-' && startsWithDigit(rest) && (before < 0 || unicode.IsSpace(before)):
			end()
			to = append(utf8.AppendRune(to, r), ' ')
		default:
			end()
		}
		before = r
	}
	end()
	return to
}

// nextSign gives the first letter or sign of a text, in lower case and written
// in one way, and what is behind it; -1 when there is none. Apostrophes are
// left out.
func nextSign(text string) (rune, string) {
	for text != "" {
		if c := text[0]; c < utf8.RuneSelf {
			text = text[1:]
			if c != '\'' {
				return rune(lower(c)), text
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		switch r = unicode.ToLower(r); r {
		case '’':
		case '−':
			return '-', text
		default:
			return r, text
		}
	}
	return -1, ""
}

func startsWithDigit(text string) bool {
	r, _ := nextSign(text)
	return unicode.IsDigit(r)
}

// longestPassing is the number of words that a passing line has at most.
const longestPassing = 24

// isPassing tells whether a line is none of the article's own: a link to
// another story, or when the page was touched.
func isPassing(line string) bool {
	const longestLead = 40
	line = strings.TrimSpace(line)
	start := strings.ToLower(line[:min(len(line), longestLead)])
	for _, lead := range []string{"read more:", "related:", "see also:", "read also:", "also read:", "more:", "read:", "watch:", "related article:",
		"related story:", "related stories:", "recommended:", "read next:", "more on this:", "more on this story"} {
		if strings.HasPrefix(start, lead) {
			return len(strings.Fields(line)) <= longestPassing
		}
	}
	if first, ok := wholeFirst(start); ok && !touches(first) && !tellsTime(first) {
		return false // as most lines do, it begins with another word
	}
	said, n := false, 0
	for w := range wordsOf(line) {
		n++
		switch {
		case touches(w):
			said = true
		case !tellsTime(w):
			return false
		}
	}
	return said && n <= longestPassing
}

// wholeFirst gives the first word of a text, if there is another behind it.
func wholeFirst(start string) (first string, ok bool) {
	for w := range wordsOf(start) {
		if first != "" {
			return first, true
		}
		first = w
	}
	return first, false
}

// touches tells whether a word says that somebody did something to a page.
func touches(word string) bool {
	switch word {
	case "updated", "published", "posted", "modified", "edited", "ago", "read", "views", "comments", "shares":
		return true
	}
	return false
}

// tellsTime tells whether a word may stand in a line that is only about when.
func tellsTime(word string) bool {
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return len(word) <= 8
	}
	switch word {
	case "last", "first", "at", "on", "of", "the", "a", "an", "and", "just", "now", "today", "yesterday", "time", "reading", "originally", "about", "is", "was",
		"second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "m", "hour", "hours", "hr", "hrs", "h", "day", "days", "d", "week", "weeks", "month", "months", "year", "years",
		"am", "pm", "p", "midnight", "noon", "et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "ist", "aest", "hkt", "jst", "z", "t",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}
