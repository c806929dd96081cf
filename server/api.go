package server

import (
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"onrecord/index"
)

// api adds the JSON API, exports, feeds and their description to the routes.
func (s *site) api(mux *http.ServeMux) {
	c := huma.DefaultConfig(s.Name+" API", "1")
	c.Info.Description = apiDescription
	if s.Version != "" {
		c.Info.Description += " Served by " + s.Name + " " + s.Version + "."
	}
	c.OpenAPIPath, c.SchemasPath, c.DocsPath = "/api/openapi", "/api/schemas", ""
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.CreateHooks = nil // answers carry data alone, no "$schema" links
	a := huma.NewAPI(c, gate{humago.NewAdapter(mux, ""), s})
	huma.Register(a, operation("search-statements", "/api/v1/statements", "Search statements",
		"Gives the statements that match a query and filters, one page at a time. "+
			"Values of one filter are alternatives; filters are all required."), s.apiStatements)
	huma.Register(a, operation("count-facets", "/api/v1/facets", "Count facets",
		"Counts the values of facets over the statements that match. A facet is counted with its own filter lifted. "+
			"Counts that take long may be a moment old."), s.apiFacets)
	huma.Register(a, operation("search-articles", "/api/v1/articles", "Search articles",
		"Gives the articles whose text, title or statements match a query and filters, one page at a time."), s.apiArticles)
	huma.Register(a, operation("get-article", "/api/v1/articles/{id}", "Read an article",
		"Gives an article's text with every statement and where it stands in the text, what its revisions changed, "+
			"and where else the same story is printed.", http.StatusNotFound, http.StatusGone), s.apiArticle)
	huma.Register(a, operation("get-utterance", "/api/v1/utterances/{id}", "Read an utterance",
		"Gives the statements of one speaker in the same or nearly the same words, in whatever article: where and when they were seen first, "+
			"and how each is worded otherwise. Any of its statements names it.", http.StatusNotFound), s.apiUtterance)
	huma.Register(a, operation("list-changes", "/api/v1/changes", "List what changed",
		"Gives the events \"article changed\", one for each revision that followed another, the newest first: which statements were added, "+
			"removed, reworded, re-attributed or re-hedged. Edits that touch no words are none."), s.apiChanges)
	huma.Register(a, operation("validate-query", "/api/v1/query/validate", "Check a query",
		"Reads a query without searching: tells how it is understood, or where and why it is not."), s.apiValidate)
	if s.Evidence != nil {
		s.apiEvidence(a)
	}
	s.exports(a)
	s.feeds(a)
	document(a.OpenAPI())
	mux.HandleFunc("/api/", s.apiElsewhere)
}

const apiDescription = "Who is on record as saying what: statements found in news coverage, with their evidence. " +
	"Offsets count Unicode code points, the end exclusive, as W3C Web Annotation's TextPositionSelector does. " +
	"Parameters that an operation doesn't have are refused. Answers carry an ETag (a weak one where they are streamed): sent back as If-None-Match, " +
	"it saves an answer that hasn't changed. Pages follow one another by `next`, in the body and as a Link. " +
	"A client that asks too often gets 429 and is told in Retry-After when to ask again."

// operation describes one that is asked with GET. All may refuse what they are
// asked, be asked too often, or fail.
func operation(id, path, summary, description string, failures ...int) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Description: description,
		Errors: append(failures, http.StatusBadRequest, http.StatusRequestURITooLong, http.StatusUnprocessableEntity,
			http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable)}
}

// schemaName names a type in the API's description.
func schemaName(t reflect.Type, hint string) string {
	name := strings.TrimPrefix(huma.DefaultSchemaNamer(t, hint), "Api")
	return strings.Replace(name, "OutputBody", "Answer", 1)
}

// apiElsewhere answers whatever under /api no operation does.
func (s *site) apiElsewhere(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		s.problem(w, &failure{Status: http.StatusMethodNotAllowed, Detail: "The API is read with GET."})
		return
	}
	s.problem(w, &failure{Status: http.StatusNotFound,
		Detail: "There is no such operation; /api/openapi.json describes those there are."})
}

// problem writes a failure as problem+json.
func (s *site) problem(w http.ResponseWriter, f *failure) {
	s.writeProblem(w, &huma.ErrorModel{Status: f.Status, Title: http.StatusText(f.Status), Detail: f.Detail})
}

// badRequest tells an API client what is wrong with its query, and where.
func badRequest(text string, err error) error {
	detail := &huma.ErrorDetail{Message: err.Error(), Location: "query"}
	var syntax *index.SyntaxError
	if errors.As(err, &syntax) {
		detail = &huma.ErrorDetail{Message: syntax.Reason, Location: "query.q[" + itoa(syntax.Pos) + "]", Value: text}
	}
	if syntax != nil && syntax.Suggestion != "" {
		detail.Message += "; did you mean: " + syntax.Suggestion
	}
	return huma.Error400BadRequest("The query cannot be read.", detail)
}

// apiError gives an error the form in which an API client meets it, and logs
// what is our own fault.
func (s *site) apiError(err error) error {
	f := explain(err)
	if f.Status >= http.StatusInternalServerError {
		s.Log.Error("API request failed", "error", err)
	}
	return huma.NewError(f.Status, f.Detail)
}
