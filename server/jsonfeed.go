package server

import (
	"time"

	"onrecord/index"
)

// JSON Feed 1.1, as far as a feed of statements needs it.
type (
	jsonFeed struct {
		Version     string         `json:"version"`
		Title       string         `json:"title"`
		Home        string         `json:"home_page_url"`
		Feed        string         `json:"feed_url"`
		Description string         `json:"description,omitempty"`
		Items       []jsonFeedItem `json:"items"`
	}
	jsonFeedItem struct {
		ID        string           `json:"id"`
		URL       string           `json:"url"`
		External  string           `json:"external_url,omitempty"`
		Title     string           `json:"title"`
		Text      string           `json:"content_text"`
		Published string           `json:"date_published,omitempty"`
		Authors   []jsonFeedAuthor `json:"authors,omitempty"`
		Tags      []string         `json:"tags,omitempty"`
		Language  string           `json:"language,omitempty"`
		// Statement is the whole statement, as the API gives it.
		Statement Statement `json:"_onrecord"`
	}
	jsonFeedAuthor struct {
		Name string `json:"name"`
	}
)

func (s *site) jsonFeed(base string, q index.Query, hits []index.Hit) jsonFeed {
	f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: s.feedTitle(q), Description: s.About,
		Home: base + address(q), Feed: base + "/feed.json" + asked(q.Values()), Items: make([]jsonFeedItem, len(hits))}
	for i, h := range hits {
		e := atomEntryOf(base, h)
		item := jsonFeedItem{ID: e.ID, URL: e.Links[0].Href, External: h.Entry.Passage(), Title: e.Title, Text: e.Content.Body,
			Tags: []string{string(h.Statement.Stance)}, Language: language(h.Article.Language), Statement: apiStatementOf(h)}
		if h.Article.Outlet != "" {
			item.Authors = []jsonFeedAuthor{{h.Article.Outlet}}
		}
		if !h.Article.Published.IsZero() {
			item.Published = h.Article.Published.UTC().Format(time.RFC3339)
		}
		f.Items[i] = item
	}
	return f
}
