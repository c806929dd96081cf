package server

import (
	"math"
	"time"

	"onrecord/extractor"
)

// Print is one article among the prints of one story.
type Print struct {
	// Article is its newest state, the text left out.
	Article extractor.Article
	// Seen is when it was first fetched.
	Seen time.Time
	// Credit is the news agency that it names, if any.
	Credit string
	// Overlap is the part of its words' runs that it shares with the article
	// that was asked about, 1 for itself.
	Overlap float64
}

// alsoView tells where else a story is printed.
type alsoView struct {
	// Outlets counts those other than the article's own.
	Outlets   int
	First     printView
	FirstHere bool
	Others    []printView
}

type printView struct {
	Outlet, Title, URL, Credit string
	Seen                       time.Time
	// Share is in per cent.
	Share int
}

// alsoOf makes the view of an article's prints, nil when it is alone.
func alsoOf(id string, prints []Print) *alsoView {
	if len(prints) < 2 {
		return nil
	}
	v := alsoView{First: printViewOf(prints[0]), FirstHere: prints[0].Article.ID == id}
	own := ""
	for _, p := range prints {
		if p.Article.ID == id {
			own = p.Article.Outlet
		}
	}
	outlets := map[string]bool{own: true}
	for _, p := range prints {
		if p.Article.ID == id {
			continue
		}
		if !outlets[p.Article.Outlet] {
			outlets[p.Article.Outlet] = true
			v.Outlets++
		}
		v.Others = append(v.Others, printViewOf(p))
	}
	return &v
}

func printViewOf(p Print) printView {
	v := printView{Outlet: p.Article.Outlet, Title: p.Article.Title, URL: articlePath(p.Article.ID, 0, ""),
		Credit: p.Credit, Seen: p.Seen, Share: int(math.Floor(p.Overlap * 100))}
	if v.Outlet == "" {
		v.Outlet = "an outlet without a name"
	}
	if v.Title == "" {
		v.Title = "Untitled"
	}
	return v
}

// creditOf is the article's own credit, else the first that a print gives.
func creditOf(id string, prints []Print) string {
	first := ""
	for _, p := range prints {
		if p.Article.ID == id && p.Credit != "" {
			return p.Credit
		}
		if first == "" {
			first = p.Credit
		}
	}
	return first
}
