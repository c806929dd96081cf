package crawler

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"
)

// Exchange is one request and what came back, as it went over the wire. What
// the protocol packs otherwise (HTTP/2) is written as HTTP/1.1 writes it, and
// chunks are put together.
type Exchange struct {
	// URL is the one asked for.
	URL string
	// Began is the moment before the request, Ended that of the last byte.
	Began, Ended time.Time
	// Remote is the far end of the connection, host:port; a proxy's where one
	// stands between. Empty when it isn't known.
	Remote string
	// Proto is the protocol's version, as "HTTP/1.1" or "HTTP/2.0".
	Proto string
	// TLS is its version, as "TLS 1.3"; empty without.
	TLS string
	// Request and Response are the first line and the header, up to and with
	// the empty line. Request is empty when it isn't known. Fields that hold
	// secrets are named in Withheld instead of being kept with their values.
	Request, Response []byte
	Withheld          []string
	// Body is the answer's body in the coding that it came in. In a capture's
	// last exchange it is nil where that is the capture's own body.
	Body []byte
	// Cut is true where Body is only the beginning.
	Cut bool
}

// watch notes an exchange while it happens. The transport calls from its own
// goroutines.
type watch struct {
	mu     sync.Mutex
	x      Exchange
	fields []string
	body   bytes.Buffer
}

// watched gives a context under which a request is noted.
func watched(ctx context.Context, address string, began time.Time) (*watch, context.Context) {
	w := &watch{x: Exchange{URL: address, Began: began.UTC()}}
	return w, httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.x.Remote = info.Conn.RemoteAddr().String()
			w.fields, w.x.Withheld = nil, nil // a second attempt begins anew
		},
		WroteHeaderField: w.wrote,
	})
}

// wrote notes a field of the request. HTTP/2 sends the request line as fields.
func (w *watch) wrote(name string, values []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.HasPrefix(name, ":") {
		if name == ":authority" {
			w.fields = append(w.fields, "Host: "+strings.Join(values, ", "))
		}
		return
	}
	name = http.CanonicalHeaderKey(name)
	if !harmless(name) {
		w.withhold(name)
		return
	}
	for _, v := range values {
		w.fields = append(w.fields, name+": "+v)
	}
}

func (w *watch) withhold(name string) {
	if !slices.Contains(w.x.Withheld, name) {
		w.x.Withheld = append(w.x.Withheld, name)
	}
}

// harmless tells whether a request's field may be kept: one that isn't known
// to be open may be a secret.
func harmless(name string) bool {
	switch name {
	case "Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language", "Connection", "Cache-Control",
		"If-None-Match", "If-Modified-Since", "Content-Length", "From":
		return true
	}
	return false
}

// tap keeps the body as it comes, when it comes in some coding.
func (w *watch) tap(res *http.Response) {
	if res.Header.Get("Content-Encoding") == "" {
		return
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(res.Body, &w.body), res.Body}
}

// exchange gives what was noted, after the body was read or failed to be.
func (w *watch) exchange(res *http.Response, ended time.Time, failure error) Exchange {
	w.mu.Lock()
	defer w.mu.Unlock()
	x := w.x
	x.Ended, x.Proto = ended.UTC(), res.Proto
	if len(w.fields) > 0 {
		x.Request = fmt.Appendf(nil, "%s %s HTTP/1.1\r\n%s\r\n\r\n", res.Request.Method, res.Request.URL.RequestURI(), strings.Join(w.fields, "\r\n"))
	}
	if res.TLS != nil {
		x.TLS = tls.VersionName(res.TLS.Version)
	}
	var withheld []string
	x.Response, withheld = responseHead(res)
	x.Withheld = append(slices.Clone(x.Withheld), withheld...)
	if failure != nil {
		x.Cut = true
	} else if w.body.Len() > 0 {
		x.Body = w.body.Bytes()
	}
	return x
}

// responseHead writes the status line and header of an answer, fields in the
// order of their names: net/http tells no other, and HTTP/2 has no such lines.
// Cookies are secrets, and are named instead. How the
// body was cut into chunks is told by a field of its own: it is no more.
func responseHead(res *http.Response) (head []byte, withheld []string) {
	proto := res.Proto
	if res.ProtoMajor != 1 {
		proto = "HTTP/1.1"
	}
	status := strings.TrimSpace(res.Status)
	if status == "" {
		status = fmt.Sprintf("%d %s", res.StatusCode, http.StatusText(res.StatusCode))
	}
	header := res.Header.Clone()
	for _, name := range []string{"Set-Cookie", "Set-Cookie2"} {
		if _, ok := header[name]; ok {
			withheld = append(withheld, name)
			delete(header, name)
		}
	}
	if len(res.TransferEncoding) > 0 {
		header["X-Crawler-Transfer-Encoding"] = res.TransferEncoding
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\r\n", proto, status)
	_ = header.Write(&b) // a buffer takes all
	b.WriteString("\r\n")
	return b.Bytes(), withheld
}

// hopBytes is how much of a redirect's body is kept.
const hopBytes = 4 << 10

// exchanges are those of the redirects and of the answer, if there was one.
func (a answer) exchanges() []Exchange {
	if a.exchange.URL == "" {
		return a.hops
	}
	return append(slices.Clone(a.hops), a.exchange)
}

// hop is the exchange of a redirect, whose body hardly matters.
func (a answer) hop() Exchange {
	x := a.exchange
	if x.Body == nil {
		x.Body = a.body
	}
	if len(x.Body) > hopBytes {
		x.Body, x.Cut = x.Body[:hopBytes], true
	}
	return x
}
