package crawler

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestDiscover looks for the sources of each outlet in testdata/discover.txtar:
// its comment is what is wanted, "-- host/path --" what is served.
func TestDiscover(t *testing.T) {
	text, err := os.ReadFile("testdata/discover.txtar")
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(text)
	at := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, f := range archive.Files {
			if f.Name == r.Host+r.URL.RequestURI() {
				if strings.HasSuffix(f.Name, "/") {
					w.Header().Set("Content-Type", "text/html")
				}
				w.Write([]byte(strings.ReplaceAll(string(f.Data), "HOST", r.Host)))
				return
			}
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	c := newTest(t, newMemory(), func(cfg *Config) {
		cfg.Resolve = map[string]string{"*.example": strings.TrimPrefix(at, "http://")}
	})
	var got strings.Builder
	for line := range strings.Lines(string(archive.Comment)) {
		if !strings.HasPrefix(line, "? ") {
			continue
		}
		address := strings.TrimSpace(line[2:])
		fmt.Fprintf(&got, "? %s\n", address)
		found, err := c.Discover(t.Context(), address)
		if err != nil {
			fmt.Fprintf(&got, "error %v\n", err)
		}
		for _, f := range found {
			fmt.Fprintf(&got, "%s %s %q %d", f.Kind, f.URL, f.Title, f.Items)
			if !f.Latest.IsZero() {
				fmt.Fprintf(&got, " %s", f.Latest.Format("2006-01-02"))
			}
			got.WriteString("\n")
		}
		got.WriteString("\n")
	}
	if *update {
		archive.Comment = []byte(got.String())
		if err := os.WriteFile("testdata/discover.txtar", txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(archive.Comment); got.String() != want {
		t.Errorf("found:\n%s\nwant:\n%s", got.String(), want)
	}
}
