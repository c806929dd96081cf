package server

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"onrecord/extractor"
)

// articleChanged is the name of the event that an edit is.
const articleChanged = "article changed"

// apiEdit is an edit as the API gives it.
type apiEdit struct {
	Event       string      `json:"event" enum:"article changed" doc:"Always \"article changed\"."`
	Article     *ArticleRef `json:"article" doc:"The newer state; its revision follows from the one before."`
	TitleBefore string      `json:"title_before,omitempty" doc:"The title before, where it was another." example:"Airline counts its losses"`
	Seen        time.Time   `json:"seen" doc:"When the newer state was first fetched."`
	Recorded    time.Time   `json:"recorded" doc:"When the change came onto the record."`
	Statements  []apiChange `json:"statements" doc:"What became of the statements; none where the edit touched none."`
}

// apiChange is what became of one statement.
type apiChange struct {
	Kind   string          `json:"kind" enum:"added,removed,reworded,re-attributed,re-hedged" doc:"One edit may be several changes of one statement." example:"re-hedged"`
	Before *apiChangeState `json:"before,omitempty" doc:"The statement in the older state; absent of one that was added."`
	After  *apiChangeState `json:"after,omitempty" doc:"The statement in the newer state; absent of one that was removed."`
}

// apiChangeState is a statement on one side of a change.
type apiChangeState struct {
	ID        string `json:"id" doc:"The statement's." example:"9f2c61d07be34a18"`
	Speaker   string `json:"speaker" example:"Ed Bastian"`
	For       string `json:"for" doc:"On whose behalf." example:"Delta Air Lines"`
	Stance    string `json:"stance" example:"accuse"`
	Certainty string `json:"certainty" example:"plain"`
	Cue       string `json:"cue" doc:"What shows the attribution." example:"said"`
	Words     string `json:"words" doc:"The content's own words." example:"cost us half a billion dollars"`
}

func apiEditOf(e Edit) apiEdit {
	out := apiEdit{Event: articleChanged, Article: articleRefOf(e.Article), Seen: e.Seen, Recorded: e.Recorded, Statements: []apiChange{}}
	if e.Was != e.Article.Title {
		out.TitleBefore = e.Was
	}
	for _, c := range e.Changes {
		out.Statements = append(out.Statements, apiChange{Kind: string(c.Kind), Before: changeState(c.Before, c.CueWas, c.Was), After: changeState(c.After, c.CueIs, c.Is)})
	}
	return out
}

func changeState(s *extractor.Statement, cue, words string) *apiChangeState {
	if s == nil {
		return nil
	}
	return &apiChangeState{ID: s.ID, Speaker: s.Speaker.Name, For: s.Speaker.For, Stance: string(s.Stance),
		Certainty: string(s.Certainty), Cue: cue, Words: words}
}

// apiPrint is one article among the prints of one story.
type apiPrint struct {
	Article *ArticleRef `json:"article"`
	Seen    time.Time   `json:"seen" doc:"When it was first fetched; the prints are in this order."`
	Credit  string      `json:"credit,omitempty" doc:"The news agency that it gives credit to." example:"Reuters"`
	Overlap float64     `json:"overlap" doc:"The part of the runs of five words of both texts that is in both, 1 for the article itself." example:"0.93"`
}

func apiPrints(prints []Print) []apiPrint {
	out := make([]apiPrint, len(prints))
	for i, p := range prints {
		out[i] = apiPrint{Article: articleRefOf(p.Article), Seen: p.Seen, Credit: p.Credit, Overlap: p.Overlap}
	}
	return out
}

type changesInput struct {
	Since  time.Time `query:"since" doc:"Only changes that came onto the record after this moment." example:"2024-08-06T00:00:00Z"`
	Cursor string    `query:"cursor" maxLength:"4096" doc:"The answer's next of the page before."`
	Limit  int       `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"Changes on a page."`
}

type changesOutput struct {
	Body struct {
		Changes []apiEdit `json:"changes" doc:"The newest first."`
		Next    string    `json:"next,omitempty" doc:"Cursor of the following page; absent on the last."`
	}
}

// apiChanges lists the edits of all articles.
func (s *site) apiChanges(ctx context.Context, in *changesInput) (*changesOutput, error) {
	before, err := readEditPlace(in.Cursor)
	if err != nil {
		return nil, huma.Error400BadRequest("The cursor cannot be read.", err)
	}
	edits, err := s.Record.LatestEdits(ctx, in.Since, before, in.Limit)
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read changes: %w", err))
	}
	var out changesOutput
	out.Body.Changes = make([]apiEdit, len(edits))
	for i, e := range edits {
		out.Body.Changes[i] = apiEditOf(e)
	}
	if len(edits) == in.Limit {
		last := edits[len(edits)-1]
		out.Body.Next = EditPlace{Recorded: last.Recorded, Article: last.Article.ID, Revision: last.Article.Revision}.cursor()
	}
	return &out, nil
}

// cursor writes a place as clients carry it.
func (p EditPlace) cursor() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %d %s", p.Recorded.UnixMicro(), p.Revision, p.Article))
}

func readEditPlace(cursor string) (EditPlace, error) {
	var p EditPlace
	if cursor == "" {
		return p, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return p, err
	}
	var us int64
	place, article, _ := strings.Cut(string(text), " ")
	revision, article, ok := strings.Cut(article, " ")
	if _, err := fmt.Sscanf(place+" "+revision, "%d %d", &us, &p.Revision); err != nil || !ok || us <= 0 {
		return p, fmt.Errorf("no place in %q", text)
	}
	p.Recorded, p.Article = time.UnixMicro(us).UTC(), article
	return p, nil
}
