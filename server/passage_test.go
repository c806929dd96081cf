package server

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"onrecord/extractor"
	"onrecord/index"
)

// TestPassageURL reads testdata/passages.txtar: each file is named by what it
// shows and holds url, before, words (\n is a line's end), after and want.
func TestPassageURL(t *testing.T) {
	a, err := txtar.ParseFile("testdata/passages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range a.Files {
		head, _, _ := strings.Cut(string(f.Data), "want:")
		k := keys(strings.ReplaceAll(head, `\n`, "\v"))
		line := func(name string) string { return strings.ReplaceAll(k[name], "\v", "\n") }
		e := index.Entry{Words: line("words"), Before: line("before"), After: line("after"), Article: index.Article{URL: k["url"]}}
		e.Statement.Content = make([]extractor.Span, 1+strings.Count(e.Words, " … "))
		got := "want: " + passageURL(e) + "\n"
		if *update {
			a.Files[i].Data = []byte(head + got)
		} else if !strings.HasSuffix(string(f.Data), "\n"+got) {
			t.Errorf("%s: %sis not in\n%s", f.Name, got, f.Data)
		}
	}
	if !*update {
		return
	}
	if err := os.WriteFile("testdata/passages.txtar", txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

func FuzzPassageURL(f *testing.F) {
	f.Add("https://a.example/", "before, -", "words & more", "-after")
	f.Add("javascript:alert(1)", "", "\n\n", "")
	f.Fuzz(func(t *testing.T, address, before, words, after string) {
		got := passageURL(index.Entry{Words: words, Before: before, After: after, Article: index.Article{URL: address}})
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
			t.Fatalf("%q: %v", got, err)
		}
		_, directives, found := strings.Cut(got, ":~:text=")
		if found && !strings.Contains(address, ":~:") && strings.ContainsAny(directives, " &\"<>\n#") {
			t.Fatalf("not encoded: %q", got)
		}
	})
}
