package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"onrecord/index"
)

// searcher is a function that answers queries.
type searcher func(ctx context.Context, q index.Query) (index.Result, error)

func (s searcher) Search(ctx context.Context, q index.Query) (index.Result, error) { return s(ctx, q) }

// TestGuard breaks the index in every way: a reader gets a page that says so,
// an API client a problem, the log the reason, and the server goes on.
func TestGuard(t *testing.T) {
	for _, c := range []struct {
		name   string
		search searcher
		status int
		page   string
		logged string
	}{
		{"fails", func(context.Context, index.Query) (index.Result, error) {
			return index.Result{}, errors.New("disk on fire")
		}, 500, "Something failed here", "disk on fire"},
		{"panics", func(context.Context, index.Query) (index.Result, error) { panic("out of range") },
			500, "Something failed here", "out of range"},
		{"hangs", func(ctx context.Context, _ index.Query) (index.Result, error) {
			<-ctx.Done()
			return index.Result{}, fmt.Errorf("search: %w", ctx.Err())
		}, 503, "That took too long", "deadline exceeded"},
	} {
		var log bytes.Buffer
		h, err := New(Config{Index: c.search, Record: newRoom(t), Timeout: 50 * time.Millisecond,
			Log: slog.New(slog.NewTextHandler(&log, nil))})
		if err != nil {
			t.Fatal(err)
		}
		for target, kind := range map[string]string{"/": "text/html", "/feed.atom": "application/problem+json", "/healthz": "text/plain",
			"/api/v1/statements": "application/problem+json", "/api/v1/facets": "application/problem+json"} {
			log.Reset()
			res, body := fetch(t, h, "GET", target)
			status := c.status
			if target == "/healthz" && c.name != "panics" {
				status = 503
			} else if target == "/healthz" {
				kind = "text/html"
			}
			if res.StatusCode != status || !strings.HasPrefix(res.Header.Get("Content-Type"), kind) {
				t.Errorf("%s, %s: status %d, %s, want %d, %s", c.name, target, res.StatusCode, res.Header.Get("Content-Type"), status, kind)
			}
			if kind == "text/html" && !strings.Contains(body, c.page) {
				t.Errorf("%s, %s: the page doesn't say %q:\n%s", c.name, target, c.page, body)
			}
			if strings.Contains(body, c.logged) {
				t.Errorf("%s, %s: the answer tells the reader %q", c.name, target, c.logged)
			}
			if !strings.Contains(log.String(), c.logged) {
				t.Errorf("%s, %s: %q is not in the log: %s", c.name, target, c.logged, log.String())
			}
		}
	}
}

// TestHead asks for the heads of all kinds of pages: the same as with GET, no
// body.
func TestHead(t *testing.T) {
	h := newRoom(t, "room").handler(t)
	for _, target := range []string{"/", "/article/ledger-letter", "/health", "/feed.atom", "/nowhere"} {
		get, _ := fetch(t, h, "GET", target)
		head, _ := fetch(t, h, "HEAD", target)
		if head.StatusCode != get.StatusCode || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("%s: HEAD %d %s, GET %d %s", target, head.StatusCode, head.Header.Get("Content-Type"), get.StatusCode, get.Header.Get("Content-Type"))
		}
	}
}

// TestAssets loads what the pages link to, under names that may be kept for
// ever.
func TestAssets(t *testing.T) {
	h := newRoom(t, "room").handler(t)
	_, body := fetch(t, h, "GET", "/")
	for _, kind := range []string{"style:text/css", "search:text/javascript", "icon:image/svg+xml"} {
		name, want, _ := strings.Cut(kind, ":")
		_, rest, found := strings.Cut(body, `"/static/`+name+"-")
		rest, _, _ = strings.Cut(rest, `"`)
		res, _ := fetch(t, h, "GET", "/static/"+name+"-"+rest)
		if !found || res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), want) ||
			!strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", name, res.StatusCode, res.Header)
		}
	}
}

func BenchmarkPages(b *testing.B) {
	h := newRoom(b, "room").handler(b)
	for _, target := range []string{"/", "/?q=northgate&stance=accuse", "/article/ledger-letter", "/api/v1/statements?stance=accuse"} {
		b.Run(target, func(b *testing.B) {
			for b.Loop() {
				if res, _ := fetch(b, h, "GET", target); res.StatusCode != http.StatusOK {
					b.Fatal(res.StatusCode)
				}
			}
		})
	}
}
