package server

import "onrecord/index"

// SearchAnswer is a search's result as it leaves the house: what `onrecord
// search --format json` prints, in the API's own types.
type SearchAnswer struct {
	Total      int                   `json:"total"`
	Statements []apiStatement        `json:"statements"`
	Facets     map[string][]apiCount `json:"facets"`
	Next       string                `json:"next,omitempty"`
}

// Answer makes the outside form of a result.
func Answer(r index.Result) SearchAnswer {
	a := SearchAnswer{Total: r.Total, Statements: make([]apiStatement, len(r.Hits)), Facets: map[string][]apiCount{}, Next: r.Next}
	for i, h := range r.Hits {
		a.Statements[i] = apiStatementOf(h)
	}
	for field, counts := range r.Facets {
		a.Facets[string(field)] = make([]apiCount, len(counts))
		for i, c := range counts {
			a.Facets[string(field)][i] = apiCount{c.Value, c.Count}
		}
	}
	return a
}
