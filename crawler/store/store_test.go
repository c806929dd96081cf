package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

var _ crawler.Record = (*store.DB)(nil)
var _ crawler.Shelf = (*store.DB)(nil)

func open(t testing.TB) *store.DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "record", "onrecord.db"))
}

func openAt(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func page(url, text string) crawler.Page {
	return crawler.Page{
		Capture: crawler.Capture{ID: "capture of " + url + " " + text, URL: url, Final: url, Status: 200,
			Body: []byte("<p>" + text), Fetched: time.Date(2024, 8, 6, 9, 0, 0, 0, time.UTC)},
		Article: extractor.Article{ID: "article " + url, URL: url, Title: "A title", Text: text},
	}
}

func TestSavePageTwice(t *testing.T) {
	ctx, db := context.Background(), open(t)
	for i, want := range []crawler.Saved{
		{Article: "article u", Revision: 1, New: true},
		{Article: "article u", Revision: 1},
	} {
		got, err := db.SavePage(ctx, page("u", "One."), time.Time{})
		if err != nil || got != want {
			t.Fatalf("save %d: got %v, %v; want %v", i, got, err, want)
		}
	}
	done := 0
	wctx, cancel := context.WithCancel(ctx)
	err := db.Work(wctx, map[string]store.Handler{crawler.ArticleJob: func(ctx context.Context, j crawler.Job) error {
		done++
		cancel()
		return nil
	}}, 2)
	if err != nil || done != 1 {
		t.Fatal(done, err)
	}
}

// TestOpenAtOnce opens a record that isn't there yet from several sides.
func TestOpenAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "onrecord.db")
	ended := make(chan error)
	for range 4 {
		go func() {
			db, err := store.Open(context.Background(), "sqlite:"+path)
			if err == nil {
				err = db.Close()
			}
			ended <- err
		}()
	}
	for range 4 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}
