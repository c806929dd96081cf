package newsroom

import (
	"bytes"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Request is one that the newsroom answered.
type Request struct {
	At                  time.Time
	Method, Host        string
	Path, Query         string
	UserAgent, Validate string
	Status              int
}

// Requests lists all requests so far, in the order of their answers.
func (n *Newsroom) Requests() []Request {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.requests)
}

// ServeHTTP answers a request by its Host header, whatever its port.
func (n *Newsroom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host := strings.ToLower(r.Host)
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	noted := &noting{ResponseWriter: w, status: http.StatusOK}
	at := time.Now()
	n.answer(noted, r, host)

	n.mu.Lock()
	defer n.mu.Unlock()
	n.requests = append(n.requests, Request{
		At: at, Method: r.Method, Host: host, Path: r.URL.Path, Query: r.URL.RawQuery,
		UserAgent: r.UserAgent(), Validate: r.Header.Get("If-None-Match"), Status: noted.status,
	})
}

func (n *Newsroom) answer(w http.ResponseWriter, r *http.Request, host string) {
	s, ok := n.sites[host]
	if !ok {
		http.Error(w, "no such host in this newsroom", http.StatusMisdirectedRequest)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the newsroom is only read", http.StatusMethodNotAllowed)
		return
	}
	for k, v := range s.Headers {
		w.Header().Set(k, v)
	}
	if to, ok := s.Redirects[r.URL.Path]; ok {
		http.Redirect(w, r, absolute(host, to), http.StatusMovedPermanently)
		return
	}
	name, st, ok := s.find(r.URL.Path, n.Edition())
	if !ok || name == notFoundPage {
		s.notFound(w, n.Edition())
		return
	}
	w.Header().Set("Content-Type", s.contentType(name))
	w.Header().Set("ETag", st.etag)
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, name, modified(st.edition), bytes.NewReader(st.body))
}

// notFoundPage is what a host answers with when it has no such page.
const notFoundPage = "404.html"

func (s *site) notFound(w http.ResponseWriter, edition int) {
	_, st, ok := s.find(notFoundPage, edition)
	if !ok {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", s.contentType(notFoundPage))
	w.WriteHeader(http.StatusNotFound)
	// The client that went away has no use for the error.
	_, _ = w.Write(st.body)
}

// modified gives each edition its day, so that answers never depend on when
// the newsroom was built.
func modified(edition int) time.Time {
	return time.Date(2024, time.October, 30+edition, 6, 0, 0, 0, time.UTC)
}

// absolute is the URL of a path on a host; what is a URL already stays one.
func absolute(host, to string) string {
	if strings.HasPrefix(to, "http://") || strings.HasPrefix(to, "https://") {
		return to
	}
	return "http://" + host + (&url.URL{Path: to}).EscapedPath()
}

// noting remembers the status of an answer.
type noting struct {
	http.ResponseWriter
	status int
}

func (w *noting) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}
