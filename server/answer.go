package server

import "onrecord/index"

// SearchAnswer is a search's result as it leaves the house: what `onrecord
// search --format json` prints, in the API's own types.
type SearchAnswer struct {
	Total      int         `json:"total"`
	Counted    string      `json:"counted"`
	Statements []Statement `json:"statements"`
	Facets     []apiFacet  `json:"facets"`
	Histogram  []apiBar    `json:"histogram,omitempty"`
	Next       string      `json:"next,omitempty"`
}

// Answer makes the outside form of a query's result.
func Answer(q index.Query, r index.Result) SearchAnswer {
	counted := q.Count
	if counted == "" {
		counted = index.ByStatement
	}
	a := SearchAnswer{Total: r.Total, Counted: string(counted), Statements: make([]Statement, len(r.Hits)), Facets: apiFacetsOf(q, r),
		Histogram: apiBars(r.Histogram), Next: r.Next}
	for i, h := range r.Hits {
		a.Statements[i] = apiStatementOf(h)
	}
	return a
}
