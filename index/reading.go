package index

import (
	"fmt"
	"strings"
	"time"
)

// Reading tells in plain English how the query is understood, as one line
// without a full stop: statements whose content, title or source has any form
// of “outage”, and whose stance is deny or accuse. Relative dates are told by
// the calendar where Now is set.
func (q Query) Reading() string {
	r := reader{of: q.Of, now: q.Now}
	var with, when, without []string
	for _, e := range r.gathered(q.Expr) {
		switch e := e.(type) {
		case Not:
			without = append(without, r.clause(e.Expr))
		case Dates:
			when = append(when, r.clause(e))
		default:
			with = append(with, r.clause(e))
		}
	}
	for _, f := range q.Filters {
		with = append(with, r.values(f.Field, f.Values))
	}
	if len(with)+len(when)+len(without) == 1 { // alone, it needs no parentheses
		for _, list := range [][]string{with, when, without} {
			for i, clause := range list {
				if inside, ok := strings.CutPrefix(clause, "("); ok {
					list[i] = strings.TrimSuffix(inside, ")")
				}
			}
		}
	}
	text := r.noun()
	if len(with) > 0 {
		text += " " + strings.Join(with, ", and ")
	}
	if len(when) > 0 {
		if len(with) > 0 {
			text += ","
		}
		text += " " + strings.Join(when, " and ")
	}
	if len(without) > 0 {
		if len(with)+len(when) > 0 {
			text += ","
		}
		text += " but not those " + strings.Join(without, " or those ")
	}
	if len(with)+len(when) == 0 {
		text = "all " + text
	}
	return text
}

// reader writes a query's nodes as clauses of one sentence.
type reader struct {
	of  Document
	now time.Time
}

func (r reader) noun() string {
	if r.of == Articles {
		return "articles"
	}
	return "statements"
}

// gathered gives the operands of the top level, those that look for words in
// the same field as one.
func (r reader) gathered(e Expr) []Expr {
	all, ok := e.(And)
	if !ok {
		if e == nil {
			return nil
		}
		return []Expr{e}
	}
	var list []Expr
	at := map[Field]int{}
	for _, x := range all {
		f, ok := wordsOf(x)
		i, seen := at[f]
		switch {
		case !ok:
			list = append(list, x)
		case !seen:
			at[f] = len(list)
			list = append(list, And{x})
		default:
			list[i] = append(list[i].(And), x)
		}
	}
	return list
}

// wordsOf gives the field of a node that looks for words in one field alone and
// denies nothing.
func wordsOf(e Expr) (Field, bool) {
	var list []Expr
	switch e := e.(type) {
	case Term:
		return e.Field, true
	case Phrase:
		return e.Field, true
	case Near:
		return e.Field, true
	case Prefix:
		return e.Field, e.Field == "" || isText(e.Field)
	case And:
		list = e
	case Or:
		list = e
	default:
		return "", false
	}
	f, ok := wordsOf(list[0])
	for _, x := range list[1:] {
		other, words := wordsOf(x)
		ok = ok && words && other == f
	}
	return f, ok
}

// clause writes a node so that it can follow "statements".
func (r reader) clause(e Expr) string {
	if f, ok := wordsOf(e); ok {
		return "whose " + r.place(f) + " has " + sought(e, false)
	}
	switch e := e.(type) {
	case Prefix:
		return subject(e.Field) + " begins with “" + e.Word + "”"
	case Value:
		return r.values(e.Field, []string{e.Value})
	case Dates:
		return "published " + r.dates(e)
	case Not:
		return "that are not among those " + r.clause(e.Expr)
	case And:
		return r.clauses(e, " and ")
	case Or:
		if f, values := facetValues(e); f != "" {
			return r.values(f, values)
		}
		return r.clauses(e, " or ")
	}
	return ""
}

func (r reader) clauses(list []Expr, by string) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = r.clause(e)
	}
	return "(" + strings.Join(parts, by) + ")"
}

// place names where words are looked for.
func (r reader) place(f Field) string {
	switch {
	case f == "":
		return listed(texts(Bare(r.of)), "or")
	case f == Lead && r.of == Articles:
		return "opening"
	case f == Lead:
		return "article's opening"
	case f == Text && r.of != Articles:
		return "article's text"
	case r.of == Articles && f.OfStatement():
		return "statements' " + string(f)
	}
	return string(f)
}

// sought writes what is looked for; inner is within another node.
func sought(e Expr, inner bool) string {
	var list []Expr
	by := ""
	switch e := e.(type) {
	case Term:
		if wordCount(strings.TrimSuffix(strings.TrimSuffix(e.Word, "'s"), "’s")) > 1 { // e-mail
			return "exactly “" + e.Word + "”"
		}
		return "any form of “" + e.Word + "”"
	case Phrase:
		return "exactly “" + e.Text + "”"
	case Prefix:
		return "a word that begins with “" + e.Word + "”"
	case Near:
		if inner {
			return "(" + near(e) + ")"
		}
		return near(e)
	case And:
		list, by = e, " and "
	case Or:
		list, by = e, " or "
	}
	if len(list) == 1 {
		return sought(list[0], inner)
	}
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = sought(x, true)
	}
	text := strings.Join(parts, by)
	if inner {
		return "(" + text + ")"
	}
	return text
}

func near(e Near) string {
	sides := sought(e.A, true) + " and " + sought(e.B, true)
	switch e.Words {
	case 0:
		return sides + " side by side in either order"
	case 1:
		return sides + " in either order with at most one word between"
	}
	return fmt.Sprintf("%s in either order with at most %d words between", sides, e.Words)
}
