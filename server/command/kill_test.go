package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
)

// kills is how many processes are killed, unless the environment says more.
const kills = 30

func mostKills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("ONRECORD_TEST_KILLS")
	if text == "" {
		return kills
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestKilledDemoEndsAlike kills demo crawls at random moments and starts each
// again until it ends by itself: what is on record then must be exactly what an
// uninterrupted demo leaves.
func TestKilledDemoEndsAlike(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "onrecord")
	if out, err := exec.Command("go", "build", "-o", binary, "onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	whole := filepath.Join(t.TempDir(), "data")
	begin := time.Now()
	if !demoEnds(t, binary, whole, 0) {
		t.Fatal("the uninterrupted demo didn't end")
	}
	took := time.Since(begin)
	want := onRecord(t, whole)
	if len(want) < 100 {
		t.Fatalf("the uninterrupted demo left only %d lines on record", len(want))
	}
	seed := rand.Uint64()
	t.Logf("seed %d, an uninterrupted run takes %s", seed, took.Round(time.Millisecond))
	random := rand.New(rand.NewPCG(seed, 0))
	most := mostKills(t)
	for killed, crawl := 0, 0; killed < most; crawl++ {
		data := filepath.Join(t.TempDir(), fmt.Sprint("data", crawl))
		for {
			moment := time.Duration(random.Int64N(int64(took)))
			if killed >= most {
				moment = 0
			}
			if demoEnds(t, binary, data, moment) {
				break
			}
			killed++
		}
		if diff := cmp.Diff(want, onRecord(t, data)); diff != "" {
			t.Fatalf("crawl %d, after %d kills (seed %d): the record differs (-uninterrupted +killed):\n%s", crawl, killed, seed, diff)
		}
	}
}

// demoEnds runs a demo and kills it after a while, unless that is zero. It
// tells whether the demo ended by itself.
func demoEnds(t *testing.T, binary, data string, after time.Duration) bool {
	t.Helper()
	ctx := context.Background()
	if after > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, after) // then the process gets SIGKILL
		defer cancel()
	}
	command := exec.CommandContext(ctx, binary, "demo", "--once", "--data", data)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err := command.Run()
	if ctx.Err() != nil && err != nil {
		return false
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) || err != nil {
		t.Fatalf("the demo failed: %v\n%s", err, output.String())
	}
	return true
}

// onRecord writes down all that a data folder holds, but for the moments at
// which things happened.
func onRecord(t *testing.T, data string) []string {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(data, "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var lines []string
	utterances := map[string]store.Told{}
	line := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	err = db.EachArticle(ctx, func(newest extractor.Article) error {
		revisions, err := db.Revisions(ctx, newest.ID)
		if err != nil {
			return err
		}
		for _, r := range revisions {
			a, statements, err := db.Article(ctx, newest.ID, r.Number)
			if err != nil {
				return err
			}
			line("article %s revision %d %s %q by %q in %q: %s", a.ID, r.Number, a.URL, a.Title, a.Byline, a.Outlet, r.Hash)
			for _, s := range statements {
				line("statement %+v", s)
			}
		}
		_, statements, err := db.Article(ctx, newest.ID, 0)
		if err != nil {
			return err
		}
		for _, s := range statements {
			all, _, err := db.Utterance(ctx, s.ID)
			if err != nil {
				return err
			}
			var with []string
			for _, one := range all {
				with = append(with, one.Statement.ID)
			}
			slices.Sort(with)
			line("utterance of %s: %s", s.ID, with)
		}
		told, err := db.Told(ctx, newest.ID)
		if err != nil {
			return err
		}
		utterances[newest.ID] = told
		edits, err := db.Edits(ctx, newest.ID)
		if err != nil {
			return err
		}
		for _, e := range edits {
			for _, c := range e.Changes {
				line("edit %s revision %d %s %q %q", newest.ID, e.Article.Revision, c.Kind, c.Was, c.Is)
			}
		}
		prints, err := db.Prints(ctx, newest.ID)
		if err != nil {
			return err
		}
		for _, p := range prints {
			line("print %s of %s by %q, %.3f the same", p.Article.ID, newest.ID, p.Credit, p.Overlap)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h, err := db.Health(ctx)
	if err != nil {
		t.Fatal(err)
	}
	line("pages %v, deliveries %v", h.Pages, h.Deliveries)
	for _, d := range h.Dead {
		line("dead %s %s %s", d.Job.Kind, d.Job.Key, d.State)
	}
	lines = append(lines, searchable(t, filepath.Join(data, "index"), utterances)...)
	lines = append(lines, mailed(t, filepath.Join(data, "outbox"))...)
	slices.Sort(lines)
	return lines
}

// searchable lists every statement that the index holds, and checks that it
// tells of its utterance and story as the record does.
func searchable(t *testing.T, dir string, told map[string]store.Told) []string {
	t.Helper()
	idx, err := embedded.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer idx.Close()
	var lines []string
	q := index.Query{Limit: 200, ByDate: true}
	for {
		r, err := idx.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			if of := told[h.Article.ID]; h.Utterance != of.Utterances[h.Statement.ID] || h.Article.Story != of.Story {
				t.Errorf("the index tells utterance %q and story %q of statement %s in %s, the record %q and %q",
					h.Utterance, h.Article.Story, h.Statement.ID, h.Article.ID, of.Utterances[h.Statement.ID], of.Story)
			}
			lines = append(lines, "searchable "+h.Article.ID+" "+h.Statement.ID)
		}
		if r.Next == "" {
			return lines
		}
		q.Cursor = r.Next
	}
}

// mailed lists the digests in an outbox by their subject and length in lines.
func mailed(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range files {
		mail, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("mail %s of %d lines", filepath.Ext(f.Name()), strings.Count(string(mail), "\n")))
	}
	return lines
}
