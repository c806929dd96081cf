package crawler

import (
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestSigns fetches each page of testdata/credits.txtar and looks at the
// credit that its article is saved with, and that its text is the text alone.
func TestSigns(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/credits.txtar")
	if err != nil {
		t.Fatal(err)
	}
	paragraphs := []string{
		"The mayor said that the boats had sold well in every harbor of the coast, and that the nets had been sold together with them before the storm came.",
		"Her deputy told the council that nobody could have known about it, because the harbors had never been asked to count the boats that they were selling.",
		"The fishermen disagreed with him, and said that they would go to court over the nets as soon as the harbor was open again after the winter.",
	}
	fill := strings.NewReplacer("{head}", "<h1>Boats sell well in every harbor</h1>", "{plain}", strings.Join(paragraphs, " "),
		"{text}", "<p>"+strings.Join(paragraphs, "</p><p>")+"</p>")
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		if err != nil || i >= len(archive.Files) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<!DOCTYPE html><html lang=en>"+fill.Replace(string(archive.Files[i].Data)))
	}))
	c := newTest(t, newMemory(), nil)
	for i, f := range archive.Files {
		name, want, _ := strings.Cut(f.Name, " = ")
		p := page(t, c, at+"/"+strconv.Itoa(i))
		if want == "none" {
			want = ""
		}
		if p.Credit != want {
			t.Errorf("%s: credit %q, want %q; byline %q, text %q", name, p.Credit, want, p.Article.Byline, p.Article.Text)
		}
		if !strings.Contains(p.Article.Text, paragraphs[0][:60]) || !strings.Contains(p.Article.Text, paragraphs[2]) {
			t.Errorf("%s: text %q, reason %q", name, p.Article.Text, p.Reason)
		}
	}
}
