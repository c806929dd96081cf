package crawler

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

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

func TestCSV(t *testing.T) {
	feeds := []Feed{
		{URL: "https://a.example/feed", Kind: FeedJob, Title: "A, the first", Outlet: "A", Every: 10 * time.Minute, UpTo: 6 * time.Hour},
		{URL: "https://b.example/news/", Kind: SiteJob, Every: time.Hour, UpTo: time.Hour, Links: []string{"/news/**", "/world/*"},
			Selectors: Selectors{Keep: []string{"article .body", `div[lang|="en"]`}, Drop: []string{".ad, .promo"}}, Distrust: true},
		{URL: "https://c.example/status", Kind: SingleJob, Every: time.Hour, UpTo: time.Hour},
	}
	secret := slices.Clone(feeds)
	secret[0].Secrets, secret[0].ETag, secret[0].Failure = "/run/secrets/a", "etag", "failed"
	var b bytes.Buffer
	if err := WriteCSV(&b, secret); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "secret") {
		t.Error("a list of sources tells of secrets")
	}
	got, err := ReadCSV(strings.NewReader("\ufeff" + b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(feeds, got); diff != "" {
		t.Errorf("written and read (-want +got):\n%s", diff)
	}
	got, err = ReadCSV(strings.NewReader("Outlet, URL\nThe Ledger, https://d.example/rss\n"))
	if err != nil || len(got) != 1 || got[0].Outlet != "The Ledger" || got[0].Kind != FeedJob {
		t.Errorf("%+v, %v", got, err)
	}
	for text, want := range map[string]string{
		"": "unexpected EOF", "name,outlet\na,b\n": "line 1: no column is called url", "url,secret\n": `line 1: no column is called "secret"`,
		"url\n\nftp://a.example\n": "line 3: url", "url,every\nhttp://a.example/,soon\n": "line 2: every",
		"url,kind\nhttp://a.example/,blog\n": "line 2: kind", "url\n\"http://a.example\n": "line 2",
	} {
		if _, err := ReadCSV(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("url,kind,every\nhttp://a.example/,feed,10m\n")
	f.Fuzz(func(t *testing.T, text string) {
		feeds, err := ReadCSV(strings.NewReader(text))
		if err != nil {
			return
		}
		if err := WriteCSV(io.Discard, feeds); err != nil {
			t.Error(err)
		}
	})
}
