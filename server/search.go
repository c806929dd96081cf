package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"onrecord/index"
)

// pageSize is the number of statements on one page of results.
const pageSize = 20

// searchPage is what the search template shows.
type searchPage struct {
	frame
	// Text is what stands in the query box.
	Text    string
	Problem *problemView
	// Reading tells how the query is understood, empty for none.
	Reading string
	Hints   []hintView
	Chips   []chip
	// Clear leads to the query without any filter.
	Clear  string
	Facets []facetView
	Total  int
	// Unit is what Total counts.
	Unit string
	// Kept are the choices that the form hands on.
	Kept      []kept
	Millis    int64
	Hits      []statementView
	Sorts     []choice
	Units     []choice
	Repeats   []choice
	Histogram *histogram
	// Nearest is there for an answer of nothing.
	Nearest  *nearestView
	First    string
	Next     string
	Overview *overview
	Examples []example
	// Save is the page that saves this search, if there is one.
	Save string
}

// nearestView is what any of the words find where all of them find nothing.
type nearestView struct {
	Total int
	Hits  []statementView
	URL   string
}

// nearestShown is how many of them are shown.
const nearestShown = 5

func (s *site) nearestTo(ctx context.Context, q index.Query) (*nearestView, error) {
	loose, ok := q.Loosened()
	if !ok {
		return nil, nil
	}
	n := nearestView{URL: pageAddress(loose)}
	loose.Limit, loose.ByDate = nearestShown, false
	r, err := s.Index.Search(ctx, loose)
	if err != nil {
		return nil, fmt.Errorf("search for any of the words: %w", err)
	}
	n.Total = r.Total
	for _, h := range r.Hits {
		n.Hits = append(n.Hits, viewOf(h))
	}
	if len(n.Hits) == 0 {
		return nil, nil
	}
	return &n, nil
}

// kept is a parameter that outlasts another question.
type kept struct{ Name, Value string }

// chip is an active filter with the address of the query without it.
type chip struct{ Label, Value, Remove string }

// choice is one of several ways to look at the same answer.
type choice struct {
	Label, URL string
	Current    bool
}

// example is a query that a reader may try.
type example struct{ Text, URL string }

func (s *site) examples() []example {
	out := make([]example, len(s.Examples))
	for i, text := range s.Examples {
		out[i] = example{Text: text, URL: searchFor(text)}
	}
	return out
}

func (s *site) search(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	q, err := readQuery(values)
	if err != nil {
		return s.unreadable(w, r, values.Get("q"), err)
	}
	full := q
	full.Limit, full.Facets = pageSize, index.Facets()
	if q.Cursor == "" {
		full.Every, full.Bars, full.Table = index.Daily, mostSlots, overviewTable()
	}
	full.ByDate = q.ByDate || q.Expr == nil // without words there is nothing to be relevant to
	result, err := s.counts.Search(r.Context(), full)
	if err != nil {
		return refused(err)
	}
	p := searchPage{
		frame: s.frame(q.String()), Text: words(q), Chips: chips(q), Clear: pageAddress(unfiltered(q)),
		Facets: facetViews(q, result, index.Field(values.Get("more"))), Total: result.Total, Unit: UnitName(q.Count, result.Total), Kept: keptOf(q),
		Millis: result.Took.Milliseconds(), Sorts: sorts(q, result.Total), Units: unitChoices(q), Repeats: repeatChoices(q, result.Hits), Examples: s.examples(),
	}
	p.Here, p.Ways, p.Save = "search", waysOf(q), s.savePath(q)
	if q.String() != "" {
		p.Reading, p.Hints = readingOf(q, s.Now()), hintsOf(values)
	}
	for _, h := range result.Hits {
		p.Hits = append(p.Hits, viewOf(h))
	}
	if result.Next != "" {
		next := q
		next.Cursor = result.Next
		p.Next = pageAddress(next)
	}
	if q.Cursor != "" {
		p.First = pageAddress(first(q))
		return s.send(w, http.StatusOK, "search", p)
	}
	p.Overview = overviewOf(q, result)
	p.Histogram = histogramOf(q, result)
	if result.Total == 0 {
		if p.Nearest, err = s.nearestTo(r.Context(), q); err != nil {
			return refused(err)
		}
	}
	return s.send(w, http.StatusOK, "search", p)
}

func keptOf(q index.Query) []kept {
	var out []kept
	if q.ByDate && q.Expr != nil {
		out = append(out, kept{"sort", "date"})
	}
	if q.Count != "" {
		out = append(out, kept{"count", string(q.Count)})
	}
	if !q.Collapse {
		out = append(out, kept{"collapse", "no"})
	}
	return out
}

// readQuery reads a search of statements from an address. The size of a page
// is not the address's to say.
func readQuery(values url.Values) (index.Query, error) {
	q, err := index.FromValues(values)
	q.Of, q.Limit, q.Every = "", 0, ""
	q.Collapse = values.Get("collapse") != "no"
	return q, err
}

// unreadable shows the search page with the place at which a query stops
// making sense.
func (s *site) unreadable(w http.ResponseWriter, r *http.Request, text string, err error) error {
	s.logFailure(r, http.StatusBadRequest, err)
	text = string([]rune(text)) // an address may hold what is no UTF-8
	p := searchPage{frame: s.frame("Question not understood"), Text: text, Problem: problemOf(text, r.URL.Query(), err), Examples: s.examples()}
	p.Here = "search"
	return s.send(w, http.StatusBadRequest, "search", p)
}

func chips(q index.Query) []chip {
	var out []chip
	for _, f := range q.Filters {
		for _, v := range f.Values {
			out = append(out, chip{Label: fieldLabel(f.Field), Value: valueLabel(f.Field, v), Remove: pageAddress(q.Without(f.Field, v))})
		}
	}
	return out
}

// sorts are the orders that make a difference: without words there is nothing
// to be relevant to.
func sorts(q index.Query, total int) []choice {
	if q.Expr == nil || total < 2 {
		return nil
	}
	byScore, byDate := first(q), first(q)
	byScore.ByDate, byDate.ByDate = false, true
	return []choice{
		{Label: "Most relevant", URL: pageAddress(byScore), Current: !q.ByDate},
		{Label: "Newest", URL: pageAddress(byDate), Current: q.ByDate},
	}
}
