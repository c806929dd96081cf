package command

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"onrecord/crawler/store"
)

// TestAlertByMail follows a subscription that is told immediately: what is new
// comes as it comes, a search that can't be read any more is told once, and what
// came on record meanwhile after it was mended.
func TestAlertByMail(t *testing.T) {
	dir := t.TempDir()
	binary := filepath.Join(dir, "onrecord")
	if out, err := exec.Command("go", "build", "-o", binary, "onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	config := func(query string) string {
		path := filepath.Join(dir, "onrecord.yaml")
		text := fmt.Sprintf("data: %s\nlisten: 127.0.0.1:0\nsearches: [{id: safety, name: Safety, query: '%s'}]\n"+
			"subscriptions: [{search: safety, to: desk@paper.example, at: immediately}]\n", filepath.Join(dir, "data"), query)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	if err := os.MkdirAll(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(context.Background(), "sqlite:"+filepath.Join(dir, "data", "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	letters := func() int {
		files, err := filepath.Glob(filepath.Join(dir, "data", "outbox", "*.eml"))
		if err != nil {
			t.Error(err)
		}
		return len(files)
	}
	newest := func() string {
		all, err := db.Deliveries(context.Background(), "safety to desk@paper.example")
		if err != nil || len(all) == 0 {
			t.Fatalf("no delivery: %v", err)
		}
		return strings.ReplaceAll(string(all[0].Message), "=\r\n", "")
	}
	until := func(query string, done func() bool) {
		t.Helper()
		serveFor(t, binary, config(query), time.Minute, done)
	}
	told := func(n int) func() bool { return func() bool { return letters() >= n } }

	savePlant(t, db, 1) // on record before anybody subscribed
	alone := filepath.Join(dir, "alone.yaml")
	if err := os.WriteFile(alone, fmt.Appendf(nil, "data: %s\nlisten: 127.0.0.1:0\n", filepath.Join(dir, "data")), 0o600); err != nil {
		t.Fatal(err)
	}
	serveFor(t, binary, alone, time.Minute, func() bool { return idleBut(t, db) })
	until("safe", func() bool {
		subs, err := db.Subscriptions(context.Background())
		return err == nil && len(subs) == 1 && idleBut(t, db)
	})
	if n := letters(); n != 0 {
		t.Fatalf("%d letters about what was on record before", n)
	}
	savePlant(t, db, 2)
	until("safe", told(1))
	if text := newest(); !strings.Contains(text, "number 2 is safe") || strings.Contains(text, "number 1") {
		t.Errorf("the first letter:\n%s", text)
	}
	savePlant(t, db, 3)
	until(`stance:"deny`, told(2))
	if text := newest(); !strings.Contains(text, "this search can't be read any more") {
		t.Errorf("the letter about a broken search:\n%s", text)
	}
	savePlant(t, db, 4)
	until(`stance:"deny`, func() bool { return idleBut(t, db) })
	if n := letters(); n != 2 {
		t.Errorf("%d letters: it is told again", n)
	}
	until("safe", told(3))
	if text := newest(); !strings.Contains(text, "number 3 is safe") || !strings.Contains(text, "number 4 is safe") || strings.Contains(text, "number 2") {
		t.Errorf("the letter after it was mended:\n%s", text)
	}
}

// idleBut tells whether nothing waits but what is planned for much later.
func idleBut(t *testing.T, db *store.DB) bool {
	t.Helper()
	due, running, next, err := db.Idle(context.Background())
	if err != nil {
		t.Error(err)
	}
	return due == 0 && running == 0 && (next.IsZero() || time.Until(next) > 20*time.Second)
}
