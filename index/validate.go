package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Validate tells why no index can answer the query: a filter that isn't a
// facet or is empty, a bound that is passed, an unknown kind of document.
func (q Query) Validate() error {
	if f, ok := strange(q.Expr); ok {
		return fmt.Errorf("the field %q can't be asked for so", f)
	}
	terms := termsOf(q.Expr)
	for _, f := range q.Filters {
		if !isFacet(f.Field) {
			return fmt.Errorf("filter by %q: not a facet", f.Field)
		}
		if len(f.Values) == 0 {
			return fmt.Errorf("filter by %s: no value", f.Field)
		}
		terms += len(f.Values)
	}
	for _, f := range q.Facets {
		if !isFacet(f) {
			return fmt.Errorf("count %q: not a facet", f)
		}
	}
	if terms > MaxTerms {
		return fmt.Errorf("more than %d words and values", MaxTerms)
	}
	if utf8.RuneCountInString(q.String()) > MaxLength {
		return fmt.Errorf("a query of more than %d characters", MaxLength)
	}
	if q.Limit < 0 || q.Limit > MaxBatch {
		return fmt.Errorf("limit %d: not 1 to %d", q.Limit, MaxBatch)
	}
	if q.Of != "" && q.Of != Statements && q.Of != Articles {
		return fmt.Errorf("of %q: neither %s nor %s", q.Of, Statements, Articles)
	}
	if err := q.validTable(); err != nil {
		return err
	}
	return q.validCount()
}

// Units lists what a search for a kind of document can count, the default
// first.
func Units(of Document) []Unit {
	if of == Articles {
		return []Unit{ByArticle, ByStory}
	}
	return []Unit{ByStatement, ByUtterance, ByArticle, ByStory}
}

// Intervals lists the widths of a histogram's bars.
func Intervals() []Interval { return []Interval{Daily, Weekly, Monthly} }

// validCount tells why the query's counts can't be had: an article isn't one
// statement or one utterance, so a search for articles counts and collapses by
// neither.
func (q Query) validCount() error {
	if units := Units(q.Of); q.Count != "" && !slices.Contains(units, q.Count) {
		if slices.Contains(Units(Statements), q.Count) {
			return fmt.Errorf("count %q: a search for articles counts one of %s", q.Count, strings.Join(texts(units), ", "))
		}
		return fmt.Errorf("count %q: not one of %s", q.Count, strings.Join(texts(units), ", "))
	}
	if q.Every != "" && !slices.Contains(Intervals(), q.Every) {
		return fmt.Errorf("every %q: not one of %s", q.Every, strings.Join(texts(Intervals()), ", "))
	}
	if q.Bars < 0 {
		return fmt.Errorf("%d bars: less than none", q.Bars)
	}
	if q.Collapse && q.Of == Articles {
		return errors.New("collapse: a search for articles has no utterances to collapse")
	}
	return nil
}

// strange gives a field that a node can't have, in a query that Parse didn't
// read.
func strange(e Expr) (Field, bool) {
	switch e := e.(type) {
	case And:
		return firstStrange(e)
	case Or:
		return firstStrange(e)
	case Not:
		return strange(e.Expr)
	case Near:
		return e.Field, e.Field != "" && !isText(e.Field)
	case Term:
		return e.Field, e.Field != "" && !isText(e.Field)
	case Phrase:
		return e.Field, e.Field != "" && !isText(e.Field)
	case Prefix:
		return e.Field, e.Field != "" && !isText(e.Field) && !isOpen(e.Field)
	case Value:
		_, known := named(string(e.Field))
		return e.Field, !known || isText(e.Field) || isDate(e.Field) || e.Field == In
	}
	return "", false
}

func firstStrange(list []Expr) (Field, bool) {
	for _, x := range list {
		if f, ok := strange(x); ok {
			return f, true
		}
	}
	return "", false
}

// termsOf counts words and values as Parse does.
func termsOf(e Expr) int {
	n := 0
	switch e := e.(type) {
	case And:
		for _, x := range e {
			n += termsOf(x)
		}
	case Or:
		for _, x := range e {
			n += termsOf(x)
		}
	case Not:
		return termsOf(e.Expr)
	case Term:
		return max(1, wordCount(e.Word))
	case Phrase:
		return max(1, wordCount(e.Text))
	case Near:
		return termsOf(e.A) + termsOf(e.B)
	case Prefix, Value, Dates:
		return 1
	}
	return n
}
