package server

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// pagesOf answers with statements in pages of two, and fails at one if told.
func pagesOf(n, failing int) searcher {
	return func(_ context.Context, q index.Query) (index.Result, error) {
		at := 0
		if q.Cursor != "" {
			if _, err := fmt.Sscanf(q.Cursor, "after%d", &at); err != nil {
				return index.Result{}, index.ErrCursor
			}
		}
		if at == failing {
			return index.Result{}, errors.New("disk on fire")
		}
		r := index.Result{Total: n}
		for ; at < n && len(r.Hits) < 2; at++ {
			r.Hits = append(r.Hits, index.Hit{Entry: index.Entry{Words: fmt.Sprintf("words %d", at), Statement: extractor.Statement{ID: fmt.Sprintf("s%d", at)},
				Article: index.Article{ID: "a"}}})
		}
		if at < n {
			r.Next = fmt.Sprintf("after%d", at)
		}
		return r, nil
	}
}

func serving(t *testing.T, x Searcher) *httptest.Server {
	t.Helper()
	h, err := New(Config{Index: x, Record: newRoom(t), Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	return web
}

// read gives an answer's body and the error of reading it.
func read(t *testing.T, address string) (*http.Response, string, error) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

// TestExportWhole exports more than one batch in every format.
func TestExportWhole(t *testing.T) {
	web := serving(t, pagesOf(5, -1))
	var want []string
	for i := range 5 {
		want = append(want, fmt.Sprintf("s%d", i))
	}
	_, body, err := read(t, web.URL+"/export.csv")
	rows, wrong := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || wrong != nil {
		t.Fatal(err, wrong)
	}
	var got []string
	for _, row := range rows[1:] {
		got = append(got, row[0])
	}
	if !slices.Equal(got, want) || !slices.Equal(rows[0], csvHeader()) || strings.Count(body, "\r\n") != 6 {
		t.Errorf("CSV: %q", body)
	}
	_, body, err = read(t, web.URL+"/export.ndjson")
	lines := strings.Split(strings.TrimSpace(body), "\n")
	if err != nil || len(lines) != 6 || lines[5] != `{"status":"complete","count":5,"total":5}` {
		t.Errorf("NDJSON: %v, %q", err, body)
	}
	_, body, err = read(t, web.URL+"/export.jsonld")
	var ld struct {
		Size int `json:"collectionSize"`
		Part []struct {
			ID string `json:"@id"`
		} `json:"hasPart"`
	}
	if wrong := json.Unmarshal([]byte(body), &ld); err != nil || wrong != nil || ld.Size != 5 || len(ld.Part) != 5 || ld.Part[4].ID != "urn:onrecord:statement:s4" {
		t.Errorf("JSON-LD: %v %v, %s", err, wrong, body)
	}
}

// TestExportBroken breaks the index in the middle: nobody takes what comes for
// whole, and NDJSON tells where to go on.
func TestExportBroken(t *testing.T) {
	web := serving(t, pagesOf(5, 4))
	for _, k := range exportKinds() {
		_, body, err := read(t, web.URL+"/export."+string(k.format))
		if k.format != NDJSON {
			if err == nil {
				t.Errorf("%s: ends as if it were whole: %q", k.format, body)
			}
			continue
		}
		lines := bufio.NewScanner(strings.NewReader(body))
		last := ""
		for lines.Scan() {
			last = lines.Text()
		}
		var status exportStatus
		if wrong := json.Unmarshal([]byte(last), &status); err != nil || wrong != nil || status.Status != "failed" || status.Count != 4 ||
			status.Next != "after4" || status.Error == "" || strings.Contains(body, "on fire") {
			t.Errorf("NDJSON: %v %v, %s", err, wrong, body)
		}
	}
	if res, _, err := read(t, serving(t, pagesOf(5, 0)).URL+"/export.csv"); err != nil || res.StatusCode != http.StatusInternalServerError {
		t.Errorf("failing at once: %v %v", res, err)
	}
}

// TestExportHead asks how much it would be.
func TestExportHead(t *testing.T) {
	h := newRoom(t, "room").handler(t)
	for _, k := range exportKinds() {
		res, body := fetch(t, h, "HEAD", "/export."+string(k.format)+"?q=stance:(accuse+OR+deny)")
		if res.StatusCode != http.StatusOK || body != "" || res.Header.Get("X-Total-Count") != "12" ||
			res.Header.Get("Content-Disposition") != "attachment; filename=onrecord-stance-accuse-or-deny-2024-10-28."+string(k.format) {
			t.Errorf("%s: %d, %q, %v", k.format, res.StatusCode, body, res.Header)
		}
	}
}

// TestExportsAtOnce lets as many exports run as may, and refuses one more before
// the index is asked. One that fails makes room.
func TestExportsAtOnce(t *testing.T) {
	began, goOn := make(chan bool), make(chan bool)
	var asked atomic.Int32
	web := serving(t, searcher(func(ctx context.Context, q index.Query) (index.Result, error) {
		asked.Add(1)
		if q.Expr != nil {
			return index.Result{}, errors.New("disk on fire")
		}
		if q.Cursor == "" {
			return index.Result{Total: 1, Next: "more"}, nil
		}
		began <- true
		<-goOn
		return index.Result{Total: 1}, nil
	}))
	ended := make(chan error)
	for range exporting {
		go func() {
			_, _, err := read(t, web.URL+"/export.ndjson")
			ended <- err
		}()
		<-began
	}
	if res, body, err := read(t, web.URL+"/export.csv"); err != nil || res.StatusCode != http.StatusServiceUnavailable || res.Header.Get("Retry-After") == "" {
		t.Errorf("one too many: %d %s", res.StatusCode, body)
	}
	if n := asked.Load(); n != 2*exporting {
		t.Errorf("the index was asked %d times for %d exports of two batches", n, exporting)
	}
	close(goOn)
	for range exporting {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	for range exporting + 1 {
		if res, body, err := read(t, web.URL+"/export.csv?q=fire"); err != nil || res.StatusCode != http.StatusInternalServerError {
			t.Errorf("one that fails: %d %s", res.StatusCode, body)
		}
	}
}

// TestHarmless writes cells that spreadsheets would take for formulas.
func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "words": "words", "5 = five": "5 = five", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)",
		"\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "＝1": "'＝1", "\x00=1": "'=1", "a\xffb": "a\uFFFDb", "'=1": "'=1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}
