package index

import (
	"errors"
	"slices"
	"strings"
)

// Filter gives the values chosen of a field, nil for none.
func (q Query) Filter(f Field) []string {
	for _, x := range q.Filters {
		if x.Field == f {
			return x.Values
		}
	}
	return nil
}

// Has tells whether a field's value is chosen, in whatever spelling.
func (q Query) Has(f Field, value string) bool {
	return slices.ContainsFunc(q.Filter(f), func(v string) bool { return SameValue(v, value) })
}

// With gives the query with a facet's value chosen too, from the first page.
func (q Query) With(f Field, value string) Query {
	if q.Has(f, value) {
		q.Cursor = ""
		return q
	}
	return q.choose(f, append(slices.Clone(q.Filter(f)), value))
}

// Without gives the query with a facet's value no longer chosen, from the
// first page.
func (q Query) Without(f Field, value string) Query {
	return q.choose(f, slices.DeleteFunc(slices.Clone(q.Filter(f)), func(v string) bool { return SameValue(v, value) }))
}

// choose replaces a field's values and keeps the order of Facets.
func (q Query) choose(f Field, values []string) Query {
	slices.Sort(values)
	var filters []Filter
	for _, x := range Facets() {
		chosen := q.Filter(x)
		if x == f {
			chosen = values
		}
		if len(chosen) > 0 {
			filters = append(filters, Filter{x, chosen})
		}
	}
	q.Filters, q.Cursor = filters, ""
	return q
}

// String writes the parts of the query that its text form holds.
func (q Query) String() string {
	var parts []string
	if q.Expr != nil {
		parts = append(parts, q.words())
	}
	for _, f := range q.Filters {
		parts = append(parts, f.String())
	}
	return strings.Join(parts, " ")
}

// words writes the expression as the top level of a text: a facet's value in
// it stands in parentheses, so that it isn't read as a filter.
func (q Query) words() string {
	switch e := q.Expr.(type) {
	case Near:
		return e.String()
	case Or:
		if len(q.Filters) == 0 {
			return e.String()
		}
	case And:
		parts := make([]string, len(e))
		for i, n := range e {
			parts[i] = sealed(n)
		}
		return strings.Join(parts, " ")
	}
	return sealed(q.Expr)
}

func sealed(e Expr) string {
	if v, ok := e.(Value); ok && isFacet(v.Field) {
		return "(" + v.String() + ")"
	}
	return grouped(e)
}

// String writes the filter as a term of a query.
func (f Filter) String() string {
	if len(f.Values) == 1 {
		return prefix(f.Field) + plain(f.Values[0], true)
	}
	values := make([]string, len(f.Values))
	for i, v := range f.Values {
		values[i] = plain(v, false)
	}
	return prefix(f.Field) + "(" + strings.Join(values, " OR ") + ")"
}

// ErrCursor is the error of a search whose cursor no index of this kind gave,
// or gave for another sort order.
var ErrCursor = errors.New("not a cursor of this search")

// ErrTooMany is the error of a search that would have to hold more than an index
// may, to count or to show together what belongs together.
var ErrTooMany = errors.New("more matches than can be counted or shown together: ask for fewer, or count and show statements one by one")
