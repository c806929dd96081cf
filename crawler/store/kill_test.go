package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
)

// childRecord names the record on which a child process of this test is to do
// its work.
const childRecord = "ONRECORD_TEST_RECORD"

func TestMain(m *testing.M) {
	path := os.Getenv(childRecord)
	if path == "" {
		os.Exit(m.Run())
	}
	if err := story(path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// story is a small pipeline with every kind of job: a feed of a hundred pages,
// each of which changes once, their statements, and one digest. It goes on
// with whatever an earlier process left, until nothing is left to do.
func story(path string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	db, err := store.Open(ctx, "sqlite:"+path)
	if err != nil {
		return err
	}
	db.Backoff = func(int) time.Duration { return 5 * time.Millisecond }
	if err := db.AddFeed(ctx, crawler.Feed{URL: "feed", Kind: crawler.FeedJob, Every: 365 * 24 * time.Hour}); err != nil {
		return err
	}
	if err := db.SyncSearches(ctx, []store.Search{{ID: "all"}}); err != nil {
		return err
	}
	if err := db.SyncSubscriptions(ctx, []store.Subscription{{ID: "daily", Search: "all", Next: noon}}); err != nil {
		return err
	}
	handlers := map[string]store.Handler{
		crawler.FeedJob:    func(ctx context.Context, j crawler.Job) error { return look(ctx, db, j) },
		crawler.PageJob:    func(ctx context.Context, j crawler.Job) error { return fetch(ctx, db, j) },
		crawler.ArticleJob: func(ctx context.Context, j crawler.Job) error { return extract(ctx, db, j) },
		crawler.DigestJob:  func(ctx context.Context, j crawler.Job) error { return mail(ctx, db, j) },
	}
	for kind, do := range handlers {
		handlers[kind] = func(ctx context.Context, j crawler.Job) error {
			fmt.Print(".") // whoever waits to kill this process sees that it works
			return do(ctx, j)
		}
	}
	end := make(chan error, 1)
	go func() {
		for {
			due, running, next, err := db.Idle(ctx)
			if err != nil || due+running == 0 && time.Until(next) > time.Hour {
				end <- err
				cancel()
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	err = db.Work(ctx, handlers, 2)
	cancel()
	return errors.Join(err, <-end, db.Close())
}

func look(ctx context.Context, db *store.DB, j crawler.Job) error {
	f, err := db.Feed(ctx, j.Key)
	if err != nil {
		return err
	}
	f.ETag, f.Checked = `"1"`, time.Now()
	var items []crawler.Item
	for i := range 100 {
		items = append(items, crawler.Item{URL: fmt.Sprintf("page %03d", i), Title: "Title"})
	}
	_, err = db.SaveLook(ctx, f, items)
	return err
}

func fetch(ctx context.Context, db *store.DB, j crawler.Job) error {
	now := time.Now()
	if at, err := db.Turn(ctx, "host", now, time.Millisecond, time.Second); err != nil {
		return err
	} else if at.After(now) {
		return crawler.Later{At: at}
	}
	time.Sleep(time.Millisecond)
	if err := db.EndTurn(ctx, "host", time.Now().Add(time.Millisecond)); err != nil {
		return err
	}
	if rand.IntN(10) == 0 {
		return errors.New("an unlucky day")
	}
	switch {
	case j.Key == "page 013":
		return crawler.ErrGone
	case j.Key == "page 017":
		_, err := db.SavePage(ctx, crawler.Page{Capture: crawler.Capture{ID: "17", URL: j.Key, Status: 404}, Reason: "status 404"}, time.Time{})
		return err
	}
	seen, err := db.Revisions(ctx, "article "+j.Key)
	if err != nil {
		return err
	}
	// Two pages each are prints of one story, and each is edited once.
	number := 0
	if _, err := fmt.Sscanf(j.Key, "page %d", &number); err != nil {
		return err
	}
	text, again := passage(number/2, 0, 8), time.Now().Add(20*time.Millisecond)
	if len(seen) > 0 {
		text, again = passage(number/2, 1, 8)+"Nobody "+passage(number+1000, 0, 1), time.Time{}
	}
	_, err = db.SavePage(ctx, page(j.Key, text), again)
	return err
}

func extract(ctx context.Context, db *store.DB, j crawler.Job) error {
	a, _, err := db.Article(ctx, j.Key, j.Revision)
	if err != nil {
		return err
	}
	time.Sleep(time.Millisecond)
	var all []extractor.Statement
	at := 0
	for sentence := range strings.SplitAfterSeq(a.Text, ". ") {
		who, _, ok := strings.Cut(sentence, " ")
		if ok {
			all = append(all, extractor.Statement{ID: a.ID + who, Article: a.ID, Stance: extractor.Say, Speaker: extractor.Party{Name: who},
				Source: []extractor.Span{{Start: at, End: at + len(who)}}, Content: []extractor.Span{{Start: at + len(who) + 1, End: at + len(sentence)}}})
		}
		at += len(sentence)
	}
	return db.SaveStatements(ctx, j.Key, j.Revision, all)
}

func mail(ctx context.Context, db *store.DB, j crawler.Job) error {
	d, err := db.Delivery(ctx, j.Key, j.Period)
	if errors.Is(err, store.ErrNotFound) {
		d = store.Delivery{Subscription: j.Key, Period: j.Period, MessageID: "m", State: store.Composed, Message: []byte("mail")}
		err = db.SaveDelivery(ctx, d)
	}
	if err != nil {
		return err
	}
	time.Sleep(time.Millisecond)
	d.State = store.Sent
	return db.EndPeriod(ctx, d, noon.AddDate(200, 0, 0))
}

// rows gives all that is on record but the moments at which things were done,
// which differ between two runs.
func rows(t *testing.T, path string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	var all []string
	for _, query := range []string{
		`SELECT 'feed', url, etag, failure, fetched FROM feeds`,
		`SELECT 'item', url, feed, title FROM items`,
		`SELECT 'capture', id, url, status, hex(body) FROM captures`,
		`SELECT 'page', url, capture, article, revision, reason FROM pages`,
		`SELECT 'article', id, url, revision, seen, home FROM articles`,
		`SELECT 'revision', article, number, text, hash, words, credit, capture, seen FROM revisions`,
		`SELECT 'change', article, revision, place, kind, data FROM changes`,
		`SELECT 'print', band, article, revision FROM prints`,
		`SELECT 'reprint', article, other, overlap FROM reprints`,
		`SELECT 'statement', article, revision, id, place, data FROM statements`,
		`SELECT 'sighting', statement, article FROM sightings`,
		`SELECT 'delivery', subscription, period, message_id, state, message FROM deliveries`,
		`SELECT 'job', kind, subject, revision, period, state, again FROM jobs`,
	} {
		r, err := db.Query(query)
		must(t, err)
		columns, err := r.Columns()
		must(t, err)
		for r.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			must(t, r.Scan(into...))
			all = append(all, fmt.Sprint(values...))
		}
		must(t, errors.Join(r.Err(), r.Close()))
	}
	slices.Sort(all)
	return all
}

// TestKill kills a working process at random moments and starts it again: the
// record ends as that of a run that nothing disturbed.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	calm, stormy := filepath.Join(dir, "calm.db"), filepath.Join(dir, "stormy.db")
	if out, err := child(t, calm).CombinedOutput(); err != nil {
		t.Fatalf("undisturbed: %v\n%s", err, out)
	}
	most, kills := mostKills(t, 10), 0
	for ended := false; !ended; {
		jobs := 1 + rand.IntN(max(1, 400/most)) // how many may begin before the end
		if kills == most {
			jobs = math.MaxInt
		}
		if ended = killed(t, stormy, jobs); !ended {
			kills++
		}
	}
	t.Logf("killed %d times", kills)
	if kills < 5 {
		t.Errorf("it took only %d kills until all was done", kills)
	}
	want := rows(t, calm)
	for kind, least := range map[string]int{"change": 190, "reprint": 45, "print": 900, "revision": 190} {
		n := len(slices.DeleteFunc(slices.Clone(want), func(row string) bool { return !strings.HasPrefix(row, kind) }))
		if n < least {
			t.Errorf("only %d rows of kind %s after the undisturbed run", n, kind)
		}
	}
	if diff := cmp.Diff(want, rows(t, stormy)); diff != "" {
		t.Errorf("the record differs (-undisturbed +killed):\n%s", diff)
	}
}

// mostKills is how many processes are killed: as many as the environment says,
// for a longer test than the usual one.
func mostKills(t *testing.T, usual int) int {
	text := os.Getenv("ONRECORD_TEST_KILLS")
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}

// killed starts a child, kills it a moment after it has begun so many jobs, and
// tells whether it had come to its end before.
func killed(t *testing.T, path string, jobs int) bool {
	c := child(t, path)
	var complaint strings.Builder
	c.Stderr = &complaint
	dots, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	for one := make([]byte, 1); jobs > 0; jobs-- {
		if _, err := dots.Read(one); err != nil {
			break // it has ended
		}
	}
	if jobs == 0 {
		time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
		_ = c.Process.Kill() // it may have ended just now
	}
	err = c.Wait()
	if err != nil && c.ProcessState.Exited() {
		t.Fatalf("it failed: %v\n%s", err, complaint.String())
	}
	return err == nil
}

// TestBusy starts a second process on a record that this one works on.
func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "onrecord.db")
	db := openAt(t, path)
	must(t, db.Enqueue(context.Background(), crawler.Job{Kind: "busy", Key: "u"}))
	var tried atomic.Bool
	until(t, db, map[string]store.Handler{"busy": func(context.Context, crawler.Job) error {
		out, err := child(t, path).CombinedOutput()
		if err == nil || !strings.Contains(string(out), store.ErrBusy.Error()) {
			t.Errorf("the second process: %v\n%s", err, out)
		}
		tried.Store(true)
		return nil
	}}, tried.Load)
	if out, err := child(t, path).CombinedOutput(); err != nil {
		t.Errorf("after the first one's end: %v\n%s", err, out)
	}
}

func child(t *testing.T, path string) *exec.Cmd {
	exe, err := os.Executable()
	must(t, err)
	c := exec.Command(exe)
	c.Env = append(os.Environ(), childRecord+"="+path)
	return c
}
