package server

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/crawler/evidence"
	"onrecord/extractor"
)

// proving is a site that has evidence for everything but "nothing"; it waits
// for go before it gives it, when that isn't nil.
func proving(t *testing.T, begun chan<- string, goOn <-chan struct{}) http.Handler {
	t.Helper()
	r := newRoom(t, "room")
	h, err := New(Config{Index: r.index, Record: r, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Evidence: func(ctx context.Context, id string, revision int) (io.WriterTo, error) {
			if id == "nothing" {
				return nil, ErrNotFound
			}
			if begun != nil {
				begun <- id
				<-goOn
			}
			return evidence.Zip{Name: "evidence-" + id, Date: noon, Files: []evidence.File{{Name: "article.txt", Data: []byte("revision " + itoa(revision))}}}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestEvidence(t *testing.T) {
	h := proving(t, nil, nil)
	_, page := fetch(t, h, "GET", "/article/courier-cost")
	if !strings.Contains(page, `<a class="proof" href="/evidence/courier-cost-1.zip?revision=1" rel="nofollow" download>`) {
		t.Error("the article page leads to no evidence")
	}
	_, answer := fetch(t, h, "GET", "/api/v1/statements?limit=1")
	if !strings.Contains(answer, `"evidence":"/api/v1/statements/`) {
		t.Errorf("the API leads to no evidence: %s", answer)
	}
	for _, path := range []string{"/evidence/courier-cost-1.zip?revision=2", "/api/v1/statements/courier-cost-1/evidence?revision=2"} {
		res, body := fetch(t, h, "GET", path)
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "application/zip" || res.Header.Get("X-Robots-Tag") != "noindex, nofollow" ||
			res.Header.Get("Content-Disposition") != "attachment; filename=evidence-courier-cost-1.zip" {
			t.Errorf("%s: %d, %v", path, res.StatusCode, res.Header)
		}
		z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open("evidence-courier-cost-1/article.txt")
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(f); err != nil || !bytes.Equal(text, []byte("revision 2")) {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	for path, status := range map[string]int{"/evidence/nothing.zip": 404, "/evidence/courier-cost-1": 404, "/evidence/courier-cost-1.zip?revision=x": 400,
		"/api/v1/statements/nothing/evidence": 404, "/api/v1/statements/courier-cost-1/evidence?revision=0": 422, "/robots.txt": 200} {
		if res, body := fetch(t, h, "GET", path); res.StatusCode != status {
			t.Errorf("%s: %d, want %d: %s", path, res.StatusCode, status, body)
		}
	}
	plain := newRoom(t, "room").handler(t)
	if res, _ := fetch(t, plain, "GET", "/evidence/courier-cost-1.zip"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a site without evidence answers %d", res.StatusCode)
	}
}

// TestEvidenceIsBounded asks for more at once than there is room for.
func TestEvidenceIsBounded(t *testing.T) {
	begun, goOn, ended := make(chan string), make(chan struct{}), make(chan int)
	h := proving(t, begun, goOn)
	for range makingEvidence {
		go func() {
			res, _ := fetch(t, h, "GET", "/evidence/courier-cost-1.zip")
			ended <- res.StatusCode
		}()
	}
	for range makingEvidence {
		select {
		case <-begun:
		case <-time.After(10 * time.Second):
			t.Fatal("not begun")
		}
	}
	for _, path := range []string{"/evidence/courier-cost-1.zip", "/api/v1/statements/courier-cost-1/evidence"} {
		if res, _ := fetch(t, h, "GET", path); res.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("one too many: %d", res.StatusCode)
		}
	}
	close(goOn)
	for range makingEvidence {
		if status := <-ended; status != http.StatusOK {
			t.Errorf("one of those that had room: %d", status)
		}
	}
	go func() { <-begun }()
	if res, _ := fetch(t, h, "GET", "/evidence/courier-cost-1.zip"); res.StatusCode != http.StatusOK {
		t.Errorf("afterwards: %d", res.StatusCode)
	}
}

// TestHolds shows what keeps an article, and tells of one that was dropped.
func TestHolds(t *testing.T) {
	r := newRoom(t, "room")
	h, err := New(Config{Index: r.index, Record: dropped{r}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Holds: func(context.Context, string) ([]Hold, error) {
			return []Hold{{Kind: "outlet", What: "<b>Courier</b>", Reason: "case 12", Since: noon}}, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	_, page := fetch(t, h, "GET", "/article/courier-cost")
	if !strings.Contains(page, `outlet <bdi>&lt;b&gt;Courier&lt;/b&gt;</bdi>, since <time datetime="2024-10-28T12:00:00Z">28 October 2024</time>: <bdi>case 12</bdi>`) {
		t.Error("the article page doesn't show its hold")
	}
	for _, path := range []string{"/article/gone", "/api/v1/articles/gone"} {
		if res, body := fetch(t, h, "GET", path); res.StatusCode != http.StatusGone || !strings.Contains(body, "articles older than 90d") {
			t.Errorf("%s: %d %s", path, res.StatusCode, body)
		}
	}
}

// dropped is a room whose article "gone" was dropped.
type dropped struct{ *room }

func (d dropped) Article(ctx context.Context, id string, revision int) (extractor.Article, []extractor.Statement, error) {
	if id == "gone" {
		return extractor.Article{}, nil, Dropped{At: noon, Rule: "articles older than 90d"}
	}
	return d.room.Article(ctx, id, revision)
}
