package server

import (
	"context"
	"fmt"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

type utteranceInput struct {
	ID string `path:"id" maxLength:"200" doc:"The ID of any statement of the utterance." example:"9f2c61d07be34a18"`
}

type utteranceOutput struct {
	Body struct {
		ID         string      `json:"id" doc:"The statement that was seen first." example:"9f2c61d07be34a18"`
		Total      int         `json:"total" doc:"How many statements there are; at most 500 are given." example:"7"`
		Articles   int         `json:"articles" doc:"How many articles those given stand in." example:"6"`
		Outlets    int         `json:"outlets" doc:"How many outlets published those." example:"5"`
		FirstSeen  time.Time   `json:"first_seen" doc:"When the first of them was fetched."`
		Statements []apiSaying `json:"statements" doc:"In the order in which they were seen."`
	}
}

// apiSaying is one statement of an utterance.
type apiSaying struct {
	Statement
	Seen     time.Time     `json:"seen" doc:"When the first revision that holds it was fetched."`
	Gone     bool          `json:"gone,omitempty" doc:"True where the article doesn't hold it any more; its revision is the last that did."`
	Variants []string      `json:"variants" enum:"same,truncated,fuller,ellipsis,bracketed,changed word,hedge added,hedge dropped,paraphrased" doc:"In which ways its words differ from the first's." example:"[\"truncated\",\"hedge dropped\"]"`
	Diff     []apiDiffPart `json:"diff,omitempty" doc:"What became of the first's words; absent where they are the same. Quotation marks are straight in it."`
}

// apiDiffPart is a stretch of words that both have, or one only.
type apiDiffPart struct {
	Op   string `json:"op" enum:"=,-,+" doc:"= in both, - in the first's alone, + in this one's alone."`
	Text string `json:"text"`
}

// apiUtterance gives the statements that are one utterance.
func (s *site) apiUtterance(ctx context.Context, in *utteranceInput) (*utteranceOutput, error) {
	all, total, err := s.Record.Utterance(ctx, in.ID)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read utterance: %w", err))
	}
	first := extractor.WordingOf(all[0].Article, all[0].Statement)
	words := all[0].Statement.Words(all[0].Article.Text)
	var out utteranceOutput
	out.Body.ID, out.Body.Total, out.Body.FirstSeen = all[0].Statement.ID, total, all[0].Seen
	out.Body.Articles, out.Body.Outlets = counted(all)
	out.Body.Statements = make([]apiSaying, len(all))
	for i, one := range all {
		e := one.entry()
		if len(all) > 1 {
			e.Utterance = all[0].Statement.ID
		}
		v := apiSaying{Statement: apiStatementOf(index.Hit{Entry: e}), Seen: one.Seen, Gone: one.Gone, Variants: []string{}}
		v.Evidence = s.apiEvidencePath(one.Statement.ID, one.Article.Revision)
		w := extractor.WordingOf(one.Article, one.Statement)
		for _, kind := range extractor.VariantsOf(&first, &w) {
			v.Variants = append(v.Variants, string(kind))
		}
		if is, was := straight(e.Words), straight(words); is != was {
			for _, p := range compareWords(was, is).Pieces {
				v.Diff = append(v.Diff, apiDiffPart{Op: string(p.Op), Text: p.Text})
			}
		}
		out.Body.Statements[i] = v
	}
	return &out, nil
}
