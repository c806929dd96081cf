package crawler

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestWalls reads each answer of testdata/walls to a question for
// https://page.example/story/1 and compares the reason why there is no article
// with the file's first line, which is empty for an article.
func TestWalls(t *testing.T) {
	files, err := filepath.Glob("testdata/walls/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	asked, err := url.Parse("https://page.example/story/1")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		want, a := wallCase(t, file, asked)
		c := &Crawler{Config: Config{}.withDefaults(), reading: make(chan struct{}, 1)}
		page := c.readFrom(context.Background(), asked, a, Selectors{})
		if page.Reason != want {
			t.Errorf("%s: reason %q, want %q; text %q", file, page.Reason, want, page.Article.Text)
		}
		if page.Reason == "" && page.Article.Text == "" {
			t.Errorf("%s: an article without a text", file)
		}
	}
}

func wallCase(t *testing.T, file string, asked *url.URL) (string, answer) {
	t.Helper()
	parts, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{final: asked}
	for _, p := range parts.Files {
		switch p.Name {
		case "final":
			if a.final, err = url.Parse(strings.TrimSpace(string(p.Data))); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
		case "answer":
			raw := bytes.ReplaceAll(append(p.Data, '\n'), []byte("\n"), []byte("\r\n"))
			res, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), nil)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			io.Copy(io.Discard, res.Body)
			a.status, a.header = res.StatusCode, res.Header
		case "page":
			a.body = p.Data
		}
	}
	return strings.TrimSpace(string(parts.Comment)), a
}

func FuzzWalls(f *testing.F) {
	f.Add(403, "Server: cloudflare", "<title>Just a moment...</title>", "/login")
	f.Add(200, "", `<div id="root"></div><script src=x></script>`, "/")
	f.Fuzz(func(t *testing.T, status int, header, page, path string) {
		h := http.Header{}
		if name, value, ok := strings.Cut(header, ": "); ok {
			h.Set(name, value)
		}
		asked, err := url.Parse("https://page.example/story/1")
		if err != nil {
			t.Fatal(err)
		}
		c := &Crawler{Config: Config{}.withDefaults(), reading: make(chan struct{}, 1)}
		read := c.readFrom(t.Context(), asked, answer{status: status, header: h, body: []byte(page), final: &url.URL{Scheme: "https", Host: "page.example", Path: path}}, Selectors{})
		if read.Reason == "" && read.Article.Text == "" {
			t.Error("neither a text nor a reason")
		}
	})
}
