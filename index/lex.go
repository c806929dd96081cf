package index

import "strings"

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
)

type token struct {
	kind tokenKind
	text string
	pos  int // code points before it
}

// lexer cuts a query's text into tokens. It reads code points, so that errors
// can tell positions as people count them.
type lexer struct {
	in []rune
	at int
}

// tokens cuts the whole text.
func tokens(text string) ([]token, error) {
	l := &lexer{in: []rune(strings.ToValidUTF8(text, "\uFFFD"))}
	if len(l.in) > MaxLength {
		return nil, &SyntaxError{Pos: MaxLength, Reason: "the query is too long"}
	}
	var all []token
	for {
		t, err := l.next(len(all) > 0 && all[len(all)-1].kind == fieldToken)
		if err != nil {
			return nil, err
		}
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
	switch t.text {
	case "AND":
		t.kind = andToken
	case "OR":
		t.kind = orToken
	case "NOT":
		t.kind = notToken
	}
	return t, nil
}

// phrase reads from one quotation mark to the next; a backslash takes the
// meaning from a mark.
func (l *lexer) phrase() (token, error) {
	start := l.at
	var b strings.Builder
	for l.at++; l.at < len(l.in); l.at++ {
		r := l.in[l.at]
		if quotation(r) {
			l.at++
			return token{kind: phraseToken, text: tidy(b.String()), pos: start}, nil
		}
		if r == '\\' && l.at+1 < len(l.in) && (l.in[l.at+1] == '\\' || quotation(l.in[l.at+1])) {
			l.at++
			r = l.in[l.at]
		}
		b.WriteRune(r)
	}
	return token{}, &SyntaxError{Pos: start, Reason: "this quotation mark is never closed"}
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
		return token{}, &SyntaxError{Pos: start, Reason: string(f) + ": needs a value straight after the colon"}
	case known:
		return token{kind: fieldToken, text: string(f), pos: start}, nil
	case empty:
		return token{kind: wordToken, text: strings.ToLower(name), pos: start}, nil
	}
	return token{}, &SyntaxError{Pos: start, Reason: "there is no field " + quoted(name) +
		"; the fields are " + fieldList() + "; to search for the words, put them in quotation marks"}
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
