package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"onrecord/crawler/store"
)

// TestCompanies keeps companies with each revision: none is not unknown.
func TestCompanies(t *testing.T) {
	ctx, db := context.Background(), open(t)
	for _, text := range []string{"Old.", "New.", "Newest."} {
		_, err := db.SavePage(ctx, page("u", text), time.Time{})
		must(t, err)
	}
	must(t, db.SaveCompanies(ctx, "article u", 1, []string{"Halden Systems", `"Odd" & Söhne`}))
	must(t, db.SaveCompanies(ctx, "article u", 2, nil))
	for revision, want := range map[int]string{1: `Halden Systems; "Odd" & Söhne`, 2: "", 3: "unknown"} {
		all, known, err := db.Companies(ctx, "article u", revision)
		must(t, err)
		got := strings.Join(all, "; ")
		if !known {
			got = "unknown"
		}
		equal(t, "companies", got, want)
	}
	_, _, err := db.Companies(ctx, "article u", 4)
	equal(t, "read of no revision", errors.Is(err, store.ErrNotFound), true)
	equal(t, "saved of no revision", errors.Is(db.SaveCompanies(ctx, "article u", 4, nil), store.ErrNotFound), true)
}
