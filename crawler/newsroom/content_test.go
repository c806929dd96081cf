package newsroom_test

import (
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/markusmobius/go-trafilatura"
	"github.com/temoto/robotstxt"
	"golang.org/x/net/html"
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
			if words := len(strings.Fields(res.ContentText)); words < 280 || words > 800 {
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

func TestArticlesCount(t *testing.T) {
	n := recorded(t)
	if got := len(n.Articles()); got < 42 {
		t.Errorf("%d articles", got)
	}
	outlets := map[string]bool{}
	for _, f := range n.Feeds() {
		outlets[f.Outlet] = true
	}
	if len(outlets) < 8 || len(outlets) != len(n.Hosts()) {
		t.Errorf("%d outlets, %d hosts", len(outlets), len(n.Hosts()))
	}
	if got := len(n.Edited()); got < 2 {
		t.Errorf("%d edited articles", got)
	}
	n.Advance(2)
	if later := len(n.Articles()); later != len(recorded(t).Articles())+1 {
		t.Errorf("edition 2 has %d articles", later)
	}
}

// TestDistinct holds every paragraph to be its own, those of the wire story
// and its reprints apart.
func TestDistinct(t *testing.T) {
	n := recorded(t)
	plain := strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")
	same := map[string][]string{}
	for u, res := range readings(t, n) {
		for node := range res.ContentNode.Descendants() {
			if node.Type != html.TextNode || len(node.Data) < 60 {
				continue
			}
			text := strings.Join(strings.Fields(plain.Replace(node.Data)), " ")
			same[text] = append(same[text], u)
		}
	}
	reprints := []string{
		"http://wire.example/copy/2024-07-19-outage",
		"http://www.lakeshoretimes.example/nation/faulty-update-grounds-flights",
		"http://www.northstarherald.example/stories/world/outage-wire.html",
		"http://www.peachtreeledger.example/news/2024/07/19/world-outage",
	}
	reprinted := 0
	for text, urls := range same {
		slices.Sort(urls)
		switch {
		case len(urls) == 1:
			if slices.Contains(reprints, urls[0]) && strings.Contains(text, "Kurtz") {
				t.Errorf("only %s has %q", urls[0], text)
			}
		case slices.Equal(urls, reprints):
			reprinted++
		case !slices.ContainsFunc(urls, func(u string) bool { return !slices.Contains(reprints, u) }):
			// The headline, which the wire's own page leaves out of its text.
		default:
			t.Errorf("%q have %q", urls, text)
		}
	}
	if reprinted < 10 {
		t.Errorf("%d paragraphs of the wire story are reprinted", reprinted)
	}
}

func TestEditsChangeText(t *testing.T) {
	n := recorded(t)
	before := readings(t, n)
	n.Advance(2)
	after := readings(t, n)
	edited := n.Edited()
	for u := range before {
		if changed := before[u].ContentText != after[u].ContentText; changed != slices.Contains(edited, u) {
			t.Errorf("%s: changed %v, listed as edited %v", u, changed, !changed)
		}
	}
}

// TestLinksResolve follows every link of every page: within the newsroom it
// must answer, but for those listed as unreadable.
func TestLinksResolve(t *testing.T) {
	n := recorded(t)
	c := client(t, n)
	unreadable := map[string]string{}
	for _, p := range n.Unreadable() {
		unreadable[p.URL] = p.Reason
	}
	seen := map[string]bool{}
	var queue []string
	for _, h := range n.Hosts() {
		queue = append(queue, "http://"+h+"/")
	}
	queue = append(queue, n.Articles()...)
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		if seen[u] {
			continue
		}
		seen[u] = true
		resp, body := get(t, c, u)
		if reason := unreadable[u]; reason == "status 404" {
			if resp.StatusCode != 404 {
				t.Errorf("%s: status %d, listed as %q", u, resp.StatusCode, reason)
			}
			continue
		}
		if resp.StatusCode != 200 {
			t.Errorf("%s: status %d", u, resp.StatusCode)
			continue
		}
		if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			queue = append(queue, pageLinks(t, u, body)...)
		}
	}
	if len(seen) < 80 {
		t.Errorf("only %d pages", len(seen))
	}
}

// TestRobots holds the lists to what the hosts' robots.txt say.
func TestRobots(t *testing.T) {
	n := recorded(t)
	c := client(t, n)
	allowed := func(u string) bool {
		at, err := url.Parse(u)
		if err != nil {
			t.Fatal(err)
		}
		resp, body := get(t, c, "http://"+at.Host+"/robots.txt")
		rules, err := robotstxt.FromStatusAndString(resp.StatusCode, body)
		if err != nil {
			t.Fatal(err)
		}
		group := rules.FindGroup("onrecord")
		if group.CrawlDelay.Seconds() > 1 {
			t.Errorf("%s asks for a delay of %v", at.Host, group.CrawlDelay)
		}
		return group.Test(at.Path)
	}
	for _, u := range n.Articles() {
		if !allowed(u) {
			t.Errorf("%s is forbidden", u)
		}
	}
	for _, p := range n.Unreadable() {
		u := p.URL
		if resp, _ := get(t, c, u); resp.StatusCode == 301 {
			u = resp.Header.Get("Location")
		}
		if allowed(u) == (p.Reason == "robots") {
			t.Errorf("%s: allowed %v, listed as %q", u, allowed(u), p.Reason)
		}
	}
}

// TestLatin1 looks at the raw bytes: one outlet must not be valid UTF-8.
func TestLatin1(t *testing.T) {
	body, err := os.ReadFile("../../testdata/newsroom/www.thamescourier.example/uk/2024/07/20/surgeries-and-runways.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Zo\xeb", "Jos\xe9", "\xa3200m"} {
		if !strings.Contains(string(body), word) {
			t.Errorf("no %q in Latin-1", word)
		}
	}
	for u, res := range readings(t, recorded(t)) {
		if strings.HasSuffix(u, "surgeries-and-runways.html") && !strings.Contains(res.ContentText, "José Álvarez-Peña") {
			t.Errorf("%s: names lost", u)
		}
	}
}
