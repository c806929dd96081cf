package crawler

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

// feedFiles are the parser's own test data: feeds of all kinds, and broken
// ones.
func feedFiles(t *testing.T) map[string][]byte {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/mmcdole/gofeed").Output()
	if err != nil {
		t.Fatal("the parser's source is not to be had: ", err)
	}
	files := map[string][]byte{}
	root := filepath.Join(strings.TrimSpace(string(dir)), "testdata")
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		files[name], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(files) < 1000 {
		t.Fatal(len(files), err)
	}
	return files
}

// TestParsersOwnFeeds fetches each of the parser's test files that it accepts:
// all items that have an address are there.
func TestParsersOwnFeeds(t *testing.T) {
	files := feedFiles(t)
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := files[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/xml")
		w.Write(body)
	}))
	accepted, items := 0, 0
	for name, body := range files {
		parsed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
		if err != nil {
			continue
		}
		accepted++
		f := Feed{URL: at + "/" + name, Kind: FeedJob}
		m := newMemory(f)
		c := newTest(t, m, func(cfg *Config) { cfg.MaxItems = 1 << 20 })
		if err := c.Feed(t.Context(), Job{Key: f.URL}); err != nil {
			t.Fatal(err)
		}
		want := itemAddresses(t, parsed, f.URL)
		if got := m.feeds[f.URL]; got.Failure != "" || len(m.items) != len(want) {
			t.Errorf("%s: %d items of %d (%s)", name, len(m.items), len(want), got.Failure)
		}
		items += len(want)
	}
	t.Logf("%d files accepted of %d, %d items", accepted, len(files), items)
}

// itemAddresses are the web addresses that a feed's items have, each once.
func itemAddresses(t *testing.T, parsed *gofeed.Feed, at string) map[string]bool {
	t.Helper()
	base, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	if link, err := base.Parse(parsed.Link); err == nil && parsed.Link != "" {
		base = link
	}
	all := map[string]bool{}
	for _, item := range parsed.Items {
		for _, address := range []string{item.Link, item.GUID} {
			u, err := base.Parse(strings.TrimSpace(address))
			if err != nil || address == "" || address == item.GUID && !u.IsAbs() {
				continue
			}
			if canonical, err := Canonical(u.String()); err == nil && (address == item.Link || strings.HasPrefix(address, "http")) {
				all[canonical] = true
				break
			}
		}
	}
	return all
}

// TestMalformedFeeds breaks feeds in two thousand ways: none panics or takes
// long, and what can't be read is told with its line.
func TestMalformedFeeds(t *testing.T) {
	files := feedFiles(t)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	at, _ := url.Parse("https://found.example/feed")
	random := rand.New(rand.NewPCG(9309, 2024))
	refused := 0
	for n := 0; n < 2000; {
		body := breakFeed(random, files[names[random.IntN(len(names))]])
		if len(body) == 0 {
			continue
		}
		n++
		begin := time.Now()
		_, _, err := ReadFeed(body, []string{"", "application/rss+xml; charset=iso-8859-1", "text/html"}[random.IntN(3)], at)
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("case %d took %s", n, took)
		}
		if err == nil {
			continue
		}
		refused++
		m := regexp.MustCompile(`^read feed: line (\d+): .`).FindStringSubmatch(err.Error())
		if m == nil {
			t.Errorf("case %d: %v", n, err)
			continue
		}
		var line int
		if fmt.Sscan(m[1], &line); line < 1 || line > 1+bytes.Count(body, []byte("\n"))+bytes.Count(body, []byte("\r")) {
			t.Errorf("case %d: line %d of %d: %v", n, line, 1+bytes.Count(body, []byte("\n")), err)
		}
	}
	t.Logf("%d of 2000 were refused, the others read as far as they went", refused)
}

// breakFeed damages a feed somehow.
func breakFeed(r *rand.Rand, body []byte) []byte {
	body = slices.Clone(body)
	if len(body) < 2 {
		return body
	}
	at := r.IntN(len(body))
	switch r.IntN(9) {
	case 0: // the connection broke
		return body[:at]
	case 1: // bytes are others
		for range 1 + r.IntN(8) {
			body[r.IntN(len(body))] = byte(r.IntN(256))
		}
		return body
	case 2: // a part is missing
		return slices.Delete(body, at, at+r.IntN(len(body)-at))
	case 3: // a part is there twice
		end := at + r.IntN(len(body)-at)
		return slices.Insert(body, end, slices.Clone(body[at:end])...)
	case 4: // something else is in it
		junk := []string{"<x><![", "&nosuch;", "<!DOCTYPE a [<!ENTITY b \"cc\">]>", "\x00\x01", "]]>", "</channel>", "{\"items\":[", "<?xml encoding=\"none\"?>", "\xff\xfe", "<![CDATA["}
		return slices.Insert(body, at, []byte(junk[r.IntN(len(junk))])...)
	case 5: // nested without end
		return slices.Insert(body, at, bytes.Repeat([]byte("<item>"), 5000)...)
	case 6: // a page instead
		return append([]byte("<!DOCTYPE html>\n<html><body>"), body...)
	case 7: // all brackets are others
		return bytes.ReplaceAll(body, []byte{'>'}, []byte{'<'})
	}
	return append(bytes.Repeat([]byte("\n"), r.IntN(6000)), body[at:]...)
}
