package index

import (
	"strings"
	"unicode"
)

// Term asks for a word in any of its grammatical forms. An empty Field is a
// bare word.
type Term struct {
	Field Field
	Word  string
}

// Phrase asks for exactly these words in this order. An empty Field is a bare
// phrase.
type Phrase struct {
	Field Field
	Text  string
}

// Value asks for a field's exact value, upper and lower case alike.
type Value struct {
	Field Field
	Value string
}

// Dates asks for a day of publication, both ends included, each as
// 2024-08-06; an empty end is open.
type Dates struct{ From, To string }

// And asks for all of its nodes.
type And []Expr

// Or asks for any of its nodes.
type Or []Expr

// Not asks for what its node doesn't match.
type Not struct{ Expr Expr }

func (t Term) String() string   { return prefix(t.Field) + plain(t.Word, t.Field != "") }
func (p Phrase) String() string { return prefix(p.Field) + quoted(p.Text) }
func (v Value) String() string  { return prefix(v.Field) + plain(v.Value, true) }
func (n Not) String() string    { return "-" + grouped(n.Expr) }

// String writes a day, month, year, range or open range, the shortest that
// says it.
func (d Dates) String() string { return prefix(Date) + d.text() }

func (a And) String() string {
	return joined(a, " ")
}

func (o Or) String() string {
	return joined(o, " OR ")
}

func joined(nodes []Expr, by string) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = grouped(n)
	}
	return strings.Join(parts, by)
}

// grouped writes a node so that it stays one operand: in parentheses when it
// has operands itself.
func grouped(e Expr) string {
	switch e.(type) {
	case And, Or:
		return "(" + e.String() + ")"
	}
	return e.String()
}

func prefix(f Field) string {
	if f == "" {
		return ""
	}
	return string(f) + ":"
}

// plain writes a word as it is where the parser would read it back as one
// word, and in quotation marks elsewhere.
func plain(s string, afterField bool) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return breaks(r) || invisible(r) }) {
		return quoted(s)
	}
	if afterField {
		return s
	}
	if s[0] == '-' || s == "AND" || s == "OR" || s == "NOT" || fieldName([]rune(s)) > 0 {
		return quoted(s)
	}
	return s
}

func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r == '\\' || quotation(r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

func quotation(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

// breaks tells whether a rune ends a word.
func breaks(r rune) bool {
	return blank(r) || quotation(r) || r == '(' || r == ')'
}

// blank tells whether a rune counts as white space; control characters do.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// invisible tells whether a rune has no width and is read over: zero-width
// spaces and joiners, soft hyphens, marks of direction.
func invisible(r rune) bool { return unicode.Is(unicode.Cf, r) }
