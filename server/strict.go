package server

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"onrecord/index"
)

// parameters are what an operation takes from an address's query.
type parameters struct {
	names []string
	once  map[string]bool
}

func parametersOf(op *huma.Operation) parameters {
	known := parameters{once: make(map[string]bool)}
	for _, p := range op.Parameters {
		if p.In == "query" {
			known.names = append(known.names, p.Name)
			known.once[p.Name] = p.Schema.Type != huma.TypeArray || p.Explode == nil || !*p.Explode
		}
	}
	return known
}

// check refuses what an operation would pass over: parameters that it doesn't
// have, and those given twice that it takes once. A misspelt filter would
// otherwise answer another question than the one asked.
func (known parameters) check(r *http.Request) error {
	if r.URL.RawQuery == "" {
		return nil
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return huma.Error400BadRequest("The address cannot be read.", &huma.ErrorDetail{Location: "query", Message: err.Error()})
	}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if reason := known.refusal(name, len(values[name])); reason != "" {
			wrong = append(wrong, &huma.ErrorDetail{Location: "query." + strings.ToValidUTF8(name, "\uFFFD"), Message: reason})
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return huma.Error400BadRequest("The address has parameters that cannot be taken.", wrong[:min(len(wrong), 20)]...)
}

// refusal tells why a parameter cannot be taken.
func (known parameters) refusal(name string, times int) string {
	switch {
	case slices.Contains(known.names, name) && (times == 1 || !known.once[name]):
		return ""
	case slices.Contains(known.names, name):
		return fmt.Sprintf("given %d times, taken once", times)
	case len(known.names) == 0:
		return "there is no such parameter; this operation has none"
	}
	if near := index.Nearest(name, known.names); near != "" {
		return fmt.Sprintf("there is no such parameter; did you mean %q?", near)
	}
	return "there is no such parameter; there are " + strings.Join(known.names, ", ")
}
