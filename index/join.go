package index

import "unicode"

// clause is an operand of AND, with whether it was written as a field's
// values without parentheses around it.
type clause struct {
	expr Expr
	bare bool
}

// lift makes filters of a top level's facet values: the first of each field.
// A second one must hold as well, and so stays in the expression.
func lift(clauses []clause) Query {
	var q Query
	var rest []Expr
	for _, c := range clauses {
		f, values := facetValues(c.expr)
		if !c.bare || f == "" || len(q.Filter(f)) > 0 {
			rest = append(rest, c.expr)
			continue
		}
		for _, v := range values {
			q = q.With(f, v)
		}
	}
	q.Expr = all(rest)
	return q
}

// facetValues gives the field and values of a node that asks for one facet's
// values and nothing else.
func facetValues(e Expr) (Field, []string) {
	switch e := e.(type) {
	case Value:
		if isFacet(e.Field) {
			return e.Field, []string{e.Value}
		}
	case Or:
		var field Field
		var values []string
		for _, n := range e {
			v, ok := n.(Value)
			if !ok || !isFacet(v.Field) || (field != "" && v.Field != field) {
				return "", nil
			}
			field, values = v.Field, append(values, v.Value)
		}
		return field, values
	}
	return "", nil
}

// wordCount counts the runs of letters and digits; in scripts without spaces
// every character may be a word.
func wordCount(text string) int {
	n, inside := 0, false
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsNumber(r)
		if letter && (!inside || unicode.In(r, unicode.Han, unicode.Hiragana)) {
			n++
		}
		inside = letter || inside && unicode.IsMark(r)
	}
	return n
}

// all joins operands of AND, without those that ask for nothing.
func all(nodes []Expr) Expr {
	var list And
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case And:
			list = append(list, n...)
		default:
			list = append(list, n)
		}
	}
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

// either joins branches of OR, without those that ask for nothing.
func either(branches [][]clause) Expr {
	var list Or
	for _, b := range branches {
		nodes := make([]Expr, len(b))
		for i, c := range b {
			nodes[i] = c.expr
		}
		switch n := all(nodes).(type) {
		case nil:
		case Or:
			list = append(list, n...)
		default:
			list = append(list, n)
		}
	}
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

func negated(e Expr) Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case Not:
		return e.Expr
	}
	return Not{e}
}
