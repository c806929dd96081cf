package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"onrecord/crawler/evidence"
	"onrecord/index"
)

// apiOf serves the samples, evidence too.
func apiOf(t testing.TB, r *room, change func(*Config)) http.Handler {
	t.Helper()
	c := Config{Index: r.index, Record: r, Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Evidence: func(_ context.Context, id string, revision int) (io.WriterTo, error) {
			if !strings.HasPrefix(id, "courier-") {
				return nil, ErrNotFound
			}
			return evidence.Zip{Name: "evidence-" + id, Date: noon, Files: []evidence.File{{Name: "article.txt", Data: []byte("text")}}}, nil
		}}
	if change != nil {
		change(&c)
	}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestWalk asks every operation for all that its description gives an example
// of, and for what must fail, and holds each answer to the description.
func TestWalk(t *testing.T) {
	r := newRoom(t, "room")
	h := apiOf(t, r, nil)
	d := readDescription(t, h)
	answered := make(map[string]map[int]bool)
	ask := func(h http.Handler, o describedOperation, target string, head http.Header) int {
		q := httptest.NewRequest("GET", target, nil)
		q.Header = head
		w := httptest.NewRecorder()
		h.ServeHTTP(w, q)
		if err := d.judge(o, w.Result(), w.Body.Bytes()); err != nil {
			t.Errorf("%s: %v", target, err)
		}
		if answered[o.id] == nil {
			answered[o.id] = make(map[int]bool)
		}
		answered[o.id][w.Code] = true
		return w.Code
	}
	broken := apiOf(t, r, func(c *Config) {
		c.Index = searcher(func(context.Context, index.Query) (index.Result, error) {
			return index.Result{}, errors.New("disk on fire")
		})
	})
	slow := apiOf(t, r, func(c *Config) {
		c.Timeout = time.Millisecond
		c.Index = searcher(func(ctx context.Context, _ index.Query) (index.Result, error) {
			<-ctx.Done()
			return index.Result{}, ctx.Err()
		})
	})
	limited := apiOf(t, r, func(c *Config) { c.Limits = Limits{Rate: 0.001, Burst: 1} })
	for i, o := range d.operations {
		examples := examplesOf(t, o)
		for _, example := range examples {
			if status := ask(h, o, example, nil); status != 200 && status != 404 {
				t.Errorf("%s: status %d for an example of the description", example, status)
			}
		}
		path, _, _ := strings.Cut(examples[0], "?")
		for target, status := range failuresOf(o, path) {
			if got := ask(h, o, target, nil); got != status {
				t.Errorf("%.100s: status %d, want %d", target, got, status)
			}
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if tag := w.Header().Get("ETag"); tag != "" {
			ask(h, o, path, http.Header{"If-None-Match": {tag}})
		}
		ask(broken, o, path, nil)
		ask(slow, o, path, nil)
		q := httptest.NewRequest("GET", path, nil)
		q.RemoteAddr = fmt.Sprintf("192.0.2.%d:1", i+1)
		limited.ServeHTTP(httptest.NewRecorder(), q)
		w = httptest.NewRecorder()
		limited.ServeHTTP(w, q)
		if err := d.judge(o, w.Result(), w.Body.Bytes()); err != nil || w.Code != http.StatusTooManyRequests {
			t.Errorf("%s, twice: %d, %v", path, w.Code, err)
		}
		if !answered[o.id][200] {
			t.Errorf("%s: no example is answered", o.id)
		}
	}
	t.Logf("%d operations", len(d.operations))
}

// examplesOf are the addresses that an operation's examples make: without
// parameters, with each of them alone, and with all.
func examplesOf(t *testing.T, o describedOperation) []string {
	there := "courier-cost-1" // a statement of the samples
	if strings.Contains(o.path, "/articles/") {
		there = "courier-inquiry"
	}
	path := strings.Replace(o.path, "{id}", there, 1)
	out := []string{path}
	all := url.Values{}
	for _, p := range o.parameters {
		var values []string
		set, closed := p.schema["enum"].([]any)
		switch {
		case len(p.examples) > 0:
			values = textsOf(p.examples[0])
		case closed:
			values = textsOf(set[len(set)-1])
		case p.schema["default"] != nil:
			values = textsOf(p.schema["default"])
		}
		if !p.explode {
			values = []string{strings.Join(values, ",")}
		}
		if p.in == "path" {
			out = append(out, strings.Replace(o.path, "{"+p.name+"}", url.PathEscape(values[0]), 1))
			continue
		}
		if p.name == "cursor" { // there is none that fits any search
			continue
		}
		if strings.Join(values, "") == "" {
			t.Errorf("%s: %s has no example", o.id, p.name)
		}
		all[p.name] = values
		out = append(out, path+"?"+url.Values{p.name: values}.Encode())
	}
	return append(out, path+"?"+all.Encode())
}

// textsOf writes an example as an address does.
func textsOf(example any) []string {
	list, ok := example.([]any)
	if !ok {
		return []string{fmt.Sprint(example)}
	}
	var out []string
	for _, v := range list {
		out = append(out, fmt.Sprint(v))
	}
	return out
}

// failuresOf are addresses that must be refused.
func failuresOf(o describedOperation, path string) map[string]int {
	out := map[string]int{path + "?nonsense=1": 400, path + "?%zz": 400, path + "?nonsense=" + strings.Repeat("x", maxURL): 414}
	for _, p := range o.parameters {
		with := path + "?" + p.name + "="
		switch {
		case p.in == "path":
			out[strings.Replace(o.path, "{id}", "no-such-thing", 1)] = 404
			out[strings.Replace(o.path, "{id}", strings.Repeat("x", 300), 1)] = 422
			continue
		case p.schema["type"] == "integer":
			out[with+"0"], out[with+"x"], out[with+"99999999999999999999"] = 422, 422, 422
		case p.schema["enum"] != nil:
			out[with+"nonsense"] = 422
		case p.name == "q" && o.id != "validate-query":
			out[with+")"], out[with+strings.Repeat("(", 30)] = 400, 400
		case p.name == "cursor":
			out[with+"nonsense"] = 400
		case p.name == "month", p.name == "stance":
			out[with+"nonsense"] = 400
		case p.name == "since":
			out[with+"yesterday"] = 422
		}
		if !p.explode {
			out[with+"1&"+p.name+"=1"] = 400
		}
	}
	return out
}
