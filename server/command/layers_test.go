package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport is the house's order: what of ours each room may import. A room
// that isn't listed is refused, so that a new one is placed on purpose.
var mayImport = map[string][]string{
	"onrecord":                          {"onrecord/server/command"},
	"onrecord/extractor":                {},
	"onrecord/crawler":                  {"onrecord/extractor", "onrecord/crawler/warc", "onrecord/crawler/body"},
	"onrecord/crawler/warc":             {},
	"onrecord/crawler/body":             {},
	"onrecord/crawler/evidence":         {"onrecord/crawler", "onrecord/crawler/warc", "onrecord/extractor"},
	"onrecord/crawler/newsroom":         {"onrecord/crawler"},
	"onrecord/crawler/store":            {"onrecord/crawler", "onrecord/extractor"},
	"onrecord/index":                    {"onrecord/extractor"},
	"onrecord/index/pin":                {"onrecord/index", "onrecord/extractor"},
	"onrecord/index/embedded":           {"onrecord/index", "onrecord/extractor"},
	"onrecord/index/indextest":          {"onrecord/index", "onrecord/extractor"},
	"onrecord/server":                   {"onrecord/index", "onrecord/extractor"},
	"onrecord/server/digest":            {"onrecord/index", "onrecord/extractor"},
	"onrecord/server/hook":              {},
	"onrecord/server/command":           {"*"},
	"onrecord/extractor/names/generate": {},
	"onrecord/extractor/tags/generate":  {},
}

func TestNoArrowRunsUp(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "onrecord/...").Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	d := json.NewDecoder(bytes.NewReader(out))
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("read package list: %v", err)
		}
		allowed, known := mayImport[p.ImportPath]
		if !known {
			t.Errorf("%s is a room that house order doesn't place: add it to mayImport", p.ImportPath)
		}
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "onrecord/") && !slices.Contains(allowed, i) && !slices.Contains(allowed, "*") {
				t.Errorf("%s imports %s: that arrow runs up or across", p.ImportPath, i)
			}
		}
	}
}
