package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
)

// Saving says who may change the saved searches through the pages; the server
// knows no logins.
type Saving struct {
	// Who is SavedByNobody unless set.
	Who string
	// Key is what has to be known where Who is SavedByKey.
	Key string
}

// Who may save.
const (
	SavedByNobody = "nobody"
	// SavedLocally is whoever sits at this machine: a request from loopback,
	// to loopback by name, that no proxy has forwarded, to a server that is not
	// published under another address.
	SavedLocally = "local"
	// SavedByKey is whoever knows the key.
	SavedByKey = "key"
	// SavedByAll is whoever reaches the server: a proxy's login decides.
	SavedByAll = "everyone"
)

// offers tells whether a request's reader is shown the forms.
func (s *site) offers(r *http.Request) bool {
	switch s.Saving.Who {
	case SavedByAll, SavedByKey:
		return s.Saver != nil
	case SavedLocally:
		return s.Saver != nil && isLocal(r) && loopback(hostOf(s.Base, "127.0.0.1"))
	}
	return false
}

// admit refuses a change that another site's page asks for, or somebody who may
// not. It reads the form.
func (s *site) admit(r *http.Request) error {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return &failure{Status: http.StatusForbidden, Title: "That came from another site",
			Detail: "Saved searches are changed from the pages here alone.", Err: err}
	}
	if !s.offers(r) {
		return &failure{Status: http.StatusForbidden, Title: "Saved searches can't be changed from here",
			Detail: "The configuration's server.saving says who may; onrecord searches changes them, too."}
	}
	if err := r.ParseForm(); err != nil {
		return &failure{Status: http.StatusBadRequest, Title: "That form can't be read", Detail: "It is malformed or too large.", Err: err}
	}
	if s.Saving.Who == SavedByKey && !same(r.PostForm.Get("key"), s.Saving.Key) {
		return &failure{Status: http.StatusForbidden, Title: "That is not the key",
			Detail: "Whoever changes saved searches here has to know the key of the configuration's server.saving_key_file."}
	}
	return nil
}

// same compares two secrets in a time that tells nothing of them.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1 && b != ""
}

// isLocal tells whether a request comes straight from this machine.
func isLocal(r *http.Request) bool {
	for _, field := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip"} {
		if r.Header.Get(field) != "" {
			return false
		}
	}
	if !r.ProtoAtLeast(1, 1) {
		return false // what proxies speak that tell nothing of themselves
	}
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && loopback(from) && loopback(hostOf("http://"+r.Host, ""))
}

func hostOf(address, without string) string {
	if address == "" {
		return without
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
