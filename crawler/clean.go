package crawler

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// decode gives a body as valid UTF-8 without NUL bytes or byte order mark,
// whatever its charset is said to be. What is so already is given as it is.
func decode(body []byte, contentType string) []byte {
	enc, name, certain := charset.DetermineEncoding(body[:min(len(body), 1024)], contentType)
	wide, valid := strings.HasPrefix(name, "utf-16"), utf8.Valid(body)
	if !certain && !valid && name == "windows-1252" {
		if declared, called := declaredEncoding(body); declared != nil {
			enc, name = declared, called
		}
	}
	switch {
	case !wide && valid:
		// Text that is valid UTF-8 is UTF-8, whatever it calls itself: of
		// plain ASCII that is true, and other text is not so by accident.
	case name == "utf-8" && !hasWideRune(body):
		// It calls itself UTF-8 and holds not one such letter: an old page
		// under a new header.
		body, valid = decodeWith(charmap.Windows1252.NewDecoder().Bytes, body), false
	case name != "utf-8":
		body, valid = decodeWith(enc.NewDecoder().Bytes, body), false
	}
	if !valid {
		body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	body = bytes.TrimPrefix(body, []byte("\uFEFF"))
	if bytes.IndexByte(body, 0) >= 0 {
		body = bytes.ReplaceAll(body, []byte{0}, nil)
	}
	return body
}

// lateCharset is how far into a page its charset may be declared: some have
// more before it than browsers look at.
const lateCharset = 64 << 10

var charsets = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})`)

// declaredEncoding is what a page says of its charset further down than where
// it should.
func declaredEncoding(body []byte) (encoding.Encoding, string) {
	m := charsets.FindSubmatch(body[:min(len(body), lateCharset)])
	if m == nil {
		return nil, ""
	}
	return charset.Lookup(string(m[1]))
}

func decodeWith(f func([]byte) ([]byte, error), body []byte) []byte {
	if decoded, err := f(body); err == nil {
		return decoded
	}
	return body
}

// hasWideRune tells whether there is a valid rune of more than one byte.
func hasWideRune(b []byte) bool {
	for len(b) > 0 {
		at := bytes.IndexFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
		if at < 0 {
			return false
		}
		r, size := utf8.DecodeRune(b[at:])
		if r != utf8.RuneError || size > 1 {
			return true
		}
		b = b[at+size:]
	}
	return false
}

// oneLine makes any text one clean line: control characters and those without
// width are dropped, each stretch of white space is one space.
func oneLine(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	var b strings.Builder
	b.Grow(len(s))
	space, last := false, rune(0)
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if invisible(r, last) {
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space, last = false, r
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// invisible tells whether a rune is only there to be a nuisance. The joiners
// spell words in some scripts, but not after a Latin letter.
func invisible(r, before rune) bool {
	switch r {
	case '\u200C', '\u200D':
		return before < 0x250
	case '\u00AD', '\u180E', '\u200B', '\u200E', '\u200F', '\u2060', '\u2061', '\u2062', '\u2063', '\u2064', '\uFEFF',
		'\uFFF9', '\uFFFA', '\uFFFB':
		return true
	}
	return unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u206F' || r >= 0xE0000 && r <= 0xE007F
}

// cleanText makes any text paragraphs that are separated by one blank line.
func cleanText(s string) string {
	var paragraphs []string
	var lines []string
	flush := func() {
		if p := oneLine(strings.Join(lines, " ")); p != "" {
			paragraphs = append(paragraphs, p)
		}
		lines = lines[:0]
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2029", "\n\n").Replace(s)
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || invisible(r, 0) }) == "" {
			flush()
			continue
		}
		lines = append(lines, line)
	}
	flush()
	return strings.Join(paragraphs, "\n\n")
}

// plainTitle is a feed's title without the markup that some put into it.
func plainTitle(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(dropTags(s))
	}
	return oneLine(s)
}

func dropTags(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 < len(s) && !isTagStart(s[open+1]) {
			if open < 0 {
				b.WriteString(s)
				return b.String()
			}
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		end := strings.IndexByte(s[open:], '>')
		if end < 0 {
			return b.String()
		}
		s = s[open+end+1:]
	}
}

func isTagStart(c byte) bool {
	return c == '/' || c == '!' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
