package command

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"onrecord/server"
)

// TestServeMends serves a record whose index is damaged: it answers soon, and
// says what it did.
func TestServeMends(t *testing.T) {
	data := t.TempDir()
	article := filepath.Join(data, "a.jsonl")
	text := `{"title": "Tern Airways grounded", "outlet": "Courier", "first_seen": "2026-03-02 08:00:00", "body": "Tern Airways cancelled ninety flights on Monday after a fault in its booking software.\n\nThe airline accused Northgate Systems of shipping an update that nobody had tested.\n\nPassengers slept on camp beds in the departure hall, and the city opened a sports centre for families with small children."}`
	if err := os.WriteFile(article, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var out lockedBuffer
	run := func(ctx context.Context, args ...string) int {
		return Run(ctx, append([]string{"--data", data}, args...), Streams{In: strings.NewReader(""), Out: &out, Err: &out}, os.DirFS(t.TempDir()))
	}
	if code := run(t.Context(), "import", article); code != exitOK {
		t.Fatalf("import: %d: %s", code, out.String())
	}
	root, err := filepath.Glob(filepath.Join(data, "index", "volume-*", "root.bolt"))
	if err != nil || len(root) != 1 {
		t.Fatalf("%q, %v", root, err)
	}
	if err := os.WriteFile(root[0], []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, "serve", "--listen", "127.0.0.1:0") }()
	defer func() { stop(); <-ended }()
	address := ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if found := regexp.MustCompile(`serves (http://\S+)`).FindStringSubmatch(out.String()); found != nil {
			address = found[1]
			break
		}
	}
	status, body := 0, ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end) && status != http.StatusOK; time.Sleep(20 * time.Millisecond) {
		status, body = get(t, address+"/api/v1/statements?q=stance:accuse")
		if status != http.StatusOK && status != http.StatusServiceUnavailable {
			break
		}
	}
	if status != http.StatusOK || !strings.Contains(body, "Northgate") {
		t.Errorf("search: %d %s\n%s", status, body, out.String())
	}
	if log := out.String(); !strings.Contains(log, "rebuilding the index") || !strings.Contains(log, "root.bolt") || !strings.Contains(log, "has been rebuilt") {
		t.Errorf("log: %s", log)
	}
	if status, body := get(t, address+"/health"); status != http.StatusOK || !strings.Contains(body, "ready") {
		t.Errorf("health: %d %s", status, body)
	}
}

// TestRebuilding tells how the index is at each stage.
func TestRebuilding(t *testing.T) {
	var b rebuilding
	check := func(stage, state, failure string, unready bool) {
		t.Helper()
		s, f := b.state()
		if !strings.HasPrefix(s, state) || f != failure {
			t.Errorf("%s: %q, %q", stage, s, f)
		}
		if err := b.unready(); (err != nil) != unready || err != nil && !errors.Is(err, server.ErrNotReady) {
			t.Errorf("%s: %v", stage, err)
		}
	}
	check("new", "ready", "", false)
	b.begin("it is damaged", 100, false)
	b.add(40)
	check("first", "rebuilding: 40 of 100 statements, ", "", true)
	b.end(errors.New("disk full"))
	check("failed", "not rebuilt", "disk full", true)
	if err := b.unready(); strings.Contains(err.Error(), "statements") {
		t.Errorf("the pace of nothing is told: %v", err)
	}
	b.begin("it is damaged", 100, false)
	b.end(nil)
	check("done", "ready", "", false)
	b.begin("it was asked for", 100, true)
	check("again", "rebuilding: 0 of 100 statements, 0 a second (it was asked for)", "", false)
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(r.Body); err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, body.String()
}

// lockedBuffer is what several goroutines write to and read.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
