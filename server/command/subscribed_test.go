package command

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"onrecord/crawler/store"
)

// TestSubscribedLater saves a search that the configuration subscribes to while
// a server is running, which mails it from then on.
func TestSubscribedLater(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	binary, config, data := filepath.Join(dir, "onrecord"), filepath.Join(dir, "onrecord.yaml"), filepath.Join(dir, "data")
	if out, err := exec.Command("go", "build", "-o", binary, "onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	text := fmt.Sprintf("data: %s\nlisten: 127.0.0.1:0\nsubscriptions: [{search: ferries, to: desk@paper.example}]\n", data)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(data, 0o755); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(data, "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	saved, began := false, time.Now()
	serveFor(t, binary, config, time.Minute, func() bool {
		all, err := db.Subscriptions(ctx)
		if err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(filepath.Join(data, "index")); err != nil || time.Since(began) < 2*time.Second {
			return false // it isn't serving yet
		}
		if !saved {
			if len(all) != 0 {
				t.Errorf("subscribed to what nobody saved: %+v", all)
			}
			saved = true
			if _, err := db.AddSearch(ctx, store.Search{Name: "Ferries", Query: "ferry"}); err != nil {
				t.Error(err)
			}
		}
		return len(all) == 1 && all[0].Search == "ferries"
	})
}
