package hook

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// longestURL bounds a hook's address.
const longestURL = 2000

// ErrAddress is wrapped by what is wrong with a hook's address.
var ErrAddress = errors.New("no address for a hook")

// Address tidies the address of a hook. It has to be of https; of http only when
// it names an address of this house: one of the ranges that the configuration
// allows. Where a name leads is judged when it is dialled.
func Address(text string, local []netip.Prefix) (string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrAddress, err)
	case len(text) > longestURL:
		return "", fmt.Errorf("%w: it is longer than %d bytes", ErrAddress, longestURL)
	case u.Host == "" || u.Hostname() == "":
		return "", fmt.Errorf("%w: %q names no host", ErrAddress, text)
	case u.User != nil:
		return "", fmt.Errorf("%w: a name or password in it would be shown to others; the signature tells who posts", ErrAddress)
	case u.Scheme == "https" || u.Scheme == "http" && isLocal(u.Hostname(), local):
		u.Fragment = ""
		return u.String(), nil
	}
	return "", fmt.Errorf("%w: it must begin with https://", ErrAddress)
}

func isLocal(host string, local []netip.Prefix) bool {
	if host == "localhost" {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range local {
		if p.Contains(ip.Unmap()) {
			return true
		}
	}
	return false
}
