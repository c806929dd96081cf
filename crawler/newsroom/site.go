package newsroom

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// siteFile is the name of the file that describes a host; it is not served.
const siteFile = "site.yaml"

// description is what site.yaml tells.
type description struct {
	// Outlet is the publication's name as readers know it.
	Outlet string `yaml:"outlet"`
	// Charset is that of the host's text files; empty is utf-8.
	Charset string `yaml:"charset"`
	// Headers are set on every answer.
	Headers map[string]string `yaml:"headers"`
	Feeds   []struct {
		Path  string   `yaml:"path"`
		Kind  string   `yaml:"kind"`
		Title string   `yaml:"title"`
		Links []string `yaml:"links"`
		// Broken tells that the feed is malformed on purpose.
		Broken bool `yaml:"broken"`
	} `yaml:"feeds"`
	// Redirects lead from a path to a path or an absolute URL.
	Redirects map[string]string `yaml:"redirects"`
	// Articles are the paths of the articles with a text that may be read.
	Articles []string `yaml:"articles"`
	// Unreadable are linked paths that give no article, with the reason.
	Unreadable map[string]string `yaml:"unreadable"`
}

// site is one host: its description and its files by name, without the
// leading slash and without a state's number.
type site struct {
	description
	files map[string][]state
}

// state is what a file says from an edition on.
type state struct {
	edition int
	body    []byte
	etag    string
}

func readSite(fsys fs.FS) (*site, error) {
	s := &site{files: map[string][]state{}}
	text, err := fs.ReadFile(fsys, siteFile)
	if err != nil {
		return nil, fmt.Errorf("read description: %w", err)
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&s.description); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read %s: %w", siteFile, err)
	}
	if s.Outlet == "" {
		return nil, fmt.Errorf("read %s: no outlet", siteFile)
	}
	if s.Charset == "" {
		s.Charset = "utf-8"
	}
	for _, f := range s.Feeds {
		if f.Kind != FeedKind && f.Kind != SiteKind {
			return nil, fmt.Errorf("read %s: feed %s: kind %q is neither %s nor %s", siteFile, f.Path, f.Kind, FeedKind, SiteKind)
		}
	}
	err = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || name == siteFile {
			return err
		}
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		served, edition := splitEdition(name)
		sum := sha256.Sum256(body)
		s.files[served] = append(s.files[served], state{edition, body, `"` + hex.EncodeToString(sum[:8]) + `"`})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	for _, p := range s.Articles {
		if len(s.files[articleFile(p)]) == 0 {
			return nil, fmt.Errorf("read %s: no file for article %s", siteFile, p)
		}
	}
	for name, states := range s.files {
		slices.SortFunc(states, func(a, b state) int { return cmp.Compare(a.edition, b.edition) })
		for i := 1; i < len(states); i++ {
			if states[i].edition == states[i-1].edition {
				return nil, fmt.Errorf("read files: %s has two states for edition %d", name, states[i].edition)
			}
		}
	}
	return s, nil
}

// articleFile names the file of an article's path.
func articleFile(urlPath string) string {
	return strings.TrimSuffix(strings.Trim(urlPath, "/"), ".html") + ".html"
}

// splitEdition takes the number out of story.2.html. A name without one is
// of edition 1.
func splitEdition(name string) (served string, edition int) {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	number := path.Ext(stem)
	if number == "" {
		return name, 1
	}
	edition, err := strconv.Atoi(number[1:])
	if err != nil || edition < 1 {
		return name, 1
	}
	return strings.TrimSuffix(stem, number) + ext, edition
}

// find gives the file that a URL path asks for, and its state in an edition.
// A page answers with and without .html, and with and without a final slash.
func (s *site) find(urlPath string, edition int) (name string, st state, ok bool) {
	clean := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	for _, name := range []string{clean, clean + ".html", path.Join(clean, "index.html")} {
		states := s.files[name]
		for i := len(states) - 1; i >= 0; i-- {
			if states[i].edition <= edition {
				return name, states[i], true
			}
		}
	}
	return "", state{}, false
}

// contentType tells a file's media type by its ending.
func (s *site) contentType(name string) string {
	types := map[string]string{
		".html": "text/html", ".txt": "text/plain", ".css": "text/css",
		".xml": "application/xml", ".rss": "application/rss+xml",
		".atom": "application/atom+xml", ".rdf": "application/rdf+xml",
		".json": "application/feed+json", ".svg": "image/svg+xml",
		".js": "text/javascript",
	}
	t, ok := types[path.Ext(name)]
	if !ok {
		return "application/octet-stream"
	}
	return t + "; charset=" + s.Charset
}
