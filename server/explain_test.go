package server

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/extractor"
	"onrecord/index"
)

// TestArticleTellsHowItWasRead puts a text through the real rules and expects
// its page to tell what found each statement and what was passed over, escaped.
func TestArticleTellsHowItWasRead(t *testing.T) {
	ctx := context.Background()
	book, err := extractor.Load()
	if err != nil {
		t.Fatal(err)
	}
	r := newRoom(t)
	a := extractor.Article{ID: "read", URL: "https://courier.example/read", Title: "Read", Revision: 1,
		Text: "Harbor Air accused Northgate <Systems> of shipping an untested update. Northgate Systems declined to comment.\n\n" +
			"They reported to the gate."}
	if _, err := r.db.SavePage(ctx, crawler.Page{Article: a, Capture: crawler.Capture{ID: "read", URL: a.URL, Status: 200, Body: []byte(a.Text), Fetched: noon}}, time.Time{}); err != nil {
		t.Fatal(err)
	}
	reading := book.Read(a)
	if err := r.db.SaveStatements(ctx, a.ID, 1, reading.Statements); err != nil {
		t.Fatal(err)
	}
	article, entries := index.Documents(a, reading.Statements, reading.Companies)
	if err := r.index.Put(ctx, article, entries); err != nil {
		t.Fatal(err)
	}
	h, err := New(Config{Index: r.index, Record: r, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Explain: func(a extractor.Article) []extractor.Explanation { _, all := book.Explain(a); return all }})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/article/read", nil))
	page := w.Body.String()
	for _, want := range []string{"How it was read", "<dt>Frame</dt><dd><code>accuse</code>", "Stance by", "<dt>Likelihood</dt>", "gave no statement", "Northgate &lt;Systems&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page doesn't tell %q", want)
		}
	}
	if strings.Contains(page, "<Systems>") {
		t.Error("the text isn't escaped")
	}
}
