package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

func TestPeoplesSearches(t *testing.T) {
	ctx, db := context.Background(), open(t)
	db.Now = func() time.Time { return noon }
	must(t, db.SyncSearches(ctx, []store.Search{{ID: "disputes", Name: "Disputes", Query: "stance:deny"}}))
	for _, bad := range []store.Search{{Name: " "}, {Name: strings.Repeat("x", 201)}, {Name: "a\x00b"}, {Name: "\xff"}, {Name: "\u200b\u202e"},
		{Name: "x", ID: "Not Plain"}, {Name: "x", ID: "disputes"}, {Name: "x", Query: strings.Repeat("x", 9000)}} {
		if _, err := db.AddSearch(ctx, bad); !errors.Is(err, store.ErrSearch) {
			t.Errorf("%.40q, %q is taken: %v", bad.Name, bad.ID, err)
		}
	}
	var ids []string
	for _, name := range []string{"Airline denials", "  Airline \n denials ", "Ärger & Streit", "拒否"} {
		s, err := db.AddSearch(ctx, store.Search{Name: name, Query: "broken:(", Canonical: "x"})
		must(t, err)
		ids = append(ids, s.ID)
		got, err := db.Search(ctx, s.ID)
		must(t, err)
		equal(t, "kept", got, s)
	}
	equal(t, "IDs", strings.Join(ids, " "), "airline-denials airline-denials-2 rger-streit search")

	before, err := db.Search(ctx, "search")
	must(t, err)
	must(t, db.RenameSearch(ctx, "search", "Denials"))
	must(t, db.RewordSearch(ctx, "search", "stance:deny", "stance:deny"))
	after, err := db.SharedSearch(ctx, before.Link)
	must(t, err)
	want := before
	want.Name, want.Query, want.Canonical = "Denials", "stance:deny", "stance:deny"
	equal(t, "renamed and reworded, under the same links", after, want)
	must(t, db.RenewLink(ctx, "search"))
	must(t, db.RenewToken(ctx, "search"))
	_, err = db.SharedSearch(ctx, before.Link)
	equal(t, "the old link", errors.Is(err, store.ErrNotFound), true)
	_, err = db.SharedSearch(ctx, "")
	equal(t, "no link", errors.Is(err, store.ErrNotFound), true)
	after, err = db.Search(ctx, "search")
	must(t, err)
	equal(t, "renewed", after.Link != before.Link && after.Token != before.Token, true)

	equal(t, "rename the configuration's", errors.Is(db.RenameSearch(ctx, "disputes", "x"), store.ErrConfigured), true)
	equal(t, "remove the configuration's", errors.Is(db.RemoveSearch(ctx, "disputes"), store.ErrConfigured), true)
	equal(t, "rename none", errors.Is(db.RenameSearch(ctx, "none", "x"), store.ErrNotFound), true)
	equal(t, "renew none", errors.Is(db.RenewToken(ctx, "none"), store.ErrNotFound), true)
	must(t, db.RemoveSearch(ctx, "search"))

	// What the configuration no longer names goes, what people saved stays.
	if err := db.SyncSearches(ctx, []store.Search{{ID: "rger-streit", Name: "x"}}); err == nil || !strings.Contains(err.Error(), "people saved") {
		t.Errorf("the configuration takes a search of people's: %v", err)
	}
	must(t, db.SyncSearches(ctx, nil))
	all, err := db.Searches(ctx)
	must(t, err)
	equal(t, "left", fmt.Sprint(len(all), all[0].ID, all[2].ID), "3airline-denialsrger-streit")
}

