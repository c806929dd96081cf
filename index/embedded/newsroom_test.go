package embedded_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"onrecord/crawler"
	"onrecord/crawler/newsroom"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
)

// newsroomIndex reads the recorded newsroom as the crawler and the extractor
// read it, into an index in memory.
func newsroomIndex(t *testing.T) *embedded.Index {
	t.Helper()
	room, err := newsroom.Open(os.DirFS("../../testdata/newsroom"))
	if err != nil {
		t.Fatal(err)
	}
	room.Advance(2)
	book, err := extractor.Load()
	if err != nil {
		t.Fatal(err)
	}
	x, err := embedded.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range room.Articles() {
		a := newsroomArticle(t, room, address)
		reading := book.Read(a)
		article, entries := index.Documents(a, reading.Statements, reading.Companies)
		if err := x.Put(context.Background(), article, entries); err != nil {
			t.Fatal(err)
		}
	}
	return x
}

func newsroomArticle(t *testing.T, room *newsroom.Newsroom, address string) extractor.Article {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	room.ServeHTTP(w, r)
	page := bytes.Clone(w.Body.Bytes())
	a, reason, err := crawler.Read(page, w.Header().Get("Content-Type"), address, crawler.Selectors{})
	if err != nil || reason != "" {
		t.Fatalf("%s: %s, %v", address, reason, err)
	}
	a.ID, a.URL, a.Revision, a.Outlet = address, address, 1, room.Outlet(r.Host)
	return a
}
