package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"onrecord/index"
)

// api adds the JSON API and its description to the routes.
func (s *site) api(mux *http.ServeMux) {
	c := huma.DefaultConfig(s.Name+" API", "1")
	c.Info.Description = "Who is on record as saying what: statements found in news coverage, with their evidence. " +
		"Offsets count Unicode code points, the end exclusive, as W3C Web Annotation's TextPositionSelector does."
	if s.Version != "" {
		c.Info.Description += " Served by " + s.Name + " " + s.Version + "."
	}
	c.OpenAPIPath, c.SchemasPath, c.DocsPath = "/api/openapi", "/api/schemas", ""
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.CreateHooks = nil // answers carry data alone, no "$schema" links
	a := humago.New(mux, c)
	get := func(id, path, summary, description string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: "/api/v1" + path, Summary: summary,
			Description: description, Errors: []int{http.StatusBadRequest, http.StatusNotFound}}
	}
	huma.Register(a, get("search-statements", "/statements", "Search statements",
		"Gives the statements that match a query and filters, one page at a time. "+
			"Values of one filter are alternatives; filters are all required."), s.apiStatements)
	huma.Register(a, get("count-facets", "/facets", "Count facets",
		"Counts the values of facets over the statements that match. A facet is counted with its own filter lifted."), s.apiFacets)
	huma.Register(a, get("get-article", "/articles/{id}", "Read an article",
		"Gives an article's text with every statement and where it stands in the text, what its revisions changed, "+
			"and where else the same story is printed."), s.apiArticle)
	huma.Register(a, get("list-changes", "/changes", "List what changed",
		"Gives the events \"article changed\", one for each revision that followed another, the newest first: which statements were added, "+
			"removed, reworded, re-attributed or re-hedged. Edits that touch no words are none."), s.apiChanges)
	if s.Evidence != nil {
		s.apiEvidence(a)
	}
	mux.HandleFunc("/api/", s.apiElsewhere)
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

