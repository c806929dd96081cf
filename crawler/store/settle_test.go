package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
)

// passage makes sentences that no other seed makes.
func passage(seed, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "Boat%dx%d sold net%dx%d to harbor%dx%d for a price%dx%d. ", seed, i, seed, i*3, seed, i*5, seed, i*7)
	}
	return b.String()
}

// found is a look at a page: where it was found, the address that it calls its
// own (none makes it loose), its title and text.
type found struct{ at, own, title, text string }

func (f found) page(n int) crawler.Page {
	p := crawler.Page{Capture: crawler.Capture{ID: fmt.Sprint(n), URL: f.at, Final: f.at, Status: 200, Fetched: noon.Add(time.Duration(n) * time.Hour)}}
	p.Article.Title, p.Article.Text, p.Article.Outlet = f.title, f.text, "Ledger"
	p.TitleKey, p.Sketch = crawler.TitleKey(f.title), crawler.Sketch(f.text)
	p.Loose, p.Twin = f.own == "", f.own != "" && f.own != f.at
	if p.Article.URL = f.own; f.own == "" {
		p.Article.URL = f.at
	}
	if p.Article.URL != "" {
		p.Article.ID = crawler.ID(p.Article.URL)
	}
	return p
}

// TestWhichArticle saves looks in their order: each becomes a revision of the
// article of an earlier one, or of its own.
func TestWhichArticle(t *testing.T) {
	one, grown, other := passage(1, 0, 20), passage(1, 0, 26), passage(2, 0, 20)
	for _, test := range []struct {
		name  string
		looks []found
		want  string // article and revision of each
	}{
		{"one address", []found{{"http://a.example/1", "http://a.example/1", "A", one}, {"http://a.example/1", "http://a.example/1", "A", grown}}, "0.1 0.2"},
		{"another address", []found{{"http://a.example/1", "http://a.example/1", "A", one}, {"http://a.example/2", "http://a.example/2", "A", one}}, "0.1 1.1"},
		{"loose, elsewhere", []found{{"http://a.example/1", "", "A", one}, {"http://a.example/2", "", "A", grown}, {"http://a.example/3", "", "C", other}}, "0.1 0.2 2.1"},
		{"an address that was changed", []found{{"http://a.example/1", "http://a.example/old", "A", one}, {"http://a.example/1", "http://a.example/new", "A new", grown}}, "0.1 0.2"},
		{"a page that has another story now", []found{{"http://a.example/1", "http://a.example/x", "A", one}, {"http://a.example/1", "http://a.example/y", "B", other}}, "0.1 1.1"},
		{"no address", []found{{"", "", "A", one}, {"", "", "A", grown}, {"", "", "B", other}}, "0.1 0.2 2.1"},
		{"no address, and one", []found{{"http://a.example/1", "", "A", one}, {"", "", "A", grown}}, "0.1 1.1"},
		{"its twin is shorter", []found{{"http://a.example/1", "http://a.example/1", "A", grown}, {"http://a.example/print/1", "http://a.example/1", "A", one}}, "0.1 0.1"},
		{"known by its twin", []found{{"http://a.example/print/1", "http://a.example/1", "A", one}, {"http://a.example/print/1", "http://a.example/1", "A", grown}}, "0.1 0.2"},
		{"its twin first", []found{{"http://a.example/print/1", "http://a.example/1", "A", one}, {"http://a.example/1", "http://a.example/1", "A", grown},
			{"http://a.example/print/1", "http://a.example/1", "A", one + passage(3, 0, 3)}}, "0.1 0.2 0.2"},
	} {
		db := open(t)
		var got []string
		first := map[string]int{}
		for i, look := range test.looks {
			saved, err := db.SavePage(context.Background(), look.page(i), time.Time{})
			must(t, err)
			if _, ok := first[saved.Article]; !ok {
				first[saved.Article] = i
			}
			got = append(got, fmt.Sprintf("%d.%d", first[saved.Article], saved.Revision))
		}
		equal(t, test.name, strings.Join(got, " "), test.want)
	}
}

// TestTouchedWithoutWords looks at a page that changes, but not in its words.
func TestTouchedWithoutWords(t *testing.T) {
	ctx, db := context.Background(), open(t)
	look := found{"http://a.example/1", "http://a.example/1", "“Ledger” closed", "The ledger's closed."}
	for i, text := range []string{look.text, "The ledger’s closed.\n\nUpdated 5 minutes ago", "The ledger is closed.", "The  ledger is closed"} {
		look.text = text
		saved, err := db.SavePage(ctx, look.page(i), time.Time{})
		must(t, err)
		equal(t, text, saved.Revision, 1+i/2)
	}
	look.title = "Ledger opened"
	saved, err := db.SavePage(ctx, look.page(9), time.Time{})
	must(t, err)
	equal(t, "another title", saved, crawler.Saved{Article: saved.Article, Revision: 3, New: true})
}

// TestOnePageIsFollowed looks at the pages of one article: only one of them is
// due again.
func TestOnePageIsFollowed(t *testing.T) {
	ctx, db := context.Background(), open(t)
	for i, look := range []found{
		{"http://a.example/print/1", "http://a.example/1", "A", "Text."},
		{"http://a.example/1", "http://a.example/1", "A", "Text."},
		{"http://a.example/short", "http://a.example/1", "A", "Text."},
		{"http://a.example/print/1", "http://a.example/1", "A", "Text."},
	} {
		_, err := db.SavePage(ctx, look.page(i), noon.Add(time.Hour))
		must(t, err)
		want := []int{1, 2, 2, 2}[i] // the first look's job is still there
		_, _, next, err := db.Idle(ctx, crawler.PageJob)
		must(t, err)
		equal(t, "next", next, noon.Add(time.Hour))
		equal(t, "jobs", jobLines(t, db), fmt.Sprintf("article waiting 1; page waiting %d", want))
	}
}
