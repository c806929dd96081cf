package server

import (
	"context"
	"strings"

	"onrecord/index"
)

type facetsInput struct {
	SearchParams
	EveryParam
	Count  string   `query:"count" enum:"statements,utterances,articles,stories" default:"statements" doc:"What is counted: statements one by one, utterances (the same words of one speaker, wherever they stand), the articles that tell of them, or stories (reprints are one)."`
	Fields []string `query:"fields" maxItems:"20" enum:"party,stance,target,speaker,quote,certainty,channel,via,outlet,kind,month" doc:"The facets to count, separated by commas; all when absent." example:"[\"party\",\"stance\"]"`
}

type facetsOutput struct {
	Link string `header:"Link" doc:"RFC 8288: this answer (self)."`
	Body struct {
		Total     int        `json:"total" doc:"All that matches, in the unit counted." example:"128"`
		Counted   string     `json:"counted" enum:"statements,utterances,articles,stories" doc:"What is counted."`
		Facets    []apiFacet `json:"facets" doc:"In the order in which people read them."`
		Histogram []apiBar   `json:"histogram,omitempty" doc:"From the first day with a match to the last; there when asked for."`
	}
}

// apiFacet is one facet of an answer.
type apiFacet struct {
	Field  string     `json:"field" doc:"The parameter and the query's field." example:"party"`
	Label  string     `json:"label" doc:"What people call it." example:"Party"`
	Total  int        `json:"total" doc:"How many different values there are." example:"312"`
	Values []apiValue `json:"values" doc:"The most frequent values by falling count, at most 200, and those that are filtered by."`
}

// apiValue is one value of a facet.
type apiValue struct {
	Value    string `json:"value" example:"Delta Air Lines"`
	Label    string `json:"label" doc:"What people call it." example:"Delta Air Lines"`
	Count    int    `json:"count" example:"42"`
	Selected bool   `json:"selected" doc:"Whether the search is filtered by it."`
}

func (s *site) apiFacets(ctx context.Context, in *facetsInput) (*facetsOutput, error) {
	fields := index.Facets()
	if len(in.Fields) > 0 {
		fields = nil
		for _, name := range in.Fields {
			fields = append(fields, index.Field(name))
		}
	}
	v := in.values()
	v.Set("limit", "1")
	v.Set("every", in.Every)
	v.Set("count", in.Count)
	q, result, err := s.apiSearch(ctx, v, fields)
	if err != nil {
		return nil, err
	}
	var out facetsOutput
	q.Limit = 0
	self := q.Values()
	if len(in.Fields) > 0 {
		self.Set("fields", strings.Join(in.Fields, ","))
	}
	out.Link = "</api/v1/facets" + asked(self) + `>; rel="self"`
	out.Body.Total, out.Body.Counted = result.Total, in.Count
	out.Body.Facets = apiFacetsOf(q, result)
	out.Body.Histogram = apiBars(result.Histogram)
	return &out, nil
}

// apiFacetsOf gives the facets that a query asked for.
func apiFacetsOf(q index.Query, r index.Result) []apiFacet {
	out := make([]apiFacet, len(q.Facets))
	for i, f := range q.Facets {
		out[i] = apiFacet{Field: string(f), Label: fieldLabel(f), Total: r.Distinct[f], Values: make([]apiValue, len(r.Facets[f]))}
		for j, c := range r.Facets[f] {
			out[i].Values[j] = apiValue{Value: c.Value, Label: label(f, c.Value), Count: c.Count, Selected: q.Has(f, c.Value)}
		}
	}
	return out
}
