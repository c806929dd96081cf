package server

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"onrecord/index"
)

// address is the search page for a query.
func address(q index.Query) string { return "/" + asked(q.Values()) }

// pageAddress is the search page for a query as the page shows it: there,
// statements that repeat each other stand together unless that is refused.
func pageAddress(q index.Query) string {
	v := q.Values()
	v.Del("collapse")
	if !q.Collapse {
		v.Set("collapse", "no")
	}
	return "/" + asked(v)
}

// searchFor is the search page for a query as people write it.
func searchFor(text string) string { return "/" + asked(url.Values{"q": {text}}) }

func asked(v url.Values) string {
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// first gives a query's first page.
func first(q index.Query) index.Query {
	q.Cursor = ""
	return q
}

// only gives a query with exactly one value of a field chosen, on its first
// page.
func only(q index.Query, f index.Field, value string) index.Query {
	for _, v := range q.Filter(f) {
		q = q.Without(f, v)
	}
	return q.With(f, value)
}

// unfiltered gives a query's words alone.
func unfiltered(q index.Query) index.Query {
	q.Filters, q.Cursor = nil, ""
	return q
}

// words is a query's text without its filters.
func words(q index.Query) string { return index.Query{Expr: q.Expr}.String() }

// problemView shows where a query stops making sense.
type problemView struct {
	Reason string
	// Before, At and After are the query's text, cut at the place; all empty
	// when the trouble is not in the text.
	Before, At, After string
	// Suggestion is the query mended, and Mended its page; empty where it isn't
	// clear how.
	Suggestion, Mended string
}

// problemOf explains an error of reading a query.
func problemOf(text string, values url.Values, err error) *problemView {
	p := &problemView{Reason: err.Error() + "."}
	var syntax *index.SyntaxError
	if !errors.As(err, &syntax) {
		return p
	}
	if p.Reason = syntax.Reason; !strings.HasSuffix(p.Reason, "?") {
		p.Reason += "."
	}
	p.Suggestion, p.Mended = syntax.Suggestion, instead(values, syntax.Suggestion)
	at := 0
	for n := 0; n < syntax.Pos && at < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	p.Before, p.At, p.After = text[:at], text[at:at+size], text[at+size:]
	return p
}

// refused gives the error of a search its meaning for the reader.
func refused(err error) error {
	if errors.Is(err, index.ErrCursor) {
		return &failure{Status: http.StatusBadRequest, Title: "That page of results is gone",
			Detail: "The address names a page of another search. Start again from its first page.", Err: err}
	}
	if errors.Is(err, index.ErrTooMany) {
		return &failure{Status: http.StatusBadRequest, Title: "That is too much at once",
			Detail: "There are more matches than can be counted or shown together. Narrow the search, or count and show statements one by one.", Err: err}
	}
	return err
}
