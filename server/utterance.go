package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// Saying is one statement of an utterance: of those of one speaker in the same
// or nearly the same words, in whatever article.
type Saying struct {
	Statement extractor.Statement
	// Article is the newest revision that holds the statement.
	Article extractor.Article
	// Seen is when the first revision that holds it was fetched.
	Seen time.Time
	// Gone is true where the article doesn't hold it any more.
	Gone bool
}

// utterancePage is what the utterance template shows.
type utterancePage struct {
	frame
	// First is the statement that was seen first.
	First statementView
	Seen  time.Time
	// Statements, Articles and Outlets count where the words stand; Shown is how
	// many of the statements are listed.
	Statements, Articles, Outlets, Shown int
	// Early and Late are the first and the last day of publication.
	Early, Late time.Time
	Bars        []spreadBar
	Variants    []variantView
	API, Search string
}

// variantView is one wording of an utterance, with where it stands.
type variantView struct {
	Kinds []string
	// Pieces are the words, with what became of those that were seen first.
	Pieces []piece
	Quoted bool
	Places []sayingPlace
}

// sayingPlace is one place where a wording stands.
type sayingPlace struct {
	Outlet, Title, Here, Original string
	Published, Seen               time.Time
	// Speaker is who says it there, where that isn't told as for the first.
	Speaker string
	First   bool
	// Gone is true where the article doesn't say it any more.
	Gone bool
}

// utterance shows the variants of what somebody said. Any of its statements
// leads there, whichever was first: links outlive what is found later.
func (s *site) utterance(w http.ResponseWriter, r *http.Request) error {
	all, total, err := s.Record.Utterance(r.Context(), r.PathValue("id"))
	if err != nil {
		return fmt.Errorf("read utterance: %w", err)
	}
	if len(all) == 0 {
		return fmt.Errorf("read utterance: %w", ErrNotFound)
	}
	first := all[0]
	p := utterancePage{
		frame: s.frame(speakerOf(&first.Statement) + ": " + cutWords(first.Statement.Words(first.Article.Text))),
		First: viewOf(index.Hit{Entry: first.entry()}), Seen: first.Seen, Statements: total, Shown: len(all),
		Variants: variantViews(all), Bars: spread(all),
		API:    "/api/v1/utterances/" + url.PathEscape(first.Statement.ID),
		Search: searchPath(utteranceQuery(first)),
	}
	p.Articles, p.Outlets = counted(all)
	p.Early, p.Late = published(all)
	return s.send(w, http.StatusOK, "utterance", p)
}

// entry is the statement as an index would give it.
func (s Saying) entry() index.Entry {
	_, entries := index.Documents(s.Article, []extractor.Statement{s.Statement}, nil)
	return entries[0]
}

// utteranceQuery asks for whatever else the speaker is on record with.
func utteranceQuery(s Saying) url.Values {
	return url.Values{"speaker": {s.Statement.Speaker.Name}}
}

func searchPath(v url.Values) string { return "/?" + v.Encode() }

func counted(all []Saying) (articles, outlets int) {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, s := range all {
		ids[s.Article.ID], names[s.Article.Outlet] = true, true
	}
	return len(ids), len(names)
}

// published gives the first and the last moment of publication.
func published(all []Saying) (early, late time.Time) {
	for _, s := range all {
		at := s.Article.Published
		if at.IsZero() {
			continue
		}
		if early.IsZero() || at.Before(early) {
			early = at
		}
		if at.After(late) {
			late = at
		}
	}
	return early, late
}

// variantViews puts the statements of the same words together, in the order in
// which the words were seen.
func variantViews(all []Saying) []variantView {
	first := extractor.WordingOf(all[0].Article, all[0].Statement)
	firstWords := straight(all[0].Statement.Words(all[0].Article.Text))
	at := map[string]int{}
	var out []variantView
	for i, s := range all {
		w := extractor.WordingOf(s.Article, s.Statement)
		words := straight(s.Statement.Words(s.Article.Text))
		quoted := s.Statement.Quote == extractor.Direct
		key := fmt.Sprint(quoted, words)
		n, ok := at[key]
		if !ok {
			n = len(out)
			at[key] = n
			v := variantView{Pieces: compareWords(firstWords, words).Pieces, Quoted: quoted}
			if i > 0 {
				for _, kind := range extractor.VariantsOf(&first, &w) {
					v.Kinds = append(v.Kinds, string(kind))
				}
			}
			out = append(out, v)
		}
		place := sayingPlace{Outlet: s.Article.Outlet, Title: s.Article.Title, Here: articlePath(s.Article.ID, 0, s.Statement.ID),
			Original: s.entry().Passage(), Published: s.Article.Published, Seen: s.Seen, First: i == 0, Gone: s.Gone}
		if s.Gone {
			place.Here = articlePath(s.Article.ID, s.Article.Revision, s.Statement.ID)
		}
		if s.Statement.Speaker != all[0].Statement.Speaker {
			place.Speaker = speakerOf(&s.Statement)
		}
		out[n].Places = append(out[n].Places, place)
	}
	return out
}

// straight writes quotation marks and apostrophes in one way: which of them an
// outlet sets is no wording.
func straight(words string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'").Replace(words)
}
