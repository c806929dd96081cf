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

// signless leaves apostrophes out and writes a sign in one way.
var signless = strings.NewReplacer("’", "", "'", "", "−", "-")

// appendTokens appends a text's words in lower case, and the marks that change
// what a number says (its sign, its decimals, per cent and currencies), each
// with a space behind it.
func appendTokens(to []byte, text string) []byte {
	text = signless.Replace(strings.ToLower(text))
	inWord := false
	end := func() {
		if inWord {
			to = append(to, ' ')
		}
		inWord = false
	}
	before := rune(-1)
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		after, _ := utf8.DecodeRuneInString(text)
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r),
			(r == '.' || r == ',') && unicode.IsDigit(before) && unicode.IsDigit(after):
			to = utf8.AppendRune(to, r)
			inWord = true
		case r == '%' || unicode.Is(unicode.Sc, r),
			r == '-' && unicode.IsDigit(after) && (before < 0 || unicode.IsSpace(before)):
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

// longestPassing is the number of words that a passing line has at most.
const longestPassing = 24

// isPassing tells whether a line is none of the article's own: a link to
// another story, or when the page was touched.
func isPassing(line string) bool {
	line = strings.ToLower(strings.TrimSpace(line))
	for _, lead := range []string{"read more:", "related:", "see also:", "read also:", "also read:", "more:", "read:", "watch:", "related article:",
		"related story:", "related stories:", "recommended:", "read next:", "more on this:", "more on this story"} {
		if strings.HasPrefix(line, lead) {
			return len(strings.Fields(line)) <= longestPassing
		}
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
