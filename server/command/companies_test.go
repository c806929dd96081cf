package command

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/crawler/store"
	"onrecord/extractor"
)

// TestReindexCompanies builds an index of the companies that the record has, and
// looks for those of articles that are older than their column.
func TestReindexCompanies(t *testing.T) {
	ctx, data := context.Background(), filepath.Join(t.TempDir(), "data")
	onrecord := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := Run(ctx, append(args, "--data", data), Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, nil); code != exitOK {
			t.Fatalf("%v: %s", args, errs.String())
		}
		return out.String()
	}
	lines := filepath.Join(t.TempDir(), "coverage.jsonl")
	if err := os.WriteFile(lines, []byte(`{"title": "Ferry strike", "outlet": "Courier", "first_seen": "2026-03-02 08:00:00", "body": "The crews of the island ferries went back to work on Tuesday after a night of talks.\n\nMicrosoft said that all boats would sail on time from Wednesday. The crews' union had no comment for now."}`), 0o600); err != nil {
		t.Fatal(err)
	}
	onrecord("import", lines)
	saved := func(do func(*store.DB, extractor.Article)) {
		t.Helper()
		db, err := store.Open(ctx, "sqlite:"+filepath.Join(data, "onrecord.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.EachArticle(ctx, func(a extractor.Article) error { do(db, a); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	want := func(name string) {
		t.Helper()
		saved(func(db *store.DB, a extractor.Article) {
			all, known, err := db.Companies(ctx, a.ID, a.Revision)
			if err != nil || !known || strings.Join(all, "; ") != name {
				t.Errorf("companies %q, %v, %v; want %q", all, known, err, name)
			}
		})
		if found := onrecord("search", `company:"`+name+`"`); !strings.Contains(found, "2 statements\n") {
			t.Errorf("%s is not found: %s", name, found)
		}
	}
	want("Microsoft")
	saved(func(db *store.DB, a extractor.Article) {
		if err := db.SaveCompanies(ctx, a.ID, a.Revision, []string{"Kept Company"}); err != nil {
			t.Fatal(err)
		}
	})
	onrecord("reindex")
	want("Kept Company")

	raw, err := sql.Open("sqlite", filepath.Join(data, "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Exec(`UPDATE revisions SET companies = ''`); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	onrecord("reindex")
	want("Microsoft")
}
