package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

// until works on db's jobs until ready says so, for a minute at most.
func until(t *testing.T, db *store.DB, handlers map[string]store.Handler, ready func() bool) {
	t.Helper()
	untilBy(t, db, handlers, 2, ready)
}

// untilBy is until with so many workers.
func untilBy(t *testing.T, db *store.DB, handlers map[string]store.Handler, workers int, ready func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	go func() {
		for ctx.Err() == nil && !ready() {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if err := db.Work(ctx, handlers, workers); err != nil {
		t.Fatal(err)
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.Fatal("the jobs didn't get done in time")
	}
}

// idle tells whether nothing is due or running.
func idle(t *testing.T, db *store.DB) func() bool {
	return func() bool {
		due, running, _, err := db.Idle(context.Background())
		if err != nil {
			t.Error(err)
		}
		return due+running == 0
	}
}

// jobLines renders the queue: kind state count, and the dead with their
// errors' first lines.
func jobLines(t *testing.T, db *store.DB) string {
	t.Helper()
	counts, dead, err := db.Jobs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range counts {
		lines = append(lines, fmt.Sprintf("%s %s %d", c.Kind, c.State, c.Count))
	}
	for _, d := range dead {
		first, _, _ := strings.Cut(d.Error, "\n")
		lines = append(lines, fmt.Sprintf("%s %s after %d: %s", d.Job.Key, d.State, d.Job.Attempt, first))
	}
	return strings.Join(lines, "; ")
}

func TestHowJobsEnd(t *testing.T) {
	broken := errors.New("the host is down")
	soon := func() time.Time { return time.Now().Add(20 * time.Millisecond) }
	tests := map[string]struct {
		do   func(db *store.DB, j crawler.Job, run int) error
		runs string // the attempts that the handler saw
		want string
	}{
		"done": {
			func(*store.DB, crawler.Job, int) error { return nil }, "1", "",
		},
		"later doesn't count": {
			func(_ *store.DB, _ crawler.Job, run int) error {
				if run < 12 {
					return fmt.Errorf("busy host: %w", crawler.Later{At: time.Now()})
				}
				return nil
			}, "1 1 1 1 1 1 1 1 1 1 1 1", "",
		},
		"second try": {
			func(_ *store.DB, _ crawler.Job, run int) error {
				if run == 1 {
					return broken
				}
				return nil
			}, "1 2", "",
		},
		"dead": {
			func(*store.DB, crawler.Job, int) error { return broken },
			"1 2 3", "page dead 1; u dead after 3: the host is down",
		},
		"gone": {
			func(*store.DB, crawler.Job, int) error {
				return fmt.Errorf("robots.txt forbids it: %w", crawler.ErrGone)
			},
			"1", "page gone 1; u gone after 1: robots.txt forbids it: no retry can mend this",
		},
		"panic": {
			func(*store.DB, crawler.Job, int) error { panic("a bug") },
			"1 2 3", "page dead 1; u dead after 3: panic: a bug",
		},
		"again from within": {
			func(db *store.DB, j crawler.Job, run int) error {
				if run == 3 {
					return nil
				}
				return db.Enqueue(context.Background(), crawler.Job{Kind: j.Kind, Key: j.Key, At: soon()})
			}, "1 1 1", "",
		},
		"again outlives a failure": {
			func(db *store.DB, j crawler.Job, run int) error {
				if run > 1 {
					return nil
				}
				if err := db.Enqueue(context.Background(), crawler.Job{Kind: j.Kind, Key: j.Key, At: soon()}); err != nil {
					return err
				}
				return crawler.ErrGone
			}, "1 1", "",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			db := open(t)
			db.Attempts = 3
			db.Backoff = func(int) time.Duration { return time.Millisecond }
			if err := db.Enqueue(context.Background(), crawler.Job{Kind: crawler.PageJob, Key: "u"}); err != nil {
				t.Fatal(err)
			}
			var runs []string
			handle := func(_ context.Context, j crawler.Job) error {
				runs = append(runs, fmt.Sprint(j.Attempt))
				return test.do(db, j, len(runs))
			}
			until(t, db, map[string]store.Handler{crawler.PageJob: handle}, func() bool {
				counts, _, err := db.Jobs(context.Background())
				return err == nil && (len(counts) == 0 || counts[0].State == store.Dead || counts[0].State == store.Gone)
			})
			if got := strings.Join(runs, " "); got != test.runs {
				t.Errorf("attempts %s, want %s", got, test.runs)
			}
			if got := jobLines(t, db); got != test.want {
				t.Errorf("jobs %q, want %q", got, test.want)
			}
		})
	}
}

func TestEnqueueTwice(t *testing.T) {
	ctx, db := context.Background(), open(t)
	now := time.Date(2024, 8, 6, 9, 0, 0, 0, time.UTC)
	db.Now = func() time.Time { return now }
	hour := now.Add(time.Hour)
	for _, j := range []crawler.Job{
		{Kind: "page", Key: "u", At: hour.Add(time.Hour)},
		{Kind: "page", Key: "u", At: hour}, // earlier: moves it
		{Kind: "page", Key: "u", At: hour.Add(time.Minute)},
		{Kind: "article", Key: "u", Revision: 1, At: hour.Add(time.Hour)},
		{Kind: "article", Key: "u", Revision: 2, At: hour.Add(time.Hour)},
		{Kind: "article", Key: "u", Revision: 2},
		{Kind: "digest", Key: "u", Period: "a", At: hour.Add(time.Hour)},
		{Kind: "digest", Key: "u", Period: "b", At: hour.Add(time.Hour)},
	} {
		if err := db.Enqueue(ctx, j); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := jobLines(t, db), "article waiting 2; digest waiting 2; page waiting 1"; got != want {
		t.Errorf("jobs %q, want %q", got, want)
	}
	due, running, next, err := db.Idle(ctx)
	if err != nil || due != 1 || running != 0 || !next.Equal(now) {
		t.Errorf("Idle: %d due, %d running, next %v, %v", due, running, next, err)
	}
	now = hour
	if due, _, _, err := db.Idle(ctx); err != nil || due != 2 {
		t.Errorf("an hour later %d are due, %v", due, err)
	}
}

func TestRetryDead(t *testing.T) {
	ctx, db := context.Background(), open(t)
	db.Attempts = 1
	jobs := []crawler.Job{{Kind: "page", Key: "broken"}, {Kind: "page", Key: "forbidden"}}
	if err := db.Enqueue(ctx, jobs...); err != nil {
		t.Fatal(err)
	}
	mended := false
	handlers := map[string]store.Handler{"page": func(_ context.Context, j crawler.Job) error {
		switch {
		case j.Key == "forbidden":
			return crawler.ErrGone
		case mended:
			return nil
		}
		return errors.New("broken")
	}}
	until(t, db, handlers, idle(t, db))
	if got, want := jobLines(t, db)[:24], "page dead 1; page gone 1"; got != want {
		t.Errorf("jobs %q, want %q", got, want)
	}
	mended = true
	if n, err := db.RetryDead(ctx); n != 1 || err != nil {
		t.Errorf("RetryDead: %d, %v", n, err)
	}
	until(t, db, handlers, idle(t, db))
	if got, want := jobLines(t, db), "page gone 1; forbidden gone after 1: no retry can mend this"; got != want {
		t.Errorf("jobs %q, want %q", got, want)
	}
	if err := db.Enqueue(ctx, jobs[1]); err != nil {
		t.Fatal(err)
	}
	if due, _, _, err := db.Idle(ctx); due != 1 || err != nil {
		t.Errorf("a job that was gone is not due when enqueued: %d, %v", due, err)
	}
}

func TestEndOfWork(t *testing.T) {
	tests := map[string]struct {
		do   func(ctx context.Context) error
		want string
	}{
		"a job that ends in time is done": {
			func(context.Context) error { time.Sleep(50 * time.Millisecond); return nil }, "",
		},
		"a job that doesn't is put back": {
			func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }, "page waiting 1",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			db := open(t)
			db.Grace = 200 * time.Millisecond
			if err := db.Enqueue(ctx, crawler.Job{Kind: "page", Key: "u"}); err != nil {
				t.Fatal(err)
			}
			err := db.Work(ctx, map[string]store.Handler{"page": func(ctx context.Context, _ crawler.Job) error {
				cancel()
				return test.do(ctx)
			}}, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := jobLines(t, db); got != test.want {
				t.Errorf("jobs %q, want %q", got, test.want)
			}
		})
	}
}

func TestOneProcessWorks(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	path := filepath.Join(t.TempDir(), "onrecord.db")
	first, second := openAt(t, path), openAt(t, path)
	started, ended := make(chan bool), make(chan error)
	none := map[string]store.Handler{"page": func(context.Context, crawler.Job) error { return nil }}
	go func() {
		ended <- first.Work(ctx, map[string]store.Handler{"page": func(context.Context, crawler.Job) error {
			close(started)
			return nil
		}}, 1)
	}()
	// What the second process enqueues, the first one does.
	if err := second.Enqueue(ctx, crawler.Job{Kind: "page", Key: "u"}); err != nil {
		t.Fatal(err)
	}
	<-started
	if err := second.Work(ctx, none, 1); !errors.Is(err, store.ErrBusy) {
		t.Errorf("the second one's Work: %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := second.Work(ctx, none, 1); err != nil {
		t.Errorf("after the first one's end: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for source, want := range map[string]string{
		"":                  `open store "": want sqlite:PATH`,
		"sqlite:":           `open store "sqlite:": want sqlite:PATH`,
		"postgres://db/one": `open store "postgres://db/one": unknown scheme "postgres"`,
	} {
		_, err := store.Open(context.Background(), source)
		if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
			t.Errorf("%q: %s", source, diff)
		}
	}
}

// TestLooksComeFirst has pages wait in a long line when a look falls due.
func TestLooksComeFirst(t *testing.T) {
	ctx, db := context.Background(), open(t)
	for i := range 50 {
		must(t, db.Enqueue(ctx, crawler.Job{Kind: crawler.PageJob, Key: fmt.Sprint(i), At: noon}))
	}
	must(t, db.Enqueue(ctx, crawler.Job{Kind: crawler.ArticleJob, Key: "a", At: noon.Add(-time.Second)},
		crawler.Job{Kind: crawler.SiteJob, Key: "s", At: noon.Add(time.Hour)}, crawler.Job{Kind: crawler.FeedJob, Key: "f", At: noon.Add(time.Minute)}))
	var order []string
	var mu sync.Mutex
	note := func(_ context.Context, j crawler.Job) error {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, j.Kind)
		return nil
	}
	db.Now = func() time.Time { return noon.Add(2 * time.Hour) }
	// One worker alone notes them in the order in which they were given out.
	untilBy(t, db, map[string]store.Handler{crawler.PageJob: note, crawler.ArticleJob: note, crawler.FeedJob: note, crawler.SiteJob: note}, 1, idle(t, db))
	if len(order) != 53 {
		t.Fatalf("%d jobs were done", len(order))
	}
	for _, look := range []string{crawler.FeedJob, crawler.SiteJob} {
		if at := slices.Index(order, look); at > 1 {
			t.Errorf("the %s came after %d other jobs", look, at)
		}
	}
}
