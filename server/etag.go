package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// draft holds an answer until it is whole, so that it can be tagged by what it
// says.
type draft struct {
	w      http.ResponseWriter
	status int
	body   bytes.Buffer
}

// Header, WriteHeader and Write are http.ResponseWriter's.
func (d *draft) Header() http.Header { return d.w.Header() }

func (d *draft) WriteHeader(status int) {
	if d.status == 0 {
		d.status = status
	}
}

func (d *draft) Write(p []byte) (int, error) {
	d.WriteHeader(http.StatusOK)
	return d.body.Write(p)
}

// send writes the answer, or 304 when the client has it already.
func (d *draft) send(r *http.Request) error {
	d.WriteHeader(http.StatusOK)
	h := d.w.Header()
	if d.status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
	} else {
		sum := sha256.Sum256(d.body.Bytes())
		h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
		if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "no-cache")
		}
		if held(r, h.Get("ETag")) || unmodified(r, h.Get("Last-Modified")) {
			notModified(d.w, h.Get("ETag"))
			return nil
		}
	}
	h.Set("Content-Length", itoa(d.body.Len()))
	d.w.WriteHeader(d.status)
	_, err := d.w.Write(d.body.Bytes())
	return err
}

// notModified answers that the client has what a tag names.
func notModified(w http.ResponseWriter, tag string) {
	h := w.Header()
	for _, own := range []string{"Content-Type", "Content-Disposition", "Link", "X-Total-Count"} { // which the client has
		h.Del(own)
	}
	h.Set("ETag", tag)
	w.WriteHeader(http.StatusNotModified)
}

// held tells whether a client says that it has what a tag names (RFC 9110,
// weak comparison).
func held(r *http.Request, tag string) bool {
	for _, line := range r.Header.Values("If-None-Match") {
		for candidate := range strings.SplitSeq(line, ",") {
			candidate = strings.TrimSpace(candidate)
			if candidate == "*" || strings.TrimPrefix(candidate, "W/") == strings.TrimPrefix(tag, "W/") {
				return true
			}
		}
	}
	return false
}
