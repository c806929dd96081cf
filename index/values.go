package index

import (
	"fmt"
	"net/url"
	"strconv"
)

// Values gives the query as the parameters of a URL: q for the words, one
// parameter for each filter's value under the field's name, of, sort=date,
// count, every, collapse=yes, limit and cursor. What equals the default is
// left out. Facets have no parameter: whoever serves a page knows which it
// shows.
func (q Query) Values() url.Values {
	v := url.Values{}
	if text := (Query{Expr: q.Expr}).String(); text != "" {
		v.Set("q", text)
	}
	for _, f := range q.Filters {
		v[string(f.Field)] = append([]string(nil), f.Values...)
	}
	if q.Of == Articles {
		v.Set("of", string(q.Of))
	}
	if q.ByDate {
		v.Set("sort", "date")
	}
	if q.Count != "" && q.Count != q.unit() {
		v.Set("count", string(q.Count))
	}
	if q.Every != "" {
		v.Set("every", string(q.Every))
	}
	if q.Collapse {
		v.Set("collapse", "yes")
	}
	if q.Limit != 0 {
		v.Set("limit", strconv.Itoa(q.Limit))
	}
	if q.Cursor != "" {
		v.Set("cursor", q.Cursor)
	}
	return v
}

// FromValues reads what Values wrote, or a person typed. Filters in the text
// of q and in parameters are joined. Unknown parameters are left to others.
// An error in q is a *SyntaxError.
func FromValues(v url.Values) (Query, error) {
	q, err := Parse(v.Get("q"))
	if err != nil {
		return Query{}, err
	}
	for _, f := range Facets() {
		for _, value := range v[string(f)] {
			value = tidy(value)
			if value == "" {
				continue
			}
			value, reason, _ := canonical(f, value)
			if reason != "" {
				return Query{}, fmt.Errorf("parameter %s: %s", f, reason)
			}
			q = q.With(f, value)
		}
	}
	switch sort := v.Get("sort"); sort {
	case "", "relevance":
	case "date":
		q.ByDate = true
	default:
		return Query{}, fmt.Errorf("parameter sort: %q is neither relevance nor date", sort)
	}
	q.Of = Document(v.Get("of"))
	if q.Of == Statements {
		q.Of = ""
	}
	if q.Count = Unit(v.Get("count")); q.Count == q.unit() {
		q.Count = ""
	}
	q.Every = Interval(v.Get("every"))
	switch collapse := v.Get("collapse"); collapse {
	case "", "no":
	case "yes":
		q.Collapse = true
	default:
		return Query{}, fmt.Errorf("parameter collapse: %q is neither yes nor no", collapse)
	}
	if text := v.Get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > MaxLimit {
			return Query{}, fmt.Errorf("parameter limit: %q is not a number from 1 to %d", text, MaxLimit)
		}
		q.Limit = n
	}
	q.Cursor = v.Get("cursor")
	return q, q.Validate()
}

// unit is what an empty Count means.
func (q Query) unit() Unit {
	if q.Of == Articles {
		return ByArticle
	}
	return ByStatement
}
