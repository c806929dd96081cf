package server

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"onrecord/index"
)

// feedSize is the number of statements in a feed.
const feedSize = 50

// The Atom format, as far as a feed of statements needs it (RFC 4287).
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomAuthor  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		ID         string         `xml:"id"`
		Title      string         `xml:"title"`
		Updated    string         `xml:"updated"`
		Author     atomAuthor     `xml:"author"`
		Links      []atomLink     `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Content    atomText       `xml:"content"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomCategory struct {
		Term   string `xml:"term,attr"`
		Scheme string `xml:"scheme,attr"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Body string `xml:",chardata"`
	}
)

// feed is the newest statements of a search.
func (s *site) feed(w http.ResponseWriter, r *http.Request) error {
	q, err := readQuery(r.URL.Query())
	if err != nil {
		return &failure{Status: http.StatusBadRequest, Title: "That question cannot be read", Detail: err.Error(), Err: err}
	}
	q.ByDate, q.Cursor, q.Limit = true, "", feedSize
	result, err := s.Index.Search(r.Context(), q)
	if err != nil {
		return refused(err)
	}
	q.Limit, q.ByDate = 0, false
	body, err := xml.MarshalIndent(s.atom(base(s.Base, r), q, result.Hits), "", " ")
	if err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	body = append([]byte(xml.Header), body...)
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=300")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}

func (s *site) atom(base string, q index.Query, hits []index.Hit) atomFeed {
	title := s.Name
	if text := q.String(); text != "" {
		title += ": " + text
	}
	f := atomFeed{
		ID: base + "/feed.atom" + asked(q.Values()), Title: title, Author: atomAuthor{Name: s.Name},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: base + "/feed.atom" + asked(q.Values())},
			{Rel: "alternate", Type: "text/html", Href: base + address(q)},
		},
	}
	for i, h := range hits {
		e := atomEntryOf(base, h)
		if i == 0 {
			f.Updated = e.Updated // newest first
		}
		f.Entries = append(f.Entries, e)
	}
	return f
}

func atomEntryOf(base string, h index.Hit) atomEntry {
	v := viewOf(h)
	var title, body strings.Builder
	title.WriteString(v.Speaker)
	if v.For != "" {
		title.WriteString(" (" + v.For + ")")
	}
	title.WriteString(" · " + v.Stance.Name)
	if v.Target != "" {
		title.WriteString(" → " + v.Target)
	}
	if v.Quoted {
		body.WriteString("“" + h.Words + "”")
	} else {
		body.WriteString(h.Words)
	}
	fmt.Fprintf(&body, "\n\n%s, %s", v.Outlet, v.Title)
	e := atomEntry{
		ID: "urn:onrecord:statement:" + v.ID, Title: title.String(),
		Updated: v.Published.UTC().Format(time.RFC3339), Author: atomAuthor{Name: v.Outlet},
		Links:      []atomLink{{Rel: "alternate", Type: "text/html", Href: base + v.Here}},
		Categories: []atomCategory{{Term: v.Stance.Name, Scheme: "urn:onrecord:stance"}},
		Content:    atomText{Type: "text", Body: body.String()},
	}
	if v.Original != "" {
		e.Links = append(e.Links, atomLink{Rel: "via", Type: "text/html", Href: v.Original})
	}
	return e
}

// base is the absolute address of this server: the configured one, else the
// one that the request was sent to.
func base(configured string, r *http.Request) string {
	if configured != "" {
		return configured
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
