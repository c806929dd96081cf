package crawler

import (
	"net/url"
	"strings"
)

// identity is what the addresses of one page have in common: those with and
// without TLS or "www.", and its twins for telephones and for AMP.
func identity(canonical string) string {
	u, err := url.Parse(canonical)
	if err != nil || u.Host == "" {
		return canonical
	}
	path := strings.TrimPrefix(strings.TrimSuffix(u.EscapedPath(), "/"), "/amp/")
	for _, end := range []string{"/amp", ".amp.html", ".amp"} {
		if rest, ok := strings.CutSuffix(path, end); ok && rest != "" {
			path = rest
			if end == ".amp.html" {
				path += ".html"
			}
			break
		}
	}
	key := "https://" + plainHost(u.Host) + "/" + strings.TrimPrefix(path, "/")
	if query := withoutParameters(u.RawQuery, isAMPParameter); query != "" {
		key += "?" + query
	}
	return key
}

// plainHost is a host without what only tells which of its faces it shows.
func plainHost(host string) string {
	for _, face := range []string{"www.", "m.", "mobile.", "amp."} {
		rest, ok := strings.CutPrefix(host, face)
		if ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

func isAMPParameter(name, value string) bool {
	switch name {
	case "amp":
		return value == "" || value == "1" || value == "true"
	case "outputtype", "output":
		return strings.EqualFold(value, "amp")
	}
	return false
}

// isTwin tells whether a page that was found at one address calls another its
// own, of which it is a version for telephones, for print, or in another
// section, say. With and without TLS or "www." it is the same page.
func isTwin(found, own string) bool {
	at, err := Canonical(found)
	if err != nil || own == "" {
		return false
	}
	return plainAddress(at) != plainAddress(own)
}

func plainAddress(canonical string) string {
	_, rest, _ := strings.Cut(canonical, "://")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}

// unwrapped gives the address of the page that an address of an AMP cache is
// a copy of.
func unwrapped(u *url.URL) (*url.URL, bool) {
	host := strings.ToLower(u.Hostname())
	path := strings.TrimPrefix(u.EscapedPath(), "/")
	switch {
	case strings.HasSuffix(host, ".cdn.ampproject.org") || host == "cdn.ampproject.org":
		kind, rest, ok := strings.Cut(path, "/")
		if !ok || kind != "c" && kind != "v" {
			return nil, false
		}
		path = rest
	case plainHost(host) == "google.com" && strings.HasPrefix(path, "amp/"):
		path = strings.TrimPrefix(path, "amp/")
	default:
		return nil, false
	}
	scheme := "http"
	if rest, ok := strings.CutPrefix(path, "s/"); ok {
		scheme, path = "https", rest
	}
	host, _, _ = strings.Cut(path, "/")
	if !strings.Contains(host, ".") {
		return nil, false
	}
	inner, err := url.Parse(scheme + "://" + path)
	if err != nil {
		return nil, false
	}
	inner.RawQuery = withoutParameters(u.RawQuery, func(name, _ string) bool { return strings.HasPrefix(name, "amp_") || name == "usqp" })
	return inner, true
}
