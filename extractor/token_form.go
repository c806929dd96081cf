package extractor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letterCase counts the letters of form and tells whether one is a small
// ASCII letter, whether there is a digit, and whether there is anything
// beyond ASCII.
func letterCase(form string) (letters int, small, number, wide bool) {
	for i := 0; i < len(form); i++ {
		switch c := form[i]; {
		case 'a' <= c && c <= 'z':
			small = true
			letters++
		case 'A' <= c && c <= 'Z':
			letters++
		case '0' <= c && c <= '9':
			number = true
		case c >= utf8.RuneSelf:
			wide = true
			if utf8.RuneStart(c) {
				if r, _ := utf8.DecodeRuneInString(form[i:]); unicode.IsLetter(r) {
					letters++
				}
			}
		}
	}
	return letters, small, number, wide
}

// lower gives the lower-case form, without an allocation for ASCII.
func (z *tokenizer) lower(start, end int) string {
	low := z.low[start:end]
	for i := 0; i < len(low); i++ {
		if low[i] >= utf8.RuneSelf {
			return lowered(low)
		}
	}
	return low
}

// lowered is the slow path of lower: letters beyond ASCII, curly apostrophes,
// zero-width characters.
func lowered(form string) string {
	switch form {
	case "’s":
		return "'s"
	case "n’t":
		return "n't"
	case "’re":
		return "'re"
	case "’ve":
		return "'ve"
	case "’ll":
		return "'ll"
	case "’d":
		return "'d"
	case "’m":
		return "'m"
	case "“", "”", "‘", "’", "—", "–", "…":
		return form
	}
	low := strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case r == '‐', r == '‑':
			return '-'
		case zeroWidth(r):
			return -1
		}
		return unicode.ToLower(r)
	}, form)
	if low == "" {
		return form
	}
	return low
}

func zeroWidth(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200d || r == 0x2060 || r == 0xfeff
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func currency(s string) bool {
	switch s {
	case "$", "€", "£", "¥", "₹":
		return true
	}
	return false
}
