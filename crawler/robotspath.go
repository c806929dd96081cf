package crawler

import (
	"net/url"
	"strings"
)

const upperHex = "0123456789ABCDEF"

// robotsPath is the path and query of an address as robots.txt judges them.
func robotsPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" || u.ForceQuery {
		path += "?" + u.RawQuery
	}
	return escapeRule(path)
}

// escapeRule percent-encodes what isn't ASCII, and writes the encoding in
// upper case.
func escapeRule(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		case c >= 0x80:
			b.Write([]byte{'%', upperHex[c>>4], upperHex[c&15]})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// plainPath undoes the needless encoding of a path, and encodes what would be
// special in a rule.
func plainPath(path string) string {
	return plainEncoding(strings.NewReplacer("*", "%2A", "$", "%24").Replace(escapeRule(path)))
}

// plainRule is plainPath for a rule, whose "*" and last "$" are special.
func plainRule(rule string) string {
	rule, whole := strings.CutSuffix(rule, "$")
	rule = plainEncoding(strings.ReplaceAll(rule, "$", "%24"))
	if whole {
		rule += "$"
	}
	return rule
}

// plainEncoding undoes the encoding of what needs none: letters, digits and
// "-._~" anywhere, and in the query what only parts a path.
func plainEncoding(s string) string {
	var b strings.Builder
	query := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		query = query || c == '?'
		if c != '%' || i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			b.WriteByte(c)
			continue
		}
		if c = unhex(s[i+1])<<4 | unhex(s[i+2]); isUnreserved(c) || query && strings.IndexByte(":/?@", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString(s[i : i+3])
		}
		i += 2
	}
	return b.String()
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

func unhex(c byte) byte { return byte(strings.IndexByte("0123456789abcdef", c|0x20)) }
