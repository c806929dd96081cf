package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
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

func toldOfAll(t *testing.T, db *store.DB) string {
	t.Helper()
	var out []string
	for _, q := range quotedArticles {
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
