package command

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"onrecord/crawler/store"
	"onrecord/extractor"
)

const newsroomUtterances = "../../testdata/utterances/newsroom/"

// TestNewsroomUtterances compares which statements of the newsroom are one
// utterance on record with what is labelled, pair by pair.
func TestNewsroomUtterances(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "onrecord")
	if out, err := exec.Command("go", "build", "-o", binary, "onrecord").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	data := filepath.Join(t.TempDir(), "data")
	if !demoEnds(t, binary, data, 0) {
		t.Fatal("the demo didn't end")
	}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(data, "onrecord.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	heard := hearAll(t, db)
	unfound := labelHeard(t, heard)
	right, wrong, missed := 0, 0, 0
	for i, a := range heard {
		for _, b := range heard[:i] {
			found := a.utterance != "" && a.utterance == b.utterance
			same := a.group != 0 && a.group == b.group
			if same && (a.doubtful || b.doubtful) || a.article == b.article || !same && !found {
				continue
			}
			switch {
			case same && found:
				right++
			case same:
				missed++
				t.Logf("missed:\n  %s\n  %s", a.line, b.line)
			default:
				wrong++
				t.Logf("taken for one:\n  %s\n  %s", a.line, b.line)
			}
		}
	}
	precision, recall := float64(right)/float64(max(1, right+wrong)), float64(right)/float64(max(1, right+missed))
	t.Logf("%d pairs found, %d missed, %d others taken for one: precision %.4f, recall %.4f; %d labels without a statement",
		right, missed, wrong, precision, recall, unfound)
	if precision < 0.98 || recall < 0.95 || right < 150 {
		t.Error("below the bars")
	}
}

// heardStatement is a statement of the newest revision of an article.
type heardStatement struct {
	article, utterance, line string
	group                    int
	doubtful                 bool
}

func hearAll(t *testing.T, db *store.DB) []*heardStatement {
	t.Helper()
	ctx := context.Background()
	var out []*heardStatement
	if err := db.EachArticle(ctx, func(a extractor.Article) error {
		_, statements, err := db.Article(ctx, a.ID, 0)
		if err != nil {
			return err
		}
		told, err := db.Told(ctx, a.ID)
		if err != nil {
			return err
		}
		for _, s := range statements {
			out = append(out, &heardStatement{article: a.ID, utterance: told.Utterances[s.ID],
				line: fmt.Sprintf("%s | %s | %s", a.Outlet, s.Speaker.Name, strings.ReplaceAll(s.Words(a.Text), "\n", " "))})
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// labelHeard reads the labels, and tells how many fit no statement: the
// extractor may read otherwise than when they were written.
func labelHeard(t *testing.T, heard []*heardStatement) (unfound int) {
	t.Helper()
	f, err := os.Open(newsroomUtterances + "groups.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	group := 1
	for s := bufio.NewScanner(f); s.Scan(); {
		line, doubtful := strings.CutPrefix(s.Text(), "? ")
		switch {
		case line == "":
			group++
			continue
		case strings.HasPrefix(line, "#"):
			continue
		}
		found := false
		for _, h := range heard {
			if strings.HasPrefix(h.line, line) {
				h.group, h.doubtful, found = group, doubtful, true
			}
		}
		if !found {
			unfound++
			t.Logf("no statement: %s", line)
		}
	}
	return unfound
}
