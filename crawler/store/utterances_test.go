package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

// quoted is one article in which somebody is quoted: the ID of an article, the
// hour at which its states were seen, and for each state what is said.
type quoted struct {
	id     string
	hour   int
	states [][]string
}

// save saves an article's states with a statement for each thing said, and
// tells their IDs.
func (q quoted) save(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := context.Background()
	for n, all := range q.states {
		p := page("http://"+q.id+".example/1", strings.Join(all, "\n\n")+"\n\n"+passage(len(q.id)*100+int(q.id[0]), n, 30))
		p.Article.ID, p.Article.Outlet, p.Article.Published = q.id, q.id, noon
		p.Capture.ID = fmt.Sprint(q.id, n)
		p.Capture.Fetched = noon.Add(time.Duration(q.hour+n) * time.Hour)
		saved, err := db.SavePage(ctx, p, time.Time{})
		must(t, err)
		a, _, err := db.Article(ctx, q.id, saved.Revision)
		must(t, err)
		var statements []extractor.Statement
		for _, words := range all {
			at := strings.Index(a.Text, words)
			statements = append(statements, extractor.Statement{ID: q.id + ":" + words[:12], Article: q.id,
				Content: []extractor.Span{{Start: at, End: at + len(words)}}, Quote: extractor.Direct,
				Speaker: extractor.Party{Name: "Ada Quill", Kind: extractor.Person}})
		}
		must(t, db.SaveStatements(ctx, q.id, saved.Revision, statements))
	}
}

const (
	whole   = "We have known of the cracks in the third engine since the winter inspection, and we told the yard in writing"
	start   = "We have known of the cracks in the third engine since the winter inspection"
	changed = "We have known of the faults in the third engine since the winter inspection, and we told the yard in writing"
	other   = "Nobody at the yard has answered any of the four letters that our lawyers sent"
)

var quotedArticles = []quoted{
	{"amber", 9, [][]string{{start, other}}},
	{"birch", 1, [][]string{{whole}}},
	{"cedar", 3, [][]string{{changed, "The repair of one engine will cost nine million kroner at least"}}},
	{"delta", 2, [][]string{{"It rained on the pier all day and nobody could see the ship"}, {"It rained on the pier all day, and nobody could see the ship from there"}}},
	{"elder", 4, [][]string{{other}, {whole, "The letters went unanswered for a month, and then for two months more"}}},
}

// TestUtterances saves articles in any order: the groups are the same, and so
// is which statement was first.
func TestUtterances(t *testing.T) {
	ctx := context.Background()
	for range 6 {
		db := open(t)
		for _, i := range rand.Perm(len(quotedArticles)) {
			quotedArticles[i].save(t, db)
		}
		equal(t, "told", toldOfAll(t, db), `amber:Nobody at th=elder:Nobody at th amber:We have know=birch:We have know `+
			`birch:We have know=birch:We have know cedar:We have know=birch:We have know `+
			`elder:Nobody at th=elder:Nobody at th elder:We have know=birch:We have know`)
		all, total, err := db.Utterance(ctx, "cedar:We have know")
		must(t, err)
		var got []string
		for _, s := range all {
			got = append(got, fmt.Sprint(s.Article.ID, " ", s.Gone, s.Seen.Hour()-noon.Hour()))
		}
		equal(t, "members", fmt.Sprint(total, got), "4 [birch false 1 cedar false 3 elder false 5 amber false 9]")
		all, _, err = db.Utterance(ctx, "amber:Nobody at th")
		must(t, err)
		equal(t, "an earlier revision's", fmt.Sprintln(len(all), all[0].Article.ID, all[0].Gone, all[1].Gone), "2 elder true false\n")
		quotedArticles[1].save(t, db)
	}
}

