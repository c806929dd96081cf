package crawler

import (
	_ "embed"
	"net/url"
	"strings"
)

// siteRules are what is known of single sites.
//
//go:embed words/sites.txt
var siteRules string

var sites = readSites(siteRules)

// readSites gives the selectors of each site that has some. A test holds the
// file to its form.
func readSites(text string) map[string]Selectors {
	all := map[string]Selectors{}
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		if len(parts) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		s := all[parts[0]]
		if parts[1] == "keep" {
			s.Keep = append(s.Keep, parts[2])
		} else {
			s.Drop = append(s.Drop, parts[2])
		}
		all[parts[0]] = s
	}
	return all
}

// ofSite adds what is known of an article's site to a source's own selectors;
// what the source keeps goes before what the site's rule would.
func (s Selectors) ofSite(address string) Selectors {
	u, err := url.Parse(address)
	if err != nil {
		return s
	}
	known, ok := sites[site(u)]
	if !ok {
		return s
	}
	both := Selectors{Keep: s.Keep, Drop: append(append([]string{}, s.Drop...), known.Drop...)}
	if len(both.Keep) == 0 {
		both.Keep = known.Keep
	}
	return both
}