// TestHook follows a hook through what can become of its postings.
func TestHook(t *testing.T) {
	ctx, db := context.Background(), open(t)
	now := noon
	db.Now = func() time.Time { now = now.Add(time.Microsecond); return now }
	s, err := db.AddSearch(ctx, store.Search{Name: "All"})
	must(t, err)
	_, err = db.SavePage(ctx, page("u", "One."), time.Time{})
	must(t, err)
	must(t, db.SaveStatements(ctx, "article u", 1, nil))
	equal(t, "nobody waits", strings.Contains(jobLines(t, db), "alert"), false)

	_, err = db.SetHook(ctx, "none", "https://a.example/")
	equal(t, "no such search", errors.Is(err, store.ErrNotFound), true)
	secret, err := db.SetHook(ctx, s.ID, "https://a.example/")
	must(t, err)
	h, err := db.Hook(ctx, s.ID)
	must(t, err)
	equal(t, "secret", h.Secret == secret && len(secret) >= 26, true)
	must(t, db.SaveStatements(ctx, "article u", 1, []extractor.Statement{{ID: "1", Article: "article u"}}))
	equal(t, "an alert", strings.Contains(jobLines(t, db), "alert waiting 1"), true)

	until := now
	p := store.Posting{ID: "p1", Since: h.Since, Until: until, Statements: 1, Body: []byte("{}")}
	must(t, db.AddPosting(ctx, h, p))
	p.ID = "p2"
	must(t, db.AddPosting(ctx, h, p)) // a second one that begins at the same moment: too late
	all, err := db.Postings(ctx, s.ID, 10)
	must(t, err)
	equal(t, "postings", len(all), 1)
	got, err := db.Posting(ctx, "p1")
	must(t, err)
	equal(t, "body and state", string(got.Body)+got.State, "{}"+store.Pending)
	equal(t, "jobs", strings.Contains(jobLines(t, db), "post waiting 1"), true)

	got.State, got.Attempts, got.Status, got.Error = store.GivenUp, 3, 503, "status 503"
	must(t, db.Posted(ctx, got))
	hooks, err := db.Hooks(ctx)
	must(t, err)
	equal(t, "failing", fmt.Sprint(len(hooks), hooks[0].Failing(), hooks[0].Last.Status), "1 true 503")
	n, err := db.PostAgain(ctx, s.ID)
	must(t, err)
	equal(t, "tried again", n, 1)
	got.State, got.Error = store.Taken, ""
	must(t, db.Posted(ctx, got))

	h, err = db.Hook(ctx, s.ID)
	must(t, err)
	equal(t, "since", h.Since.Equal(until), true)
	must(t, db.SkipHook(ctx, h, until.Add(time.Second)))
	must(t, db.SkipHook(ctx, h, until.Add(time.Hour))) // from a moment that is past
	h, err = db.Hook(ctx, s.ID)
	must(t, err)
	equal(t, "skipped", h.Since.Equal(until.Add(time.Second)), true)

	_, err = db.SetHook(ctx, s.ID, "https://b.example/")
	must(t, err)
	must(t, db.AddPosting(ctx, h, store.Posting{ID: "p3", Until: now, Body: []byte("{}")})) // of the hook that was
	all, err = db.Postings(ctx, s.ID, 10)
	must(t, err)
	equal(t, "a new address begins anew", len(all), 0)
	must(t, db.RemoveSearch(ctx, s.ID))
	_, err = db.Hook(ctx, s.ID)
	equal(t, "removed with its search", errors.Is(err, store.ErrNotFound), true)
}

// TestAlertsGather saves many articles at once: one alert comes of it.
func TestAlertsGather(t *testing.T) {
	ctx, db := context.Background(), open(t)
	must(t, db.SyncSearches(ctx, []store.Search{{ID: "all", Name: "All"}}))
	must(t, db.SyncSubscriptions(ctx, []store.Subscription{{ID: "s", Search: "all", Address: "a@b.example",
		Schedule: crawler.Immediately, Zone: "UTC", Since: time.Now()}}))
	for i := range 5 {
		p := page(fmt.Sprint("u", i), fmt.Sprint("Text ", i))
		_, err := db.SavePage(ctx, p, time.Time{})
		must(t, err)
		must(t, db.SaveStatements(ctx, p.Article.ID, 1, nil))
	}
	equal(t, "jobs", jobLines(t, db), "alert waiting 1; article waiting 5")
}
