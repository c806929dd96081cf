package server

import (
	"maps"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

// document adds to the API's description what all answers have in common: the
// headers that limiter and gate set, and the answer that nothing has changed.
// What operations share is described once.
func document(doc *huma.OpenAPI) {
	c := doc.Components
	c.Headers = commonHeaders()
	c.Parameters, c.Responses = make(map[string]*huma.Param), map[string]*huma.Response{
		"304": {Description: "What If-None-Match names is still the answer", Headers: headers("ETag")},
	}
	for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
		op := doc.Paths[path].Get
		for status, answer := range op.Responses {
			if status == "200" {
				answer.Headers = merged(answer.Headers, headers())
				continue
			}
			answer.Headers = headers()
			if status == "429" || status == "503" {
				answer.Headers = headers("Retry-After")
			}
			c.Responses[status] = answer
			op.Responses[status] = &huma.Response{Ref: "#/components/responses/" + status}
		}
		if op.Metadata[streamed] == nil || op.Metadata[tagged] != nil {
			op.Responses["200"].Headers = merged(op.Responses["200"].Headers, headers("ETag"))
			op.Responses["304"] = &huma.Response{Ref: "#/components/responses/304"}
		}
		share(op, c.Parameters)
	}
}

func commonHeaders() map[string]*huma.Param {
	header := func(kind, what string) *huma.Param {
		return &huma.Param{Description: what, Schema: &huma.Schema{Type: kind}}
	}
	return map[string]*huma.Param{
		"ETag":                  header(huma.TypeString, "Names this answer, for If-None-Match"),
		"Retry-After":           header(huma.TypeInteger, "Seconds after which to ask again; absent where nobody can tell"),
		"X-RateLimit-Limit":     header(huma.TypeInteger, "How many requests may come at once; absent, as are the others, for clients without a limit"),
		"X-RateLimit-Remaining": header(huma.TypeInteger, "How many of them are left"),
		"X-RateLimit-Reset":     header(huma.TypeInteger, "Seconds until all are back"),
	}
}

// headers refers to those that every answer has, and to others by name.
func headers(more ...string) map[string]*huma.Param {
	out := make(map[string]*huma.Param)
	for _, name := range append(more, "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset") {
		out[name] = &huma.Param{Ref: "#/components/headers/" + name}
	}
	return out
}

func merged(a, b map[string]*huma.Param) map[string]*huma.Param {
	maps.Copy(b, a)
	return b
}

// share describes an operation's parameters by reference to those of the same
// name, if they are the same.
func share(op *huma.Operation, all map[string]*huma.Param) {
	for i, p := range op.Parameters {
		if all[p.Name] == nil {
			all[p.Name] = p
		}
		if reflect.DeepEqual(all[p.Name], p) {
			op.Parameters[i] = &huma.Param{Ref: "#/components/parameters/" + p.Name}
		}
	}
}
