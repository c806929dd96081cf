package server

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// articlePage is what the article template shows.
type articlePage struct {
	frame
	ID, Heading, Byline, Outlet, Language string
	Published                             time.Time
	// Notes are the corrections that stand with the text, Modified is when the
	// page says it was changed.
	Notes      []string
	Modified   time.Time
	DatedBy    string
	Original   string
	Paragraphs []paragraphView
	// Passed are the cues that gave no statement.
	Passed     []refusedView
	Statements int
	Revision   int
	// Latest is false on an earlier revision's page.
	Latest    bool
	LatestURL string
	Revisions []revisionView
	// Compared is the revision that Changes are from; 0 when the text is
	// shown and not its changes. Retitled is what became of the title.
	Compared int
	Changes  []change
	Retitled []piece
	// Credit is the news agency that the story is from, if any names it.
	Credit string
	// Also tells where else the story is printed; nil when it is nowhere else.
	Also    *alsoView
	TextURL string
	API     string
	Search  string
	// Holds keep it from being dropped.
	Holds []Hold
}

type revisionView struct {
	extractor.Revision
	URL, Compare string
	Current      bool
	// Edits are what became of the statements since the revision before.
	Edits []editView
}

func (s *site) article(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	number, err := numberParam(r, "revision")
	if err != nil {
		return err
	}
	against, err := numberParam(r, "against")
	if err != nil {
		return err
	}
	a, statements, err := s.Record.Article(ctx, id, number)
	if err != nil {
		return fmt.Errorf("read article: %w", err)
	}
	revisions, err := s.Record.Revisions(ctx, id)
	if err != nil {
		return fmt.Errorf("read revisions: %w", err)
	}
	edits, err := s.Record.Edits(ctx, id)
	if err != nil {
		return fmt.Errorf("read edits: %w", err)
	}
	prints, err := s.Record.Prints(ctx, id)
	if err != nil {
		return fmt.Errorf("read prints of the story: %w", err)
	}
	p := s.articlePage(a, statements, revisions, editViews(edits))
	if p.Holds, err = s.holds(ctx, id); err != nil {
		return err
	}
	p.Also, p.Credit = alsoOf(id, prints), creditOf(id, prints)
	if against > 0 {
		old, _, err := s.Record.Article(ctx, id, against)
		if err != nil {
			return fmt.Errorf("read revision to compare with: %w", err)
		}
		p.Compared, p.Changes = against, compareTexts(old.Text, a.Text)
		if old.Title != a.Title {
			p.Retitled = compareWords(old.Title, a.Title).Pieces
		}
	} else {
		repeats, err := s.Record.Repeats(ctx, id)
		if err != nil {
			return fmt.Errorf("read repeats: %w", err)
		}
		var read map[string]*readingView
		read, p.Passed = s.explanations(a)
		p.Paragraphs = paragraphViews(a, statements, read)
		for i := range p.Paragraphs {
			for j, n := range p.Paragraphs[i].Notes {
				p.Paragraphs[i].Notes[j].Proof = s.evidencePath(n.ID, a.Revision)
				p.Paragraphs[i].Notes[j].Repeats = repeats[n.ID]
			}
		}
	}
	return s.send(w, http.StatusOK, "article", p)
}

func (s *site) articlePage(a extractor.Article, statements []extractor.Statement, revisions []extractor.Revision, edits map[int][]editView) articlePage {
	title := a.Title
	if title == "" {
		title = "Untitled"
	}
	p := articlePage{
		frame: s.frame(title), ID: a.ID, Heading: title, Byline: a.Byline, Outlet: a.Outlet,
		Language: language(a.Language), Published: a.Published, DatedBy: datedBy(a.DatedBy), Original: webURL(a.URL),
		Statements: len(statements), Revision: a.Revision, Latest: true, LatestURL: articlePath(a.ID, 0, ""),
		TextURL: articlePath(a.ID, a.Revision, ""), API: "/api/v1/articles/" + strings.TrimPrefix(articlePath(a.ID, a.Revision, ""), "/article/"),
		Search: searchFor(string(index.InArticle) + ":" + strconv.Quote(a.ID)),
	}
	if a.Notes != "" {
		p.Notes = strings.Split(a.Notes, "\n\n")
	}
	p.Modified = a.Modified
	for i, rev := range revisions {
		v := revisionView{Revision: rev, URL: articlePath(a.ID, rev.Number, ""), Current: rev.Number == a.Revision,
			Edits: edits[rev.Number]}
		if i > 0 {
			v.Compare = fmt.Sprintf("%s&against=%d", v.URL, revisions[i-1].Number)
		}
		p.Revisions = append(p.Revisions, v)
		if rev.Number > a.Revision {
			p.Latest = false
		}
	}
	return p
}

// datedBy tells people where a date came from.
func datedBy(source string) string {
	switch source {
	case "feed":
		return "dated by its feed"
	case "json-ld", "meta", "page":
		return "dated by its page"
	case "visible", "text":
		return "dated by a line of its page"
	case "url":
		return "dated by its address"
	case "import":
		return "dated by the import"
	case "fetch":
		return "the day it was first fetched"
	}
	return ""
}

// numberParam reads a revision's number from the address; 0 when there is
// none.
func numberParam(r *http.Request, name string) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, &failure{Status: http.StatusBadRequest, Title: "That is no revision",
			Detail: "Revisions are numbered from 1.", Err: errors.New(name + " is not a number")}
	}
	return n, nil
}
