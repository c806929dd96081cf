package server

import (
	"context"
	"unicode/utf8"

	"onrecord/extractor"
	"onrecord/index"
)

type articlesInput struct {
	SearchParams
	EveryParam
	PageParams
	Count string `query:"count" enum:"articles,stories" default:"articles" doc:"What total and histogram count: articles one by one, or stories (reprints are one)."`
}

type articlesOutput struct {
	Link string `header:"Link" doc:"RFC 8288: this page (self), the first page (first) and the following one (next)."`
	Body struct {
		Total     int               `json:"total" doc:"All that matches, in the unit counted." example:"128"`
		Counted   string            `json:"counted" enum:"articles,stories" doc:"What total and histogram count."`
		Articles  []apiFoundArticle `json:"articles"`
		Histogram []apiBar          `json:"histogram,omitempty" doc:"From the first day with a match to the last; there when asked for."`
		Next      string            `json:"next,omitempty" doc:"Cursor of the following page; absent on the last."`
	}
}

// apiFoundArticle is an article that a search found.
type apiFoundArticle struct {
	ArticleRef
	Excerpt string   `json:"excerpt,omitempty" doc:"The passage that matches best." example:"The outage has cost us half a billion dollars in five days"`
	Marks   [][2]int `json:"marks,omitempty" doc:"What matched the query, in code points of the excerpt." example:"[[12,16]]"`
}

func (s *site) apiArticles(ctx context.Context, in *articlesInput) (*articlesOutput, error) {
	v := in.values()
	in.set(v)
	v.Set("of", string(index.Articles))
	v.Set("every", in.Every)
	v.Set("count", in.Count)
	q, result, err := s.apiSearch(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	var out articlesOutput
	q.Of = ""
	out.Link = links("/api/v1/articles", q, result.Next)
	out.Body.Total, out.Body.Counted, out.Body.Next = result.Total, in.Count, result.Next
	out.Body.Articles = make([]apiFoundArticle, len(result.Hits))
	for i, h := range result.Hits {
		out.Body.Articles[i] = apiFoundArticle{ArticleRef: *foundRef(h.Article), Excerpt: h.Excerpt, Marks: inCodePoints(h.Excerpt, h.Marks)}
	}
	out.Body.Histogram = apiBars(result.Histogram)
	return &out, nil
}

// foundRef names an article as the index holds it.
func foundRef(a index.Article) *ArticleRef {
	return &ArticleRef{ID: a.ID, Revision: a.Revision, URL: a.URL, Title: a.Title, Byline: a.Byline,
		Outlet: a.Outlet, Published: known(a.Published), Language: a.Language, Story: a.Story}
}

// inCodePoints gives byte ranges of a text in code points.
func inCodePoints(text string, marks []extractor.Span) [][2]int {
	var out [][2]int
	at, n := 0, 0
	count := func(to int) int {
		if to < at {
			at, n = 0, 0
		}
		n += utf8.RuneCountInString(text[at:to])
		at = to
		return n
	}
	for _, m := range marks {
		out = append(out, [2]int{count(m.Start), count(m.End)})
	}
	return out
}
