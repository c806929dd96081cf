package server

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// What changes from run to run or with every change of style: the hash in an
// asset's name, and cursors.
var (
	hashed = regexp.MustCompile(`-[0-9a-f]{12}\.`)
	cursor = regexp.MustCompile(`(cursor=|"next": ")[\w-]+`)
)

// TestPages compares whole answers with testdata/pages.txtar, where a file's
// name is the address that it answers. Adding an address is all it takes.
func TestPages(t *testing.T) {
	golden(t, "testdata/pages.txtar", "room")
}

// TestHostilePages does the same for articles whose every part is an attack.
func TestHostilePages(t *testing.T) {
	golden(t, "testdata/hostile.txtar", "hostile")
}

// TestStoryPages does the same for three outlets' prints of one story.
func TestStoryPages(t *testing.T) {
	golden(t, "testdata/story.txtar", "story")
}

func golden(t *testing.T, name, folder string) {
	want, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	h := newRoom(t, folder).handler(t)
	for i, f := range want.Files {
		res, body := fetch(t, h, "GET", f.Name)
		body = strings.ReplaceAll(body, "\r\n", "\n")
		if kind := res.Header.Get("Content-Type"); strings.Contains(kind, "json") && !strings.Contains(kind, "ndjson") {
			var b bytes.Buffer
			if err := json.Indent(&b, []byte(body), "", " "); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			body = b.String()
		}
		got := cursor.ReplaceAllString(hashed.ReplaceAllString(body, "-HASH."), "${1}CURSOR")
		got = strings.TrimRight(got, "\n") + "\n"
		if *update {
			want.Files[i].Data = []byte(got)
			continue
		}
		if diff := cmp.Diff(strings.Split(string(f.Data), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got, -update renews):\n%s", f.Name, diff)
		}
	}
	if !*update {
		return
	}
	if err := os.WriteFile(name, txtar.Format(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHostileContent looks for what would run or leave the page, whatever the
// golden file says.
func TestHostileContent(t *testing.T) {
	h := newRoom(t, "hostile").handler(t)
	for _, target := range []string{
		"/", "/article/hostile", "/utterance/hostile-1", "/article/hostile?revision=1&against=1", "/feed.atom",
		"/?q=%3Cscript%3Ealert(1)%3C/script%3E", `/?q="><script>alert(1)</script>`, "/?party=%3Cscript%3Ealert(1)%3C/script%3E",
		"/%3Cscript%3Ealert(1)%3C/script%3E", "/article/%3Cscript%3Ealert(1)%3C/script%3E",
	} {
		_, body := fetch(t, h, "GET", strings.ReplaceAll(strings.ReplaceAll(target, `"`, "%22"), ">", "%3E"))
		body = strings.ToLower(body)
		for _, bad := range []string{"<script>", "<svg onload", "<img", "<b>outlet", `href="javascript:`, "<rule>", "<i>post", ` style="`, " onclick"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", target, bad)
			}
		}
		if n := bytes.Count([]byte(body), []byte("<script")); n > 1 {
			t.Errorf("%s holds %d scripts, want our own alone", target, n)
		}
	}
}
