package index

import (
	"strings"
)

type tokenKind uint8

const (
	endToken tokenKind = iota
	wordToken
	phraseToken
	fieldToken // a name and its colon, a value straight behind
	openToken
	closeToken
	andToken
	orToken
	notToken
	nearToken // its text is what stands behind "NEAR"
)

type token struct {
	kind     tokenKind
	text     string
	pos, end int // in code points
}

// lexer cuts a query's text into tokens. It reads code points, so that errors
// can tell positions as people count them.
type lexer struct {
	in []rune
	at int
}

// tokens cuts the whole text.
func tokens(text string) ([]token, error) {
	l := &lexer{in: []rune(text)}
	if len(l.in) > MaxLength {
		return nil, &SyntaxError{Pos: MaxLength, Reason: "the query is too long"}
	}
	var all []token
	for {
		t, err := l.next(len(all) > 0 && all[len(all)-1].kind == fieldToken)
		if err != nil {
			return nil, err
		}
		t.end = l.at
		all = append(all, t)
		if t.kind == endToken {
			return all, nil
		}
	}
}

func (l *lexer) next(isValue bool) (token, error) {
	for l.at < len(l.in) && (blank(l.in[l.at]) || invisible(l.in[l.at])) {
		l.at++
	}
	if l.at == len(l.in) {
		return token{pos: l.at}, nil
	}
	start := l.at
	switch r := l.in[l.at]; {
	case r == '(':
		l.at++
		return token{kind: openToken, pos: start}, nil
	case r == ')':
		l.at++
		return token{kind: closeToken, pos: start}, nil
	case quotation(r):
		return l.phrase()
	case isValue:
		return l.word(), nil
	case r == '-' && l.at+1 < len(l.in) && !blank(l.in[l.at+1]):
		l.at++
		return token{kind: notToken, pos: start}, nil
	}
	if n := fieldName(l.in[l.at:]); n > 0 {
		return l.field(n)
	}
	t := l.word()
	switch {
	case t.text == "AND":
		t.kind = andToken
	case t.text == "OR":
		t.kind = orToken
	case t.text == "NOT":
		t.kind = notToken
	case isNear(t.text):
		t.kind, t.text = nearToken, strings.TrimPrefix(t.text, "NEAR")
	}
	return t, nil
}

// isNear tells whether a word is the operator, be it with a number or not.
func isNear(s string) bool { return s == "NEAR" || strings.HasPrefix(s, "NEAR/") }

// phrase reads from one quotation mark to the one that closes it; a backslash
// takes the meaning from a mark.
func (l *lexer) phrase() (token, error) {
	start := l.at
	closes := l.closing()
	var b strings.Builder
	for l.at++; l.at < len(l.in); l.at++ {
		r := l.in[l.at]
		if strings.ContainsRune(closes, r) {
			l.at++
			return token{kind: phraseToken, text: tidy(b.String()), pos: start}, nil
		}
		if r == '\\' && l.at+1 < len(l.in) && (l.in[l.at+1] == '\\' || quotation(l.in[l.at+1])) {
			l.at++
			r = l.in[l.at]
		}
		b.WriteRune(r)
	}
	return token{}, &SyntaxError{Pos: start, Reason: "this quotation mark is never closed",
		mend: &edit{len(l.in), len(l.in), `"`}}
}

// closing gives the marks that close the phrase which begins here. A straight
// mark is closed by a straight one and a curly one by a curly one, so that
// each may quote the other; where none follows, by any.
func (l *lexer) closing() string {
	const straight, curly, angled = "\"＂", "“”„‟", "«»"
	closes := curly
	switch r := l.in[l.at]; {
	case strings.ContainsRune(straight, r):
		closes = straight
	case strings.ContainsRune(angled, r):
		closes = angled
	}
	for i := l.at + 1; i < len(l.in); i++ {
		if l.in[i] == '\\' {
			i++
		} else if strings.ContainsRune(closes, l.in[i]) {
			return closes
		}
	}
	return straight + curly + angled
}

func (l *lexer) word() token {
	start := l.at
	for l.at < len(l.in) && !breaks(l.in[l.at]) {
		l.at++
	}
	return token{kind: wordToken, text: tidy(string(l.in[start:l.at])), pos: start}
}

// field reads a name before a colon. An unknown name with a blank behind is a
// word of a pasted sentence; anything else unknown is an error.
func (l *lexer) field(n int) (token, error) {
	start := l.at
	name := string(l.in[start : start+n])
	l.at += n + 1
	empty := l.at == len(l.in) || blank(l.in[l.at]) || l.in[l.at] == ')'
	f, known := named(name)
	switch {
	case known && empty:
		return token{}, l.valueless(start, f)
	case known:
		return token{kind: fieldToken, text: string(f), pos: start}, nil
	case empty:
		return token{kind: wordToken, text: strings.ToLower(name), pos: start}, nil
	}
	return token{}, l.unknown(start, name)
}

// valueless is the error of a field with nothing straight behind it.
func (l *lexer) valueless(start int, f Field) error {
	e := &SyntaxError{Pos: start, Reason: string(f) + ": needs a value straight after the colon"}
	value := l.at
	for value < len(l.in) && blank(l.in[value]) {
		value++
	}
	if value > l.at && value < len(l.in) && l.in[value] != ')' {
		e.mend = &edit{l.at, value, ""}
	}
	return e
}

// unknown is the error of a field that isn't there.
func (l *lexer) unknown(start int, name string) error {
	e := &SyntaxError{Pos: start, Reason: "there is no field " + quoted(name)}
	if f := meantField(name); f != "" {
		e.Reason += "; did you mean " + string(f) + ":?"
		e.mend = &edit{start, l.at, string(f) + ":"}
		return e
	}
	e.Reason += "; the fields are " + fieldList() + "; to search for the words, put them in quotation marks"
	if l.word().text == "" { // a phrase or parentheses stand behind the colon
		e.mend = &edit{start, l.at, name + " "}
		return e
	}
	e.mend = &edit{start, l.at, quoted(string(l.in[start:l.at]))}
	return e
}

// fieldName gives the length of the letters before a colon, 0 when the text
// doesn't start so.
func fieldName(in []rune) int {
	for i, r := range in {
		switch {
		case r == ':':
			return i
		case (r < 'a' || r > 'z') && (r < 'A' || r > 'Z'):
			return 0
		}
	}
	return 0
}

// tidy drops what has no width and makes every blank one space.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case blank(r):
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
