package body_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"onrecord/crawler/body"
)

var update = flag.Bool("update", false, "renew testdata/cases.txtar")

// TestFind holds what is found to the cases in testdata.
func TestFind(t *testing.T) {
	const file = "testdata/cases.txtar"
	cases, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range cases.Files {
		name, ok := strings.CutSuffix(f.Name, ".html")
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got := found(t, string(f.Data))
			if *update {
				cases.Files[i+1].Data = []byte(got)
			}
			if diff := cmp.Diff(string(cases.Files[i+1].Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(cases), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// found gives the blocks that are found in a page, one a line, by their
// elements.
func found(t *testing.T, page string) string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	root, _ := body.Find(doc)
	if root == nil {
		return "nothing\n"
	}
	var b strings.Builder
	for c := range root.ChildNodes() {
		if c.Type == html.TextNode {
			c = &html.Node{Type: html.TextNode, Data: strings.TrimSpace(c.Data)}
		}
		if c.Type == html.TextNode && c.Data == "" {
			continue
		}
		dropAttributes(c)
		if err := html.Render(&b, c); err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func dropAttributes(n *html.Node) {
	n.Attr = nil
	for c := range n.Descendants() {
		c.Attr = nil
	}
}

// FuzzFind holds that any page is read to an end, to a text of at least
// Shortest characters or to none.
func FuzzFind(f *testing.F) {
	cases, err := txtar.ParseFile("testdata/cases.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases.Files {
		f.Add(string(c.Data))
	}
	f.Fuzz(func(t *testing.T, page string) {
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		root, words := body.Find(doc)
		if root != nil && len(words) < body.Shortest {
			t.Errorf("a text of %d bytes", len(words))
		}
	})
}
