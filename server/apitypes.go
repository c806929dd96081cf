package server

import (
	"context"
	"fmt"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// Statement is a statement as the API gives it. Names are canonical; joint
// parties are joined by "; ".
type Statement struct {
	ID        string      `json:"id" doc:"Stable under re-extraction." example:"9f2c61d07be34a18"`
	Speaker   string      `json:"speaker" doc:"Who said it." example:"Ed Bastian"`
	Kind      string      `json:"kind" doc:"What sort of party the speaker is." example:"person"`
	For       string      `json:"for" doc:"On whose behalf." example:"Delta Air Lines"`
	Stance    string      `json:"stance" doc:"What the speaker does." example:"accuse"`
	Target    string      `json:"target" doc:"Whom it is directed at." example:"CrowdStrike"`
	Words     string      `json:"words" doc:"The content's own words, pieces joined by \" … \"." example:"cost us half a billion dollars"`
	Quote     string      `json:"quote" doc:"How much of the words stands in quotation marks." example:"direct"`
	Certainty string      `json:"certainty" example:"plain"`
	Channel   string      `json:"channel" doc:"How it was said, if told." example:"interview"`
	Via       string      `json:"via" doc:"Through whom the article has it, if told." example:"CNBC"`
	Within    string      `json:"within,omitempty" doc:"The statement that reports this one." example:"04be1c9a77d2f6e5"`
	Rule      string      `json:"rule" doc:"The rule that found it." example:"according-to"`
	Before    string      `json:"before,omitempty" doc:"The text before the words." example:"The outage has"`
	After     string      `json:"after,omitempty" doc:"The text after the words." example:"in five days"`
	Passage   string      `json:"passage,omitempty" format:"uri" doc:"The original's address with a text fragment that leads to the words." example:"https://courier.example/a#:~:text=half%20a%20billion"`
	Evidence  string      `json:"evidence,omitempty" format:"uri-reference" doc:"Where its evidence can be fetched as a zip file." example:"/api/v1/statements/9f2c61d07be34a18/evidence?revision=1"`
	Marks     [][2]int    `json:"marks,omitempty" doc:"What matched the query, in code points of words." example:"[[12,16]]"`
	Utterance string      `json:"utterance,omitempty" doc:"What the statements of one speaker in the same or nearly the same words have in common, in whatever article: the ID of the first of them." example:"9f2c61d07be34a18"`
	Alike     int         `json:"alike,omitempty" doc:"In a search that collapses: the number of the utterance's other statements that match." example:"3"`
	Outlets   []string    `json:"outlets,omitempty" doc:"In a search that collapses: where those stand." example:"[\"Evening Ledger\"]"`
	Article   *ArticleRef `json:"article,omitempty" doc:"The article that tells of it."`
}

// ArticleRef names an article.
type ArticleRef struct {
	ID        string     `json:"id" example:"5d41402abc4b2a76"`
	Revision  int        `json:"revision" doc:"Which state of the text, counted from 1." example:"1"`
	URL       string     `json:"url,omitempty" example:"https://courier.example/a"`
	Title     string     `json:"title" example:"Airline counts the cost"`
	Byline    string     `json:"byline,omitempty" example:"Ana Ruiz"`
	Outlet    string     `json:"outlet" example:"The Harbour Courier"`
	Published *time.Time `json:"published,omitempty" doc:"Absent when no date is known." example:"2024-07-31T12:00:00Z"`
	DatedBy   string     `json:"dated_by,omitempty" doc:"Where the date came from: feed, json-ld, meta, visible, url, import or fetch." example:"json-ld"`
	Language  string     `json:"language,omitempty" doc:"ISO 639-1." example:"en"`
	Story     string     `json:"story,omitempty" doc:"What the articles that print the same story have in common: the ID of the first of them." example:"5d41402abc4b2a76"`
}

func apiStatementOf(h index.Hit) Statement {
	st, a := h.Statement, h.Article
	out := Statement{
		ID: st.ID, Speaker: st.Speaker.Name, Kind: string(st.Speaker.Kind), For: st.Speaker.For, Stance: string(st.Stance),
		Target: st.Target, Words: h.Words, Quote: string(st.Quote), Certainty: string(st.Certainty), Channel: string(st.Channel),
		Via: st.Via, Within: st.Within, Rule: st.Rule, Before: h.Before, After: h.After, Passage: h.Entry.Passage(),
		Utterance: h.Utterance, Alike: h.Alike, Outlets: h.Outlets, Marks: inCodePoints(h.Words, h.Marks), Article: foundRef(a),
	}
	return out
}

func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

type articleInput struct {
	ID       string `path:"id" maxLength:"200" doc:"The article's ID." example:"5d41402abc4b2a76"`
	Revision int    `query:"revision" minimum:"1" doc:"Which state of the text; the latest when absent." example:"1"`
}

type articleOutput struct {
	Body struct {
		ArticleRef
		Modified   *time.Time        `json:"modified,omitempty" doc:"When the page says that its text was changed; absent when it doesn't." example:"2024-07-31T15:30:00Z"`
		ModifiedBy string            `json:"modified_by,omitempty" doc:"Where the page says so: json-ld or meta." example:"json-ld"`
		Image      string            `json:"image,omitempty" format:"uri" doc:"The lead image's address." example:"https://courier.example/a.jpg"`
		Notes      []string          `json:"notes" doc:"Corrections and editors' notes that stand with the text." example:"[\"Correction: An earlier version misnamed the airline.\"]"`
		Text       string            `json:"text" doc:"Paragraphs separated by one blank line."`
		Statements []apiPlaced       `json:"statements" doc:"In the text's order."`
		Revisions  []apiRevisionInfo `json:"revisions" doc:"All states of the text that were seen, oldest first."`
		Changes    []apiEdit         `json:"changes" doc:"What each later revision changed, oldest first."`
		Credit     string            `json:"credit,omitempty" doc:"The news agency that the article, or else another print of its story, gives credit to." example:"Reuters"`
		Prints     []apiPrint        `json:"prints" doc:"The article and those that print the same story (four fifths of the runs of five words are the same), the first seen first."`
		Addresses  []string          `json:"addresses" doc:"Where the article was found: its own address, and its twins' for telephones, for AMP, for print."`
	}
}

// apiPlaced is a statement with its places in the article's text.
type apiPlaced struct {
	Statement
	Source  [][2]int `json:"source" doc:"What names the speaker, in code points of the text." example:"[[0,7]]"`
	Cue     [][2]int `json:"cue" doc:"What shows the attribution." example:"[[8,12]]"`
	Content [][2]int `json:"content" doc:"What is attributed." example:"[[13,43]]"`
}

type apiRevisionInfo struct {
	Number int       `json:"number" example:"1"`
	Title  string    `json:"title" example:"Airline counts the cost"`
	Hash   string    `json:"hash" doc:"Hex SHA-256 of the text."`
	Seen   time.Time `json:"seen" doc:"When this state was first fetched."`
	Length int       `json:"length" doc:"In code points." example:"3120"`
}

func (s *site) apiArticle(ctx context.Context, in *articleInput) (*articleOutput, error) {
	a, statements, err := s.Record.Article(ctx, in.ID, in.Revision)
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read article: %w", err))
	}
	revisions, err := s.Record.Revisions(ctx, in.ID)
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read revisions: %w", err))
	}
	edits, err := s.Record.Edits(ctx, in.ID)
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read edits: %w", err))
	}
	prints, err := s.Record.Prints(ctx, in.ID)
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read prints of the story: %w", err))
	}
	addresses, err := s.Record.Addresses(ctx, in.ID)
	if err != nil {
		return nil, s.apiError(fmt.Errorf("read addresses: %w", err))
	}
	var out articleOutput
	out.Body.ArticleRef = *articleRefOf(a)
	out.Body.Modified, out.Body.ModifiedBy, out.Body.Image = known(a.Modified), a.ModifiedBy, a.Image
	out.Body.Notes = append([]string{}, paragraphsOf(a.Notes)...)
	out.Body.Text = a.Text
	out.Body.Changes = make([]apiEdit, len(edits))
	for i, e := range edits {
		out.Body.Changes[i] = apiEditOf(e)
	}
	out.Body.Credit, out.Body.Prints = creditOf(a.ID, prints), apiPrints(prints)
	out.Body.Addresses = append([]string{}, addresses...)
	out.Body.Statements = placed(a, statements)
	for i := range out.Body.Statements {
		out.Body.Statements[i].Evidence = s.apiEvidencePath(out.Body.Statements[i].ID, a.Revision)
	}
	out.Body.Revisions = make([]apiRevisionInfo, len(revisions))
	for i, r := range revisions {
		out.Body.Revisions[i] = apiRevisionInfo{Number: r.Number, Title: r.Title, Hash: r.Hash, Seen: r.Seen, Length: r.Length}
	}
	return &out, nil
}

func articleRefOf(a extractor.Article) *ArticleRef {
	return &ArticleRef{ID: a.ID, Revision: a.Revision, URL: a.URL, Title: a.Title, Byline: a.Byline,
		Outlet: a.Outlet, Published: known(a.Published), DatedBy: a.DatedBy, Language: a.Language}
}

// placed gives an article's statements with their places in code points.
func placed(a extractor.Article, statements []extractor.Statement) []apiPlaced {
	lines, _ := extractor.Lines(a.ID, a.Text, extractor.Reading{Statements: statements})
	_, entries := index.Documents(a, statements, nil)
	out := make([]apiPlaced, len(statements))
	for i, e := range entries {
		out[i] = apiPlaced{Statement: apiStatementOf(index.Hit{Entry: e}),
			Source: lines[i].Source, Cue: lines[i].Cue, Content: lines[i].Content}
		out[i].Article = nil // it is the answer itself
	}
	return out
}
