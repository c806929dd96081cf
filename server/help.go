package server

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"onrecord/index"
)

// helpPage is what the help template shows.
type helpPage struct {
	frame
	Topics []topicView
}

// topicView is a part of the query language with examples that can be tried.
type topicView struct {
	ID, Name string
	Examples []exampleView
	Notes    []string
}

type exampleView struct{ Query, Means, URL string }

// helpQuery shows what can be asked.
func (s *site) helpQuery(w http.ResponseWriter, _ *http.Request) error {
	p := helpPage{frame: s.frame("What can be asked")}
	p.Here = "search"
	for i, t := range index.Help() {
		v := topicView{ID: "topic-" + strconv.Itoa(i+1), Name: t.Name, Notes: t.Notes}
		for _, e := range t.Examples {
			v.Examples = append(v.Examples, exampleView{e.Query, e.Means, searchFor(e.Query)})
		}
		p.Topics = append(p.Topics, v)
	}
	return s.send(w, http.StatusOK, "help", p)
}

// readingOf tells how a query is read at a moment.
func readingOf(q index.Query, now time.Time) string {
	q.Now = now
	return q.Reading()
}

// hintView tells of a place in a query that may not mean what was meant.
type hintView struct{ Reason, Suggestion, URL string }

// hintsOf explains what in a query's text is read in another way than its
// writer may think.
func hintsOf(values url.Values) []hintView {
	var list []hintView
	for _, h := range index.Hints(values.Get("q")) {
		list = append(list, hintView{h.Reason, h.Suggestion, instead(values, h.Suggestion)})
	}
	return list
}

// instead is the search page for another text with the same filters; empty
// for no text.
func instead(values url.Values, text string) string {
	if text == "" {
		return ""
	}
	v := url.Values{}
	for name, list := range values {
		v[name] = list
	}
	v.Set("q", text)
	v.Del("cursor")
	return "/?" + v.Encode()
}
