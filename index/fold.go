package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold makes forms that people take for the same the same: upper and lower
// case, with accents or without, curly apostrophes and straight ones. Words and
// values of facets are compared so, everywhere.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘' || r == '＇':
			return '\''
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
	plain, _, err := transform.String(transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		plain = text
	}
	return plainLetters.Replace(strings.ToLower(plain))
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainLetters are letters that no decomposition makes plain, as people write
// them who don't have them on their keyboards.
var plainLetters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i")

// SameValue tells whether two spellings are of one value of a facet: whoever
// asks for one gets what has the other.
func SameValue(a, b string) bool {
	return a == b || strings.EqualFold(a, b) && isASCII(a) && isASCII(b) || Fold(a) == Fold(b)
}
