package server

import (
	"slices"

	"onrecord/index"
)

// way is one of the forms in which a search's result can be had.
type way struct{ Label, URL, Media string }

// waysOf are the ways out of a search, for its page to link to.
func waysOf(q index.Query) []way {
	asks := asked(asksOf(q).Values())
	out := []way{
		{"Atom", "/feed.atom" + asks, atomMedia},
		{"JSON Feed", "/feed.json" + asks, jsonFeedMedia},
		{"JSON", "/api/v1/statements" + asked(first(q).Values()), "application/json"},
	}
	for i, name := range []string{"CSV", "NDJSON", "JSON-LD"} {
		k := exportKinds()[i]
		out = append(out, way{name, "/export." + string(k.format) + asks, k.media})
	}
	return out
}

// AddressOf is where a server gives a query's result in a format; any other
// format is the API's JSON.
func AddressOf(q index.Query, f Format) string {
	if slices.Contains(Formats(), f) {
		return "/export." + string(f) + asked(asksOf(q).Values())
	}
	return "/api/v1/statements" + asked(q.Values())
}

// asksOf is what a query asks for, without how the answer is arranged.
func asksOf(q index.Query) index.Query { return index.Query{Expr: q.Expr, Filters: q.Filters} }
