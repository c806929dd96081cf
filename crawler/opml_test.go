package crawler

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOPMLRoundTrip(t *testing.T) {
	feeds := []Feed{
		{URL: "https://harbor.example/rss.xml", Kind: FeedJob, Title: "Harbor <Business>", Outlet: "Harbor & Co"},
		{URL: "https://ledger.example/news/", Kind: SiteJob, Outlet: "The Ledger"},
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, feeds); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(feeds, got); d != "" {
		t.Error(d)
	}
}

func TestReadOPML(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"folders", `<opml version="1.0"><body><outline text="News"><outline text="A" xmlUrl="http://a.example/f"/></outline></body></opml>`, "http://a.example/f"},
		{"no feeds", `<opml version="2.0"><body/></opml>`, ""},
		{"not a URL", `<opml version="2.0"><body><outline text="A" xmlUrl="javascript:x"/></body></opml>`, `error: read OPML: outline "A"`},
		{"broken", `<opml><body>`, "error: read OPML: XML syntax error"},
		{"another document", `<html></html>`, "error: read OPML: expected element type <opml>"},
		{"endless", `<opml><!--` + strings.Repeat("x", maxOPML) + `--></opml>`, "error: read OPML: more than 4 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			feeds, err := ReadOPML(strings.NewReader(c.in))
			got := ""
			if err != nil {
				got = "error: " + err.Error()
			} else if len(feeds) > 0 {
				got = feeds[0].URL
			}
			if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(`<opml version="2.0"><body><outline text="A" xmlUrl="http://a.example/f"/></body></opml>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		feeds, err := ReadOPML(bytes.NewReader(b))
		if err != nil {
			return
		}
		if err := WriteOPML(&bytes.Buffer{}, feeds); err != nil {
			t.Fatalf("what was read can't be written: %v", err)
		}
	})
}
