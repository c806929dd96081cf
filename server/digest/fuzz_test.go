package digest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
	"onrecord/server/digest"
)

// one answers every search with one entry: what an index makes of bad input is
// not the point here.
type one struct{ entry index.Entry }

func (o one) Search(context.Context, index.Query) (index.Result, error) {
	return index.Result{Total: 1, Hits: []index.Hit{{Entry: o.entry}}}, nil
}

// FuzzMessage holds every mail to its promises whatever the coverage says.
func FuzzMessage(f *testing.F) {
	f.Add("We did not do it.", "The Courier", "A title", "https://a.example/x?y=1#z")
	f.Add("</p><script>alert(1)</script>", "\r\nBcc: x@y.example", "=?utf-8?q?x?=", "javascript:alert(1)")
	f.Add("\x00\xff\u202e\u200b", "", "\n.\n", "https://[::1]:99999999/%zz")
	f.Fuzz(func(t *testing.T, words, outlet, title, url string) {
		for _, s := range []*string{&words, &outlet, &title, &url} {
			*s = strings.ToValidUTF8(*s, "\uFFFD") // as the crawler gives it
		}
		until := time.Date(2024, 8, 7, 5, 0, 0, 0, time.UTC)
		e := index.Entry{Words: words, Article: index.Article{ID: "a", URL: url, Outlet: outlet, Title: title},
			Statement: extractor.Statement{ID: "s", Stance: extractor.Accuse, Target: title, Via: outlet,
				Speaker: extractor.Party{Name: title, For: outlet}, Content: []extractor.Span{{Start: 0, End: 1}}}}
		d, err := digest.Compose(t.Context(), one{e}, digest.Order{Subscription: "s", Name: title, From: "a@b.example", To: "c@d.example",
			Until: until, New: []digest.Sighting{{Statement: "s", Article: "a"}}})
		must(t, err)
		message, err := d.Message()
		must(t, err)
		check(t, message)
		header, _ := parts(t, message)
		if header.Get("Bcc") != "" {
			t.Error("a name has become a header")
		}
	})
}
