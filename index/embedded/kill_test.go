package embedded

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// kills is how many processes are killed, unless the environment says more.
const kills = 5

// killedIn is the variable that makes a test process the one that is killed;
// it names the directory.
const killedIn = "ONRECORD_TEST_KILLED_IN"

// task is an article's new state: so many statements, or none of it left.
type task struct {
	revision, statements int
	gone, done           bool
}

// TestKilled kills processes while they put, delete and rebuild. What Put has
// returned for is in the index that the next process opens, whole; and once it
// has done again what wasn't done, all answers are the record's.
func TestKilled(t *testing.T) {
	most := kills
	if text := os.Getenv("ONRECORD_TEST_KILLS"); text != "" {
		var err error
		if most, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	done := 0
	for n := range most {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond+time.Duration(random.Int64N(int64(1500*time.Millisecond))))
		c := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestToBeKilled$") // killed at the end of ctx
		c.Env = append(os.Environ(), killedIn+"="+dir)
		if out, err := c.CombinedOutput(); ctx.Err() == nil {
			t.Fatalf("ended by itself: %v\n%s", err, out)
		}
		cancel()
		jobs := ledger(t, dir)
		x := openDir(t, filepath.Join(dir, "index"))
		if why := x.Why(); why != "" {
			if why != "it is missing or new" && why != "it was never completed" {
				t.Errorf("kill %d (seed %d): stale: %s", n, seed, why)
			}
		} else {
			for id, j := range jobs {
				if j.done {
					done++
					holdTo(t, x, id, j)
				}
			}
		}
		redo(t, x, jobs)
		for id, j := range jobs {
			holdTo(t, x, id, j)
		}
		if stray := total(t, x, ""); stray != statementsOf(jobs) {
			t.Errorf("kill %d (seed %d): %d statements, want %d", n, seed, stray, statementsOf(jobs))
		}
		shut(t, x)
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d kills (seed %d): %d articles in the end, %d times one that was done was looked for", most, seed, len(ledger(t, dir)), done)
}

// TestToBeKilled is the process that TestKilled kills.
func TestToBeKilled(t *testing.T) {
	dir := os.Getenv(killedIn)
	if dir == "" {
		t.Skip("TestKilled runs it")
	}
	jobs := ledger(t, dir)
	book, err := os.OpenFile(filepath.Join(dir, "ledger"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	x := openDir(t, filepath.Join(dir, "index"))
	redo(t, x, jobs)
	var mu sync.Mutex // of jobs
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for {
				id := fmt.Sprintf("article%d", rand.IntN(10)*4+worker)
				mu.Lock()
				j := task{revision: jobs[id].revision + 1, statements: rand.IntN(6), gone: rand.IntN(8) == 0}
				jobs[id] = j
				mu.Unlock()
				fmt.Fprintf(book, "%s %d %d %t %t\n", id, j.revision, j.statements, j.gone, false)
				do(t, x, id, j)
				fmt.Fprintf(book, "%s %d %d %t %t\n", id, j.revision, j.statements, j.gone, true)
			}
		})
	}
	for {
		rebuildJobs(t, x, func() map[string]task {
			mu.Lock()
			defer mu.Unlock()
			return maps.Clone(jobs)
		})
	}
}

// ledger reads what was asked for and what was done, the last of each article.
func ledger(t *testing.T, dir string) map[string]task {
	t.Helper()
	jobs := map[string]task{}
	f, err := os.Open(filepath.Join(dir, "ledger"))
	if os.IsNotExist(err) {
		return jobs
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var id string
		var j task
		if _, err := fmt.Sscan(lines.Text(), &id, &j.revision, &j.statements, &j.gone, &j.done); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		jobs[id] = j
	}
	return jobs
}

// redo does what a process does at its start: it rebuilds a stale index and
// does what wasn't done.
func redo(t *testing.T, x *Index, jobs map[string]task) {
	t.Helper()
	if x.Stale() {
		rebuildJobs(t, x, func() map[string]task { return jobs })
	}
	for id, j := range jobs {
		if !j.done {
			do(t, x, id, j)
		}
	}
}

func do(t *testing.T, x *Index, id string, j task) {
	var err error
	if j.gone {
		err = x.Delete(context.Background(), id)
	} else {
		err = x.Put(context.Background(), j.article(id), j.entries(id))
	}
	if err != nil {
		t.Errorf("do %s again: %v", id, err)
	}
}

// rebuildJobs feeds what is on record once the rebuild has begun.
func rebuildJobs(t *testing.T, x *Index, record func() map[string]task) {
	err := x.Rebuild(context.Background(), func(put func(index.Article, []index.Entry) error) error {
		for id, j := range record() {
			if j.gone {
				continue
			}
			if err := put(j.article(id), j.entries(id)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Errorf("rebuild: %v", err)
	}
}

func (j task) article(id string) index.Article {
	return index.Article{ID: id, Revision: j.revision, Title: "Harbour news", Text: fmt.Sprintf("The text of revision%d.", j.revision)}
}

func (j task) entries(id string) []index.Entry {
	list := make([]index.Entry, j.statements)
	for i := range list {
		list[i] = index.Entry{Words: fmt.Sprintf("words of revision%d", j.revision),
			Statement: extractor.Statement{ID: fmt.Sprintf("%s-%d", id, i), Article: id, Stance: extractor.Say}}
	}
	return list
}

// holdTo holds what the index has of an article to what was asked for.
func holdTo(t *testing.T, x *Index, id string, j task) {
	t.Helper()
	want := j.statements
	if j.gone {
		want = 0
	}
	all, these := total(t, x, "article:"+id), total(t, x, fmt.Sprintf("article:%s revision%d", id, j.revision))
	if all != want || these != want {
		t.Errorf("%s, %+v: %d statements, %d of the revision", id, j, all, these)
	}
}

func statementsOf(jobs map[string]task) int {
	n := 0
	for _, j := range jobs {
		if !j.gone {
			n += j.statements
		}
	}
	return n
}
