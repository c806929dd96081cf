package embedded_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/index"
	"onrecord/index/embedded"
)

var (
	update   = flag.Bool("update", false, "renew testdata/searches.golden")
	searches = flag.String("searches", "../../testdata/searches", "the folder of the searches")
)

// wanted is one search of testdata/searches: what somebody types, and which
// statements answer it.
type wanted struct {
	name, title, query string
	first              []pattern // any of them
}

// pattern is what a statement's fields must hold, whatever their case; least is
// how many words it has.
type pattern []struct{ field, text string }

// TestSearches asks every search of testdata/searches of the recorded newsroom
// and holds how soon the answer comes to testdata/searches.golden: the place
// of the first hit that is one of those expected, and over all searches the
// mean reciprocal rank.
func TestSearches(t *testing.T) {
	x := newsroomIndex(t)
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	var lines strings.Builder
	var reciprocal, one, three float64
	all := readSearches(t)
	for _, w := range all {
		rank := rankOf(t, x, w)
		place := "–"
		if rank > 0 {
			place = fmt.Sprint(rank)
			reciprocal += 1 / float64(rank)
		}
		if rank == 1 {
			one++
		}
		if rank >= 1 && rank <= 3 {
			three++
		}
		fmt.Fprintf(&lines, "%3s  %-24s %s\n", place, w.name, w.query)
	}
	n := float64(len(all))
	got := fmt.Sprintf("searches              %d\nmean reciprocal rank  %.3f\nfirst                 %.3f\namong the first three %.3f\n\n%s",
		len(all), reciprocal/n, one/n, three/n, lines.String())
	const golden = "../../testdata/searches.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the ranking isn't what it was (-was +is, -update renews):\n%s", diff)
	}
}

// rankOf gives the place of the first expected hit, 0 for none on the pages
// that anybody reads.
func rankOf(t *testing.T, x *embedded.Index, w wanted) int {
	t.Helper()
	q, err := index.Parse(w.query)
	if err != nil {
		t.Errorf("%s: %v", w.name, err)
		return 0
	}
	q.Limit = index.MaxLimit
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%s: %v", w.name, err)
	}
	if loose, ok := q.Loosened(); ok && r.Total == 0 { // as the search page does
		if r, err = x.Search(context.Background(), loose); err != nil {
			t.Fatalf("%s: %v", w.name, err)
		}
	}
	for i, h := range r.Hits {
		for _, p := range w.first {
			if p.holds(h.Entry) {
				return i + 1
			}
		}
	}
	return 0
}

func (p pattern) holds(e index.Entry) bool {
	for _, part := range p {
		if part.field == "least" {
			n, err := strconv.Atoi(part.text)
			if err != nil || len(strings.Fields(e.Words)) < n {
				return false
			}
			continue
		}
		if !strings.Contains(strings.ToLower(fieldOf(e, part.field)), strings.ToLower(part.text)) {
			return false
		}
	}
	return true
}

func fieldOf(e index.Entry, name string) string {
	switch name {
	case "speaker":
		return e.Statement.Speaker.Name + "; " + e.Statement.Speaker.For
	case "words":
		return e.Words
	case "target":
		return e.Statement.Target
	case "stance":
		return string(e.Statement.Stance)
	case "outlet":
		return e.Article.Outlet
	case "title":
		return e.Article.Title
	case "date":
		return e.Article.Published.Format("2006-01-02")
	}
	return ""
}

func readSearches(t *testing.T) []wanted {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(*searches, "*.txt"))
	if err != nil || len(names) < 40 {
		t.Fatalf("%d searches: %v", len(names), err)
	}
	var all []wanted
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		w := wanted{name: strings.TrimSuffix(filepath.Base(name), ".txt")}
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "title":
				w.title = value
			case "query":
				w.query = value
			case "first":
				w.first = append(w.first, readPattern(value))
			default:
				t.Fatalf("%s: a line of unknown kind: %s", name, line)
			}
		}
		if w.title == "" || w.query == "" || len(w.first) == 0 {
			t.Fatalf("%s needs a title, a query and what comes first", name)
		}
		all = append(all, w)
	}
	return all
}

func readPattern(text string) pattern {
	var p pattern
	for part := range strings.SplitSeq(text, "; ") {
		field, value, _ := strings.Cut(part, " ")
		p = append(p, struct{ field, text string }{field, value})
	}
	return p
}
