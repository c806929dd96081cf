package server

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"onrecord/index"
)

// SearchParams is a search as the API's address carries it: the same parameters
// as the search page's.
type SearchParams struct {
	Q         string   `query:"q" maxLength:"8192" doc:"The query: words, \"phrases\", beginn*, AND, OR, NOT or -, NEAR/5, parentheses, field:value, in:headline, dates and times before now; /help/query has examples of all." example:"stance:deny \"free help\""`
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

// PageParams are those of an answer that comes page by page.
type PageParams struct {
	Sort   string `query:"sort" enum:"relevance,date" default:"relevance" doc:"By relevance, or newest first."`
	Cursor string `query:"cursor" maxLength:"4096" doc:"The answer's next of the page before."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"How many on a page."`
}

func (in PageParams) set(v url.Values) {
	v.Set("sort", in.Sort)
	v.Set("cursor", in.Cursor)
	v.Set("limit", strconv.Itoa(in.Limit))
}

// EveryParam asks for a histogram.
type EveryParam struct {
	Every string `query:"every" enum:"day,week,month" doc:"Draw a histogram over the days of publication with bars of this width; a week begins on Monday." example:"week"`
}

// apiBar is one bar of a histogram.
type apiBar struct {
	Start string `json:"start" format:"date" doc:"The interval's first day, UTC." example:"2024-08-05"`
	Count int    `json:"count" doc:"What matches." example:"12"`
	All   int    `json:"all" doc:"All that is on record, matching or not." example:"140"`
}

func apiBars(bars []index.Bar) []apiBar {
	out := make([]apiBar, len(bars))
	for i, b := range bars {
		out[i] = apiBar{Start: b.Start.UTC().Format("2006-01-02"), Count: b.Count, All: b.All}
	}
	return out
}

type statementsInput struct {
	SearchParams
	EveryParam
	PageParams
	Count    string `query:"count" enum:"statements,utterances,articles,stories" default:"statements" doc:"What total and histogram count: statements one by one, utterances (the same words of one speaker, wherever they stand), the articles that tell of them, or stories (reprints are one)."`
	Collapse string `query:"collapse" enum:"yes,no" default:"no" doc:"Give the statements of one utterance as one, with the number of the others and their outlets."`
}

type statementsOutput struct {
	Link string `header:"Link" doc:"RFC 8288: this page (self), the first page (first) and the following one (next)."`
	Body struct {
		Total      int         `json:"total" doc:"All that matches, in the unit counted." example:"128"`
		Counted    string      `json:"counted" enum:"statements,utterances,articles,stories" doc:"What total and histogram count."`
		Statements []Statement `json:"statements"`
		Histogram  []apiBar    `json:"histogram,omitempty" doc:"From the first day with a match to the last; there when asked for."`
		Next       string      `json:"next,omitempty" doc:"Cursor of the following page; absent on the last."`
	}
}

func (s *site) apiStatements(ctx context.Context, in *statementsInput) (*statementsOutput, error) {
	v := in.values()
	in.set(v)
	v.Set("every", in.Every)
	v.Set("count", in.Count)
	v.Set("collapse", in.Collapse)
	q, result, err := s.apiSearch(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	var out statementsOutput
	out.Link = links("/api/v1/statements", q, result.Next)
	out.Body.Total, out.Body.Counted, out.Body.Next = result.Total, in.Count, result.Next
	out.Body.Statements = make([]Statement, len(result.Hits))
	for i, h := range result.Hits {
		out.Body.Statements[i] = apiStatementOf(h)
		out.Body.Statements[i].Evidence = s.apiEvidencePath(h.Statement.ID, h.Article.Revision)
	}
	out.Body.Histogram = apiBars(result.Histogram)
	return &out, nil
}

// links names the pages around an answer, as a Link header.
func links(path string, q index.Query, next string) string {
	link := func(cursor, rel string) string {
		q.Cursor = cursor
		return fmt.Sprintf("<%s>; rel=%q", path+asked(q.Values()), rel)
	}
	out := link(q.Cursor, "self") + ", " + link("", "first")
	if next != "" {
		out += ", " + link(next, "next")
	}
	return out
}

// apiSearch asks the index what an address asks.
func (s *site) apiSearch(ctx context.Context, v url.Values, facets []index.Field) (index.Query, index.Result, error) {
	q, err := index.FromValues(v)
	if err != nil {
		return q, index.Result{}, badRequest(v.Get("q"), err)
	}
	q.Facets = facets
	search := s.Index.Search
	if facets != nil {
		search = s.counts.Search
	}
	result, err := search(ctx, q)
	if err != nil {
		return q, result, s.apiError(refused(err))
	}
	return q, result, nil
}
