package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/server/hook"
)

// postingKills is how many servers are killed while they post.
const postingKills = 6

// receiver takes postings, and remembers the bytes of each ID.
type receiver struct {
	t *testing.T

	mu     sync.Mutex
	bodies map[string][]byte
	order  []string
	again  int // how many came more than once
	refuse int // how many to refuse first
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	body, err := io.ReadAll(q.Body)
	if err != nil {
		return // the sender was killed while it sent
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refuse > 0 {
		r.refuse--
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	id := q.Header.Get(hook.DeliveryField)
	was, known := r.bodies[id]
	switch {
	case !known:
		r.bodies[id], r.order = body, append(r.order, id)
	case !bytes.Equal(was, body):
		r.t.Errorf("%s has other bytes now:\n%s\n%s", id, was, body)
	default:
		r.again++
	}
	time.Sleep(100 * time.Millisecond) // for the sender to be killed in
}

// told gives the statements that arrived, in order of arrival.
func (r *receiver) told() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for _, id := range r.order {
		var news struct {
			ID         string
			Statements []struct{ ID string }
		}
		if err := json.Unmarshal(r.bodies[id], &news); err != nil || news.ID != id {
			r.t.Errorf("posting %s: %v\n%s", id, err, r.bodies[id])
		}
		for _, s := range news.Statements {
			all = append(all, s.ID)
		}
	}
	return all
}

// TestKilledPosting kills servers that post what is new, at random moments: each
// statement arrives in one posting, and what arrives twice is the same bytes
// under the same ID.
func TestKilledPosting(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	binary := filepath.Join(dir, "onrecord")
	if out, err := exec.Command("go", "build", "-o", binary, "onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	in := &receiver{t: t, bodies: map[string][]byte{}, refuse: 1}
	web := httptest.NewServer(in)
	defer web.Close()
	config := filepath.Join(dir, "onrecord.yaml")
	text := fmt.Sprintf("data: %s\nlisten: 127.0.0.1:0\nhooks: {allow_private: [127.0.0.0/8]}\n", filepath.Join(dir, "data"))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"searches", "add", "Safety", "safe"}, {"searches", "hook", "safety", web.URL + "/in"}} {
		if out, err := exec.Command(binary, append(args, "--config", config)...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", args, err, out)
		}
	}
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "data", "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	articles := 0
	for range postingKills {
		for range 5 {
			articles++
			savePlant(t, db, articles)
		}
		serveFor(t, binary, config, time.Second+time.Duration(random.Int64N(int64(3*time.Second))), nil)
	}
	serveFor(t, binary, config, 2*time.Minute, func() bool { return len(in.told()) >= articles })

	sightings, err := db.Sightings(ctx, time.Time{}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, s := range sightings {
		want = append(want, s.Statement)
	}
	got := in.told()
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" || len(got) != articles {
		t.Errorf("%d articles (seed %d): on record and told differ:\n%s", articles, seed, diff)
	}
	t.Logf("%d statements in %d postings, %d of them came again", len(got), len(in.order), in.again)
}

// TestLostPosting gives a posting's job up before any attempt is on record: the
// next alert asks for it again.
func TestLostPosting(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	s := &session{ctx: ctx, options: options{Data: t.TempDir()}, Streams: Streams{Err: io.Discard}}
	err := s.withRecord(func(r *record) error {
		if _, err := (savedSearches{r.db, r.config}).add(ctx, store.Search{Name: "Safety", Query: "safe"}); err != nil {
			return err
		}
		if _, err := r.db.SetHook(ctx, "safety", "https://hooks.example/in"); err != nil {
			return err
		}
		h, err := r.db.Hook(ctx, "safety")
		if err != nil {
			return err
		}
		if err := r.db.AddPosting(ctx, h, store.Posting{ID: "p1", Since: h.Since, Until: r.db.Now(), Body: []byte("{}")}); err != nil {
			return err
		}
		working, end := context.WithCancel(ctx)
		gone := func(context.Context, crawler.Job) error { return crawler.ErrGone }
		worked := make(chan error, 1)
		go func() { worked <- r.db.Work(working, map[string]store.Handler{crawler.PostJob: gone}, 1) }()
		waits := true
		for waits && err == nil {
			waits, err = r.db.Enqueued(ctx, crawler.PostJob, "p1")
		}
		if end(); err != nil {
			return err
		}
		if err := <-worked; err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
		if err := r.alert(ctx, crawler.Job{}); err != nil {
			return err
		}
		if waits, err = r.db.Enqueued(ctx, crawler.PostJob, "p1"); err == nil && !waits {
			t.Error("the hook is silent for good")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// savePlant puts an article with one statement on record.
func savePlant(t *testing.T, db *store.DB, n int) {
	t.Helper()
	address := fmt.Sprintf("https://plant.example/%d", n)
	text := fmt.Sprintf("“Reactor number %d is safe and will stay so,” said Jane Miller, a spokeswoman for Northgate Power.", n)
	p := crawler.Page{Capture: crawler.Capture{ID: address, URL: address, Final: address, Status: 200, Body: []byte(text), Fetched: time.Now()}}
	p.Article.ID, p.Article.URL, p.Article.Title, p.Article.Text = fmt.Sprintf("plant%d", n), address, fmt.Sprintf("Reactor %d", n), text
	p.Article.Language, p.Article.Published = "en", time.Now()
	if _, err := db.SavePage(context.Background(), p, time.Time{}); err != nil {
		t.Fatal(err)
	}
}

// serveFor runs a server until it is done or the time has passed, and kills it.
func serveFor(t *testing.T, binary, config string, most time.Duration, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), most)
	defer cancel()
	command := exec.CommandContext(ctx, binary, "serve", "--config", config)
	var output strings.Builder
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for ctx.Err() == nil && (done == nil || !done()) {
		time.Sleep(50 * time.Millisecond)
	}
	if done != nil && ctx.Err() != nil {
		t.Errorf("not done after %s:\n%s", most, output.String())
	}
	cancel()
	_ = command.Wait() // it was killed
}
