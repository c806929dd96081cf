package server

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

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

// The feeds' media types.
const (
	atomMedia     = "application/atom+xml"
	jsonFeedMedia = "application/feed+json"
)

// feeds adds both kinds of feeds to the operations.
func (s *site) feeds(a huma.API) {
	for _, k := range []struct{ name, media, title string }{
		{"atom", atomMedia, "Follow a search as Atom"},
		{"json", jsonFeedMedia, "Follow a search as JSON Feed"},
	} {
		op := operation("feed-"+k.name, "/feed."+k.name, k.title, "The newest statements that a search finds, at most "+itoa(feedSize)+".")
		op.Responses = map[string]*huma.Response{"200": {Description: "The feed",
			Headers: map[string]*huma.Param{"Last-Modified": {Description: "When the index was last written to; absent while it is",
				Schema: &huma.Schema{Type: huma.TypeString}}},
			Content: map[string]*huma.MediaType{k.media: {Schema: &huma.Schema{Type: huma.TypeString}}}}}
		huma.Register(a, op, func(ctx context.Context, in *SearchParams) (*huma.StreamResponse, error) {
			return s.feed(ctx, k.media, in)
		})
	}
}

// feed is the newest statements of a search.
func (s *site) feed(ctx context.Context, media string, in *SearchParams) (*huma.StreamResponse, error) {
	q, err := index.FromValues(in.values())
	if err != nil {
		return nil, badRequest(in.Q, err)
	}
	newest := q
	newest.ByDate, newest.Limit = true, feedSize
	since := s.generations.since(s.Now())
	result, err := s.Index.Search(ctx, newest)
	if err != nil {
		return nil, s.apiError(refused(err))
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		r, _ := humago.Unwrap(c)
		c.SetHeader("Content-Type", media+"; charset=utf-8")
		c.SetHeader("Cache-Control", "public, max-age=300")
		if !since.IsZero() {
			c.SetHeader("Last-Modified", since.UTC().Format(http.TimeFormat))
		}
		if err := s.writeFeed(c.BodyWriter(), media, base(s.Base, r), q, result.Hits); err != nil {
			s.Log.Error("write feed", "error", err)
		}
	}}, nil
}

func (s *site) writeFeed(w io.Writer, media, base string, q index.Query, hits []index.Hit) error {
	if media == jsonFeedMedia {
		return json.NewEncoder(w).Encode(s.jsonFeed(base, q, hits))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	return e.Encode(s.atom(base, q, hits))
}

// feedTitle names a feed by its search.
func (s *site) feedTitle(q index.Query) string {
	if text := q.String(); text != "" {
		return s.Name + ": " + text
	}
	return s.Name
}

func (s *site) atom(base string, q index.Query, hits []index.Hit) atomFeed {
	f := atomFeed{
		ID: base + "/feed.atom" + asked(q.Values()), Title: s.feedTitle(q), Author: atomAuthor{Name: s.Name},
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{
			{Rel: "self", Type: atomMedia, Href: base + "/feed.atom" + asked(q.Values())},
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