func toldOfAll(t *testing.T, db *store.DB, without ...string) string {
	t.Helper()
	var out []string
	for _, q := range quotedArticles {
		if slices.Contains(without, q.id) {
			continue
		}
		told, err := db.Told(context.Background(), q.id)
		must(t, err)
		for statement, utterance := range told.Utterances {
			out = append(out, statement+"="+utterance)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// TestRepeatedArticlesAreIndexedAgain saves what is repeated only later: the
// job of the article that was first is enqueued, and no other.
func TestRepeatedArticlesAreIndexedAgain(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	waiting := func() string {
		t.Helper()
		var got []string
		ends, stop := context.WithTimeout(ctx, 400*time.Millisecond)
		defer stop()
		must(t, db.Work(ends, map[string]store.Handler{crawler.ArticleJob: func(_ context.Context, j crawler.Job) error {
			got = append(got, fmt.Sprint(j.Key, j.Revision))
			return nil
		}}, 1))
		slices.Sort(got)
		return strings.Join(got, " ")
	}
	quotedArticles[0].save(t, db)
	quotedArticles[3].save(t, db)
	equal(t, "their own", waiting(), "amber1 delta1 delta2")
	quotedArticles[1].save(t, db)
	equal(t, "a repetition", waiting(), "amber1 birch1")
	quotedArticles[1].save(t, db)
	equal(t, "again", waiting(), "")
	quotedArticles[2].save(t, db)
	equal(t, "another", waiting(), "cedar1")
}

// TestDroppedArticlesLeaveUtterances drops the article that paired two others
// and was seen first: what is left is told as if it had never been there.
func TestDroppedArticlesLeaveUtterances(t *testing.T) {
	ctx := context.Background()
	db := open(t)
	for _, q := range quotedArticles {
		q.save(t, db)
	}
	db.Now = func() time.Time { return noon.Add(1000 * time.Hour) }
	dropAll(t, db, store.Rule{Kind: store.DropArticle, Age: time.Hour, Outlet: "birch"})
	equal(t, "told", toldOfAll(t, db, "birch"), `amber:Nobody at th=elder:Nobody at th amber:We have know=cedar:We have know `+
		`cedar:We have know=cedar:We have know elder:Nobody at th=elder:Nobody at th elder:We have know=cedar:We have know`)
	if _, _, err := db.Utterance(ctx, "birch:We have know"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("what was dropped: %v", err)
	}
	dropAll(t, db, store.Rule{Kind: store.DropArticle, Age: time.Hour, Outlet: "elder"}, store.Rule{Kind: store.DropArticle, Age: time.Hour, Outlet: "cedar"})
	equal(t, "told of the last one", toldOfAll(t, db, "birch", "elder", "cedar"), "")
}

// TestAssignAll finds the utterances and stories of a record that is older than
// they are.
func TestAssignAll(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "onrecord.db")
	db := openAt(t, path)
	for _, q := range quotedArticles {
		q.save(t, db)
	}
	for i, outlet := range []string{"wire", "north"} {
		_, err := db.SavePage(ctx, printPage(outlet, passage(1, 0, 40), i+1), time.Time{})
		must(t, err)
		must(t, db.SaveStatements(ctx, outlet, 1, nil))
	}
	want := toldOfAll(t, db)
	raw, err := sql.Open("sqlite", path)
	must(t, err)
	defer raw.Close()
	for _, q := range []string{`DELETE FROM sayings`, `DELETE FROM wording_pairs`, `DELETE FROM wording_marks`, `DELETE FROM wordings`,
		`UPDATE articles SET assigned = 0, story = ''`} {
		_, err := raw.Exec(q)
		must(t, err)
	}
	equal(t, "before", toldOfAll(t, db), "")
	unassigned, err := db.Unassigned(ctx)
	must(t, err)
	equal(t, "unassigned before", unassigned, true)
	n := 0
	must(t, db.AssignAll(ctx, func(done int) { n = done }))
	equal(t, "assigned", n, len(quotedArticles)+2)
	unassigned, err = db.Unassigned(ctx)
	must(t, err)
	equal(t, "unassigned after", unassigned, false)
	equal(t, "after", toldOfAll(t, db), want)
	for _, outlet := range []string{"wire", "north"} {
		told, err := db.Told(ctx, outlet)
		must(t, err)
		equal(t, "story of "+outlet, told.Story, "wire")
	}
	must(t, db.AssignAll(ctx, func(int) { t.Error("assigned twice") }))
}

// TestStories saves the prints of a story in any order: all name the one seen
// first, and those that are left when it is dropped the next one.
func TestStories(t *testing.T) {
	ctx := context.Background()
	for range 5 {
		db := open(t)
		outlets := []string{"wire", "north", "south", "late"}
		for _, i := range rand.Perm(len(outlets)) {
			_, err := db.SavePage(ctx, printPage(outlets[i], passage(1, 0, 40), i+1), time.Time{})
			must(t, err)
		}
		_, err := db.SavePage(ctx, printPage("own", passage(2, 0, 40), 2), time.Time{})
		must(t, err)
		stories := func(of ...string) string {
			t.Helper()
			var out []string
			for _, id := range of {
				told, err := db.Told(ctx, id)
				must(t, err)
				out = append(out, told.Story)
			}
			return strings.Join(out, ",")
		}
		equal(t, "stories", stories("wire", "north", "south", "late", "own"), "wire,wire,wire,wire,")
		db.Now = func() time.Time { return noon.Add(1000 * time.Hour) }
		dropAll(t, db, store.Rule{Kind: store.DropArticle, Age: time.Hour, Outlet: "wire"}, store.Rule{Kind: store.DropArticle, Age: time.Hour, Outlet: "south"})
		equal(t, "stories without the first", stories("north", "late", "own"), "north,north,")
		dropAll(t, db, store.Rule{Kind: store.DropArticle, Age: time.Hour, Outlet: "late"})
		equal(t, "story of one alone", stories("north"), "")
	}
}
