package crawler

import (
	"os"
	"strings"
	"testing"
)

// TestSiteRules reads the page of each site with a rule, with the rule and as if
// it were another's: only the rule gives the text that is beside the page.
func TestSiteRules(t *testing.T) {
	for name, s := range sites {
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		page, err := os.ReadFile("testdata/sites/" + name + ".html")
		if err != nil {
			t.Errorf("a site without a test page: %v", err)
			continue
		}
		want, err := os.ReadFile("testdata/sites/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		with, _, err := Read(page, "text/html", "https://www."+name+"/story", Selectors{})
		if err != nil || with.Text != strings.TrimSpace(string(want)) {
			t.Errorf("%s: %q, %v", name, with.Text, err)
		}
		without, _, err := Read(page, "text/html", "https://elsewhere.example/story", Selectors{})
		if err != nil || without.Text == with.Text {
			t.Errorf("%s: its rule does nothing, %v", name, err)
		}
	}
	for line := range strings.Lines(siteRules) {
		if parts := strings.Split(strings.TrimSpace(line), "\t"); !strings.HasPrefix(line, "#") && (len(parts) != 3 || parts[1] != "keep" && parts[1] != "drop") {
			t.Errorf("not a rule: %q", line)
		}
	}
}