// problem writes a failure as problem+json (RFC 9457).
func (s *site) problem(w http.ResponseWriter, f *failure) {
	body, err := json.Marshal(huma.ErrorModel{Status: f.Status, Title: http.StatusText(f.Status), Detail: f.Detail})
	if err != nil {
		s.Log.Error("write problem", "error", err)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(f.Status)
	if _, err := w.Write(body); err != nil {
		s.Log.Debug("write problem", "error", err)
	}
}

// SearchParams is a search as the API's address carries it: the same parameters
// as the search page's.
type SearchParams struct {
	Q         string   `query:"q" maxLength:"8192" doc:"The query: words, \"phrases\", AND, OR, NOT or -, parentheses, field:value, date ranges." example:"stance:deny \"free help\""`
	Party     []string `query:"party,explode" maxItems:"100" doc:"On whose behalf, else the speaker." example:"[\"Delta Air Lines\"]"`
	Stance    []string `query:"stance,explode" maxItems:"100" doc:"What the speaker does: accuse, deny, admit, confirm, offer, decline, demand, threaten, commit, predict, support, question, silent or say." example:"[\"accuse\",\"deny\"]"`
	Target    []string `query:"target,explode" maxItems:"100" doc:"Whom the stance is directed at." example:"[\"CrowdStrike\"]"`
	Speaker   []string `query:"speaker,explode" maxItems:"100" doc:"Who said it." example:"[\"Ed Bastian\"]"`
	Quote     []string `query:"quote,explode" maxItems:"100" doc:"How much stands in quotation marks: direct, mixed or indirect." example:"[\"direct\"]"`
	Certainty []string `query:"certainty,explode" maxItems:"100" doc:"plain, hedged (the speaker's doubt) or alleged (the article's distance)." example:"[\"plain\"]"`
	Channel   []string `query:"channel,explode" maxItems:"100" doc:"How it was said." example:"[\"letter\"]"`
	Via       []string `query:"via,explode" maxItems:"100" doc:"Through whom the article has it." example:"[\"CNBC\"]"`
	Outlet    []string `query:"outlet,explode" maxItems:"100" doc:"Who published the article." example:"[\"The Harbour Courier\"]"`
	Kind      []string `query:"kind,explode" maxItems:"100" doc:"What sort of party the speaker is." example:"[\"company\"]"`
	Month     []string `query:"month,explode" maxItems:"100" doc:"Month of publication." example:"[\"2024-08\"]"`
}

func (in SearchParams) values() url.Values {
	return url.Values{
		"q": {in.Q}, "party": in.Party, "stance": in.Stance, "target": in.Target, "speaker": in.Speaker, "quote": in.Quote,
		"certainty": in.Certainty, "channel": in.Channel, "via": in.Via, "outlet": in.Outlet, "kind": in.Kind, "month": in.Month,
	}
}

type statementsInput struct {
	SearchParams
	Sort   string `query:"sort" enum:"relevance,date" default:"relevance" doc:"By relevance, or newest first."`
	Cursor string `query:"cursor" maxLength:"4096" doc:"The answer's next of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"Statements on a page."`
}

type statementsOutput struct {
	Body struct {
		Total      int            `json:"total" doc:"All statements that match." example:"128"`
		Statements []apiStatement `json:"statements"`
		Next       string         `json:"next,omitempty" doc:"Cursor of the following page; absent on the last."`
	}
}

func (s *site) apiStatements(ctx context.Context, in *statementsInput) (*statementsOutput, error) {
	v := in.values()
	v.Set("sort", in.Sort)
	v.Set("cursor", in.Cursor)
	v.Set("limit", strconv.Itoa(in.Limit))
	result, err := s.apiSearch(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	var out statementsOutput
	out.Body.Total, out.Body.Next = result.Total, result.Next
	out.Body.Statements = make([]apiStatement, len(result.Hits))
	for i, h := range result.Hits {
		out.Body.Statements[i] = apiStatementOf(h)
		out.Body.Statements[i].Evidence = s.apiEvidencePath(h.Statement.ID, h.Article.Revision)
	}
	return &out, nil
}

type facetsInput struct {
	SearchParams
	Fields []string `query:"fields" maxItems:"20" enum:"party,stance,target,speaker,quote,certainty,channel,via,outlet,kind,month" doc:"The facets to count, separated by commas; all when absent." example:"[\"party\",\"stance\"]"`
}

type facetsOutput struct {
	Body struct {
		Total  int                   `json:"total" doc:"All statements that match." example:"128"`
		Facets map[string][]apiCount `json:"facets" doc:"Each facet's most frequent values by falling count, at most 200."`
	}
}

type apiCount struct {
	Value string `json:"value" example:"Delta Air Lines"`
	Count int    `json:"count" example:"42"`
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
	result, err := s.apiSearch(ctx, v, fields)
	if err != nil {
		return nil, err
	}
	var out facetsOutput
	out.Body.Total = result.Total
	out.Body.Facets = make(map[string][]apiCount, len(fields))
	for _, f := range fields {
		counts := make([]apiCount, len(result.Facets[f]))
		for i, c := range result.Facets[f] {
			counts[i] = apiCount{Value: c.Value, Count: c.Count}
		}
		out.Body.Facets[string(f)] = counts
	}
	return &out, nil
}

func (s *site) apiSearch(ctx context.Context, v url.Values, facets []index.Field) (index.Result, error) {
	q, err := index.FromValues(v)
	if err != nil {
		return index.Result{}, badRequest(v.Get("q"), err)
	}
	q.Facets = facets
	result, err := s.Index.Search(ctx, q)
	if err != nil {
		return result, s.apiError(refused(err))
	}
	return result, nil
}

// badRequest tells an API client what is wrong with its query, and where.
func badRequest(text string, err error) error {
	detail := &huma.ErrorDetail{Message: err.Error(), Location: "query"}
	var syntax *index.SyntaxError
	if errors.As(err, &syntax) {
		detail = &huma.ErrorDetail{Message: syntax.Reason, Location: "query.q[" + itoa(syntax.Pos) + "]", Value: text}
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
