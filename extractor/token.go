package extractor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// token is one word, number or mark of a text. A clitic ('s, n't, 're) is a
// token of its own.
type token struct {
	start, end int
	// lower is the form in lower case with a straight apostrophe.
	lower string
	shape shape
	// sentence is the index of the token's sentence.
	sentence int
	// tag is the part of speech in this place.
	tag tag
}

// shape tells how a token is written.
type shape uint8

const (
	capital shape = 1 << iota // begins with an upper-case letter
	upper                     // two letters or more, all upper case
	digits                    // holds a digit
	mark                      // punctuation or symbol
)

func (s shape) is(o shape) bool { return s&o != 0 }

// tokenize splits text by Unicode's word rules, then parts clitics from their
// hosts and drops white space.
func tokenize(text string) []token {
	out := make([]token, 0, len(text)/5+8)
	it := words.FromString(text)
	for it.Next() {
		form := it.Value()
		first, _ := utf8.DecodeRuneInString(form)
		if unicode.IsSpace(first) {
			continue
		}
		out = appendToken(out, it.Start(), form, first)
	}
	return out
}

func appendToken(out []token, start int, form string, first rune) []token {
	if cut := clitic(form); cut > 0 {
		out = appendToken(out, start, form[:cut], first)
		start, form = start+cut, form[cut:]
		first, _ = utf8.DecodeRuneInString(form)
	}
	t := token{start: start, end: start + len(form), lower: lowered(form)}
	switch {
	case unicode.IsLetter(first), unicode.IsDigit(first), first == '\'' || first == '’':
	default:
		t.shape |= mark
	}
	if unicode.IsUpper(first) {
		t.shape |= capital
		if len(form) > 1 && strings.ToUpper(form) == form {
			t.shape |= upper
		}
	}
	if strings.ContainsAny(form, "0123456789") {
		t.shape |= digits
	}
	return append(out, t)
}

// clitic gives the byte at which a clitic begins in form, or 0.
func clitic(form string) int {
	for _, apostrophe := range []string{"'", "’"} {
		at := strings.LastIndex(form, apostrophe)
		if at <= 0 {
			continue
		}
		switch strings.ToLower(form[at+len(apostrophe):]) {
		case "s", "re", "ve", "ll", "d", "m":
			return at
		case "t":
			if at > 1 && (form[at-1] == 'n' || form[at-1] == 'N') {
				return at - 1
			}
		}
	}
	return 0
}

func lowered(form string) string {
	if strings.Contains(form, "’") {
		form = strings.ReplaceAll(form, "’", "'")
	}
	return strings.ToLower(form)
}
