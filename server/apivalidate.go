package server

import (
	"context"
	"errors"

	"onrecord/index"
)

type validateInput struct {
	Q string `query:"q" maxLength:"8192" doc:"The query." example:"stance:deny \"free help\""`
}

type validateOutput struct {
	Body struct {
		Valid bool      `json:"valid"`
		Text  string    `json:"text,omitempty" doc:"The query in its shortest usual form." example:"\"free help\" stance:deny"`
		Read  string    `json:"reading,omitempty" doc:"How it is understood, in words." example:"statements whose content, title or source has exactly “free help” and whose stance is deny"`
		Tree  *apiNode  `json:"tree,omitempty" doc:"What is asked for beside filters."`
		Where []apiPick `json:"filters,omitempty" doc:"The facets' chosen values."`
		Error *apiWrong `json:"error,omitempty" doc:"Why the query cannot be read."`
	}
}

// apiNode is a node of a query's tree.
type apiNode struct {
	Kind  string    `json:"kind" doc:"and, or, not, near, word, prefix, phrase, value, dates, or another kind that its text explains." example:"phrase"`
	Field string    `json:"field,omitempty" doc:"The field that it is about; absent for words anywhere." example:"title"`
	Text  string    `json:"text" doc:"The node as a query." example:"\"free help\""`
	Of    []apiNode `json:"of,omitempty" doc:"The nodes in it."`
}

// apiPick is a filter.
type apiPick struct {
	Field  string   `json:"field" example:"stance"`
	Values []string `json:"values" example:"[\"deny\"]"`
}

// apiWrong tells what is wrong with a query.
type apiWrong struct {
	Position *int   `json:"position,omitempty" doc:"The code points before the place; absent when it is no matter of one place." example:"12"`
	Reason   string `json:"reason" example:"this parenthesis was never opened"`
	Mended   string `json:"suggestion,omitempty" doc:"The whole query mended, where it is clear how." example:"\"free help\" stance:deny"`
}

// apiValidate tells how a query is read. That it can't be read is an answer
// too, not a failure.
func (s *site) apiValidate(_ context.Context, in *validateInput) (*validateOutput, error) {
	var out validateOutput
	q, err := index.Parse(in.Q)
	if err == nil {
		err = q.Validate()
	}
	if err != nil {
		out.Body.Error = wrongOf(err)
		return &out, nil
	}
	out.Body.Valid, out.Body.Text, out.Body.Read = true, q.String(), q.Reading()
	if q.Expr != nil {
		tree := nodeOf(q.Expr)
		out.Body.Tree = &tree
	}
	for _, f := range q.Filters {
		out.Body.Where = append(out.Body.Where, apiPick{Field: string(f.Field), Values: f.Values})
	}
	return &out, nil
}

func wrongOf(err error) *apiWrong {
	var syntax *index.SyntaxError
	if errors.As(err, &syntax) {
		return &apiWrong{Position: &syntax.Pos, Reason: syntax.Reason, Mended: syntax.Suggestion}
	}
	return &apiWrong{Reason: err.Error()}
}

func nodeOf(e index.Expr) apiNode {
	n := apiNode{Kind: "other", Text: e.String()}
	switch e := e.(type) {
	case index.And:
		n.Kind, n.Of = "and", nodesOf(e)
	case index.Or:
		n.Kind, n.Of = "or", nodesOf(e)
	case index.Not:
		n.Kind, n.Of = "not", nodesOf([]index.Expr{e.Expr})
	case index.Term:
		n.Kind, n.Field = "word", string(e.Field)
	case index.Phrase:
		n.Kind, n.Field = "phrase", string(e.Field)
	case index.Value:
		n.Kind, n.Field = "value", string(e.Field)
	case index.Prefix:
		n.Kind, n.Field = "prefix", string(e.Field)
	case index.Near:
		n.Kind, n.Field, n.Of = "near", string(e.Field), nodesOf([]index.Expr{e.A, e.B})
	case index.Dates:
		n.Kind, n.Field = "dates", string(index.Date)
	}
	return n
}

func nodesOf(list []index.Expr) []apiNode {
	out := make([]apiNode, len(list))
	for i, e := range list {
		out[i] = nodeOf(e)
	}
	return out
}
