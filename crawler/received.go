package crawler

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"

	"onrecord/crawler/warc"
)

// readHTTPHead reads an HTTP message's first line and header, up to and with the
// empty line.
func readHTTPHead(r *bufio.Reader) ([]byte, error) {
	var head []byte
	for {
		line, err := r.ReadSlice('\n')
		if head = append(head, line...); len(head) > warc.MaxHeader {
			return nil, fmt.Errorf("header: %w", ErrTooLarge)
		}
		if err != nil {
			return nil, noEOF(err)
		}
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			return head, nil
		}
	}
}

// asReceived gives a header in its own order and spelling, as an exchange keeps
// it: without cookies, and with what tells how the body was cut into chunks
// under a name of its own (see responseHead, to which net/http tells neither).
func asReceived(head []byte) (kept []byte, withheld []string) {
	first := true
	dropped := false
	for line := range bytes.Lines(head) {
		text := strings.TrimRight(string(line), "\r\n")
		name, value, _ := strings.Cut(text, ":")
		name = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		switch {
		case first:
			first = false
		case strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t"):
			if dropped {
				continue
			}
		case name == "Set-Cookie" || name == "Set-Cookie2":
			if dropped = true; !slices.Contains(withheld, name) {
				withheld = append(withheld, name)
			}
			continue
		case name == "Transfer-Encoding":
			text, dropped = "X-Crawler-Transfer-Encoding:"+value, false
		default:
			dropped = false
		}
		kept = append(append(kept, text...), "\r\n"...)
	}
	return kept, withheld
}

// overWire takes what a record tells of the protocols it came by.
func (x *Exchange) overWire(rec warc.Record, res *http.Response) {
	x.Proto = res.Proto
	for _, p := range rec.Header.Values("Warc-Protocol") {
		version, secure := strings.CutPrefix(p, "tls/")
		switch {
		case secure:
			x.TLS = "TLS " + version
		case p == "h2":
			x.Proto = "HTTP/2.0"
		}
	}
}

// redirects are the answers of an archive that led on, one to the next, since
// the last page in it.
type redirects struct {
	hops []Exchange
	next string // where the last of them leads
	id   string // its record
}

// mostHops is more than a page is led to by.
const mostHops = 20

func (r *redirects) add(h holding) {
	x := *h.redirect
	if r.next != x.URL || len(r.hops) >= mostHops {
		r.hops = nil
	}
	from, err := url.Parse(x.URL)
	if err != nil {
		*r = redirects{}
		return
	}
	to, err := from.Parse(h.location)
	if err != nil {
		*r = redirects{}
		return
	}
	r.hops, r.next, r.id = append(r.hops, x), to.String(), h.id
}

// learn takes the request of the last redirect, if this is its record.
func (r *redirects) learn(rec warc.Record) bool {
	if len(r.hops) == 0 || r.id == "" || rec.Type() != "request" || rec.RefersTo() != r.id || rec.Length > warc.MaxHeader {
		return false
	}
	block, err := readLimited(rec.Block, warc.MaxHeader)
	if err == nil {
		r.hops[len(r.hops)-1].Request = block
	}
	return true
}

// to gives the redirects that led to a page, and forgets them.
func (r *redirects) to(x *Exchange) []Exchange {
	hops, next := r.hops, r.next
	*r = redirects{}
	if x == nil || next != x.URL {
		return nil
	}
	return hops
}
