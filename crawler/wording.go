package crawler

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// Wording identifies the words of an article, its title's included. Texts of
// one wording differ in nothing that a reader would call an edit: in spaces,
// punctuation, quotation marks or letters' case, in links to other stories, or
// in lines that tell how long ago the page was touched.
func Wording(title, text string) string {
	h := sha256.New()
	write := func(s string) {
		for _, w := range tokens(s) {
			h.Write([]byte(w))
			h.Write([]byte{' '})
		}
	}
	write(title)
	h.Write([]byte{'\n'})
	for p := range strings.SplitSeq(text, "\n") {
		if !isPassing(p) {
			write(p)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// tokens are a text's words in lower case, and the marks that change what a
// number says: its sign, its decimals, per cent and currencies.
func tokens(text string) []string {
	text = strings.NewReplacer("’", "", "'", "", "−", "-").Replace(strings.ToLower(text))
	var out []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	all := []rune(text)
	digit := func(i int) bool { return i >= 0 && i < len(all) && unicode.IsDigit(all[i]) }
	for i, r := range all {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r),
			(r == '.' || r == ',') && digit(i-1) && digit(i+1):
			word.WriteRune(r)
		case r == '%' || unicode.Is(unicode.Sc, r),
			r == '-' && digit(i+1) && (i == 0 || unicode.IsSpace(all[i-1])):
			end()
			out = append(out, string(r))
		default:
			end()
		}
	}
	end()
	return out
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
	said := false
	all := words(line)
	for _, w := range all {
		switch {
		case touches(w):
			said = true
		case !tellsTime(w):
			return false
		}
	}
	return said && len(all) <= longestPassing
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
