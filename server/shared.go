package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"onrecord/index"
)

// sharedPage is what a share link shows.
type sharedPage struct {
	frame
	keeping
	Read, Results string
	Total         int
	Hits          []statementView
	First, Next   string
}

// shared shows what a saved search finds now to whoever has the link.
func (s *site) shared(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("X-Robots-Tag", "noindex, nofollow")
	one, err := s.Saved.Shared(r.Context(), r.PathValue("link"))
	if errors.Is(err, ErrNotFound) {
		return &failure{Status: http.StatusNotFound, Title: "This link leads nowhere any more",
			Detail: "The search was removed, or its link was made anew. Whoever gave it to you may have the new one.", Err: err}
	}
	if err != nil {
		return fmt.Errorf("read shared search: %w", err)
	}
	p := sharedPage{frame: s.frame(one.Name), keeping: keeping{one}}
	if one.Broken != "" {
		return s.send(w, http.StatusUnprocessableEntity, "shared", p)
	}
	q := mustParse(one.Query)
	p.Read, p.Results = q.String(), address(q)
	q.ByDate, q.Limit, q.Cursor = true, pageSize, r.URL.Query().Get("cursor")
	result, err := s.Index.Search(r.Context(), q)
	if err != nil {
		return refused(err)
	}
	p.Total = result.Total
	for _, h := range result.Hits {
		p.Hits = append(p.Hits, viewOf(h))
	}
	if q.Cursor != "" {
		p.First = one.SharePath()
	}
	if result.Next != "" {
		p.Next = one.SharePath() + "?" + url.Values{"cursor": {result.Next}}.Encode()
	}
	return s.send(w, http.StatusOK, "shared", p)
}

// savedFeed is the newest statements of a saved search, for whoever has the
// address with its token.
func (s *site) savedFeed(w http.ResponseWriter, r *http.Request) error {
	token, form, _ := strings.Cut(r.PathValue("file"), ".")
	one, err := s.Saved.Search(r.Context(), r.PathValue("id"))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return fmt.Errorf("read saved search: %w", err)
	}
	if err != nil || !same(token, one.Token) || form != "atom" && form != "json" {
		return &failure{Status: http.StatusNotFound, Title: "There is no such feed",
			Detail: "The search was removed, or its feeds have other addresses now: its page has them.", Err: err}
	}
	media := atomMedia
	if form == "json" {
		media = jsonFeedMedia
	}
	if one.Broken != "" && form == "json" {
		s.problem(w, &failure{Status: http.StatusUnprocessableEntity, Detail: one.Trouble()})
		return nil
	}
	body, err := s.savedFeedBody(r, one, form)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Cache-Control", "private, max-age=300")
	w.Header().Set("X-Robots-Tag", "noindex, nofollow")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}

func (s *site) savedFeedBody(r *http.Request, one Saved, form string) ([]byte, error) {
	at := base(s.Base, r)
	if one.Broken != "" {
		return marshalAtom(s.brokenFeed(at, one))
	}
	q := mustParse(one.Query)
	newest := q
	newest.ByDate, newest.Limit = true, feedSize
	result, err := s.Index.Search(r.Context(), newest)
	if err != nil {
		return nil, refused(err)
	}
	if form == "json" {
		f := s.jsonFeed(at, q, result.Hits)
		f.Title, f.Home, f.Feed = s.Name+": "+one.Name, at+one.SharePath(), at+one.FeedPath(form)
		return json.Marshal(f)
	}
	f := s.atom(at, q, result.Hits)
	s.nameFeed(&f, at, one)
	return marshalAtom(f)
}

// nameFeed makes a feed that of a saved search. Its ID stays when its address
// is made anew.
func (s *site) nameFeed(f *atomFeed, at string, one Saved) {
	f.ID, f.Title = "urn:onrecord:search:"+one.ID, s.Name+": "+one.Name
	f.Links = []atomLink{{Rel: "self", Type: atomMedia, Href: at + one.FeedPath("atom")},
		{Rel: "alternate", Type: "text/html", Href: at + one.SharePath()}}
}

// brokenFeed tells those who follow a search that it can't be read any more, as
// an entry: few readers of feeds show a failure.
func (s *site) brokenFeed(at string, one Saved) atomFeed {
	f := s.atom(at, index.Query{}, nil)
	s.nameFeed(&f, at, one)
	sum := sha256.Sum256([]byte(one.Query + "\x00" + one.Broken))
	f.Updated = one.Made.UTC().Format(time.RFC3339)
	f.Entries = []atomEntry{{ID: f.ID + ":broken:" + hex.EncodeToString(sum[:8]), Title: "This search can't be read any more",
		Updated: f.Updated, Author: f.Author, Links: f.Links[1:],
		Content: atomText{Type: "text", Body: "The query: " + one.Query + "\n\nWhat is wrong: " + one.Broken}}}
	return f
}

func marshalAtom(f atomFeed) ([]byte, error) {
	body, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return append([]byte(xml.Header), body...), nil
}
