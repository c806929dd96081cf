package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
)

// printPage is a print of a text by an outlet.
func printPage(outlet, text string, hour int) crawler.Page {
	p := page("http://"+outlet+".example/"+fmt.Sprint(hour), text)
	p.Article.ID, p.Article.Outlet = outlet, outlet
	p.Capture.ID = fmt.Sprint(outlet, hour)
	p.Capture.Fetched = noon.Add(time.Duration(hour) * time.Hour)
	return p
}

// TestPrints saves the prints of a wire story in any order: whoever is asked
// about, all are found, the first seen first.
func TestPrints(t *testing.T) {
	ctx := context.Background()
	story := passage(1, 0, 40)
	wire := printPage("wire", story, 1)
	wire.Credit = "Reuters"
	pages := []crawler.Page{
		wire,
		printPage("north", "NORTH BAY — "+story, 2),
		printPage("south", story+" The South's own sentence ends it.", 3),
		printPage("own", passage(2, 0, 40), 2),
		printPage("short", passage(1, 0, 20), 4), // half of it
		printPage("late", passage(3, 0, 40), 5),
		printPage("late", story, 6), // by its second state
	}
	for range 5 {
		db := open(t)
		// A page's states come in their order.
		for _, i := range append(rand.Perm(5), 5, 6) {
			_, err := db.SavePage(ctx, pages[i], time.Time{})
			must(t, err)
		}
		for about, want := range map[string]string{
			"wire": "wire Reuters, north, south, late", "late": "wire Reuters, north, south, late",
			"own": "own", "short": "short",
		} {
			prints, err := db.Prints(ctx, about)
			must(t, err)
			var got []string
			for _, p := range prints {
				got = append(got, strings.TrimSpace(p.Article.ID+" "+p.Credit))
				if p.Overlap < crawler.Reprinted || p.Overlap > 1 || p.Article.ID == about && p.Overlap != 1 {
					t.Errorf("%s and %s overlap by %f", about, p.Article.ID, p.Overlap)
				}
			}
			equal(t, about, strings.Join(got, ", "), want)
		}
	}
}

func TestAddresses(t *testing.T) {
	ctx, db := context.Background(), open(t)
	for i, look := range []found{
		{"http://a.example/1", "http://a.example/1", "A", "Text."},
		{"http://m.a.example/1", "http://a.example/1", "A", "Text."},
	} {
		_, err := db.SavePage(ctx, look.page(i), time.Time{})
		must(t, err)
	}
	got, err := db.Addresses(ctx, crawler.ID("http://a.example/1"))
	must(t, err)
	equal(t, "addresses", got, []string{"http://a.example/1", "http://m.a.example/1"})
}

// BenchmarkSavePrints saves new articles, every tenth of which is a print of
// one before.
func BenchmarkSavePrints(b *testing.B) {
	ctx, db := context.Background(), open(b)
	n := 0
	for b.Loop() {
		seed := n
		if n%10 == 9 {
			seed = n - 9
		}
		p := printPage(fmt.Sprint("outlet", n), passage(seed, 0, 15), 1)
		if _, err := db.SavePage(ctx, p, time.Time{}); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}
