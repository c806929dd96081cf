// Package newsroom serves a recorded newsroom over HTTP, for the demo and for
// tests: many outlets under reserved .example host names on one port, chosen
// by the Host header.
//
// It owns the reading of a newsroom's folder (one folder a host, files as they
// are served, a site.yaml that tells what a file cannot) and the answering of
// requests: content types, validators, redirects and editions. It must not
// fetch, parse or judge pages. A client reaches it either by dialing its
// address for every .example host or by using it as a plain HTTP proxy.
package newsroom

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Newsroom is an http.Handler that answers for all of its hosts. Any number
// of goroutines may use it.
type Newsroom struct {
	sites map[string]*site

	mu       sync.Mutex
	edition  int
	requests []Request
}

// Open reads a newsroom: every folder at the top of fsys is a host.
func Open(fsys fs.FS) (*Newsroom, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("read newsroom: %w", err)
	}
	n := &Newsroom{sites: map[string]*site{}, edition: 1}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		host := e.Name()
		if !strings.HasSuffix(host, ".example") || host != strings.ToLower(host) {
			return nil, fmt.Errorf("read newsroom: folder %q is no host name under .example in lower case", host)
		}
		sub, err := fs.Sub(fsys, host)
		if err != nil {
			return nil, fmt.Errorf("read newsroom: %w", err)
		}
		if n.sites[host], err = readSite(sub); err != nil {
			return nil, fmt.Errorf("read newsroom: %s: %w", host, err)
		}
	}
	if len(n.sites) == 0 {
		return nil, fmt.Errorf("read newsroom: no hosts")
	}
	return n, nil
}

// Hosts lists the host names, sorted.
func (n *Newsroom) Hosts() []string {
	hosts := make([]string, 0, len(n.sites))
	for h := range n.sites {
		hosts = append(hosts, h)
	}
	slices.Sort(hosts)
	return hosts
}

// Edition is the one being served; a newsroom opens with edition 1.
func (n *Newsroom) Edition() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.edition
}

// Advance serves another edition from now on: of every file the latest state
// that is not newer than it. Files without further states stay as they are.
func (n *Newsroom) Advance(edition int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.edition = edition
}
