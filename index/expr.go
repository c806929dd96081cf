package index

import (
	"fmt"
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

// Prefix asks for words that begin so, or, in a field of values, for values
// that do. An empty Field is a bare word.
type Prefix struct {
	Field Field
	Word  string
}

// Near asks for two things with at most so many words between them, in either
// order, in the same field. A and B are a Term, a Phrase, a Prefix or an Or of
// these, without fields of their own. An empty Field is like a bare word's:
// both in any one of those.
type Near struct {
	Field Field
	Words int
	A, B  Expr
}

// Value asks for a field's exact value, upper and lower case alike.
type Value struct {
	Field Field
	Value string
}

// Dates asks for a day of publication, both ends included, each as 2024-08-06
// or, counted back from the day of the search, as P7D; an empty end is open.
type Dates struct{ From, To string }

// And asks for all of its nodes.
type And []Expr

// Or asks for any of its nodes.
type Or []Expr

// Not asks for what its node doesn't match.
type Not struct{ Expr Expr }

func (t Term) String() string   { return prefix(t.Field) + plain(t.Word, t.Field != "") }
func (p Phrase) String() string { return prefix(p.Field) + quoted(p.Text) }
func (p Prefix) String() string { return prefix(p.Field) + p.Word + "*" }
func (v Value) String() string  { return prefix(v.Field) + plain(v.Value, true) }
func (n Not) String() string    { return "-" + grouped(n.Expr) }

// String writes the two sides with NEAR between them, in the parentheses of
// their field if they have one.
func (n Near) String() string {
	text := fmt.Sprintf("%s NEAR/%d %s", grouped(n.A), n.Words, grouped(n.B))
	if n.Field == "" {
		return text
	}
	return prefix(n.Field) + "(" + text + ")"
}

// String writes a day, month, year, range or open range, the shortest that
// says it.
func (d Dates) String() string { return d.text() }

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
	switch x := e.(type) {
	case Near:
		if x.Field == "" {
			return "(" + e.String() + ")"
		}
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
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return breaks(r) || invisible(r) || r == '*' }) {
		return quoted(s)
	}
	if afterField {
		return s
	}
	if s[0] == '-' || s == "AND" || s == "OR" || s == "NOT" || isNear(s) || fieldName([]rune(s)) > 0 {
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

func quotation(r rune) bool { return strings.ContainsRune("\"“”„‟«»＂", r) }

// breaks tells whether a rune ends a word.
func breaks(r rune) bool {
	return blank(r) || quotation(r) || r == '(' || r == ')'
}

// blank tells whether a rune counts as white space; control characters do.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// invisible tells whether a rune has no width and is read over: zero-width
// spaces and joiners, soft hyphens, marks of direction.
func invisible(r rune) bool { return unicode.Is(unicode.Cf, r) }
