package newsroom_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html/charset"

	"onrecord/crawler/newsroom"
)

// readings fetches every readable article of an edition and takes its main
// text out, by URL.
func readings(t *testing.T, n *newsroom.Newsroom) map[string]*trafilatura.ExtractResult {
	t.Helper()
	c := client(t, n)
	texts := map[string]*trafilatura.ExtractResult{}
	for _, u := range n.Articles() {
		resp, body := get(t, c, u)
		if resp.StatusCode != 200 {
			t.Errorf("%s: status %d", u, resp.StatusCode)
			continue
		}
		r, err := charset.NewReader(strings.NewReader(body), resp.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		page, err := url.Parse(u)
		if err != nil {
			t.Fatal(err)
		}
		res, err := trafilatura.Extract(r, trafilatura.Options{OriginalURL: page, ExcludeComments: true})
		if err != nil {
			t.Errorf("%s: %v", u, err)
			continue
		}
		texts[u] = res
	}
	return texts
}

func TestArticlesReadable(t *testing.T) {
	n := recorded(t)
	for edition := 1; edition <= 2; edition++ {
		n.Advance(edition)
		for u, res := range readings(t, n) {
			if words := len(strings.Fields(res.ContentText)); words < 250 || words > 900 {
				t.Errorf("edition %d: %s: %d words", edition, u, words)
			}
			if res.Metadata.Title == "" {
				t.Errorf("edition %d: %s: no title", edition, u)
			}
			if strings.Contains(res.ContentText, "\ufffd") {
				t.Errorf("edition %d: %s: wrong charset", edition, u)
			}
			for _, furniture := range []string{"cookie", "Subscribe to", "All rights reserved"} {
				if strings.Contains(res.ContentText, furniture) {
					t.Errorf("edition %d: %s: text holds %q", edition, u, furniture)
				}
			}
		}
	}
}
