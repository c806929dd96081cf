package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The bounds of NEAR.
const (
	mostBetween  = 50
	usualBetween = 5
)

// near reads an operand, or two with NEAR between them.
func (p *parser) near(within Field) (Expr, error) {
	start := p.peek()
	a, err := p.operand(within)
	if err != nil || p.peek().kind != nearToken {
		return a, err
	}
	t := p.take()
	n, err := between(t)
	if err != nil {
		return nil, err
	}
	next := p.peek()
	b, err := p.operand(within)
	if err != nil {
		return nil, err
	}
	e, err := closely(n, a, b, start, next)
	if err != nil {
		if at := new(SyntaxError); errors.As(err, &at) && at.mend != nil {
			at.mend.end = p.tokens[p.at-1].end
		}
		return nil, err
	}
	if more := p.peek(); more.kind == nearToken {
		return nil, &SyntaxError{Pos: more.pos, Reason: "NEAR joins two; for three, write (a NEAR/5 b) AND (b NEAR/5 c)"}
	}
	return e, nil
}

// between reads the number of NEAR.
func between(t token) (int, error) {
	digits, slash := strings.CutPrefix(t.text, "/")
	n, ok := number(digits)
	e := &SyntaxError{Pos: t.pos}
	switch {
	case !slash || digits == "" || !ok:
		e.Reason = fmt.Sprintf("NEAR is followed by the number of words that may stand between: NEAR/%d; to search for the word, put it in quotation marks", usualBetween)
		e.mend = &edit{t.pos, t.end, fmt.Sprintf("NEAR/%d", usualBetween)}
	case n > mostBetween:
		e.Reason = fmt.Sprintf("NEAR reaches over %d words at most", mostBetween)
		e.mend = &edit{t.pos, t.end, fmt.Sprintf("NEAR/%d", mostBetween)}
	default:
		return n, nil
	}
	return 0, e
}

// number reads up to nine digits.
func number(digits string) (int, bool) {
	if digits == "" || len(digits) > 9 || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n := 0
	for _, d := range digits {
		n = 10*n + int(d-'0')
	}
	return n, true
}

// closely makes the node of two sides, which are of one field.
func closely(n int, a, b Expr, left, right token) (Expr, error) {
	var found []Field
	for side, e := range []Expr{a, b} {
		if fields, ok := sideOf(e); ok {
			found = append(found, fields...)
			continue
		}
		at := []token{left, right}[side]
		return nil, &SyntaxError{Pos: at.pos, Reason: "beside NEAR stands a word, a phrase or alternatives: (a OR \"b c\") NEAR/5 d"}
	}
	slices.Sort(found)
	e := Near{found[len(found)-1], n, loose(a), loose(b)}
	found = slices.Compact(found)
	if len(found) == 1 {
		return e, nil
	}
	at := &SyntaxError{Pos: left.pos, Reason: "both sides of NEAR are of the same field: title:(a NEAR/5 b)"}
	if len(found) == 2 && found[0] == "" {
		at.mend = &edit{left.pos, left.end, e.String()} // up to where the caller stands
	}
	return nil, at
}

// sideOf gives the fields of a side of NEAR, if it is one.
func sideOf(e Expr) ([]Field, bool) {
	switch e := e.(type) {
	case Term:
		return []Field{e.Field}, true
	case Phrase:
		return []Field{e.Field}, true
	case Prefix:
		return []Field{e.Field}, e.Field == "" || isText(e.Field)
	case Or:
		var all []Field
		for _, x := range e {
			fields, ok := sideOf(x)
			if !ok {
				return nil, false
			}
			all = append(all, fields...)
		}
		return all, true
	}
	return nil, false
}

// loose gives a side of NEAR without its field, which the node has.
func loose(e Expr) Expr {
	switch e := e.(type) {
	case Term:
		if plain(e.Word, false) != e.Word { // title:AND
			return Phrase{"", e.Word}
		}
		return Term{"", e.Word}
	case Phrase:
		return Phrase{"", e.Text}
	case Prefix:
		return Prefix{"", e.Word}
	case Or:
		list := make(Or, len(e))
		for i, x := range e {
			list[i] = loose(x)
		}
		return list
	}
	return e
}
