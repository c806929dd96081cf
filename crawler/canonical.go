package crawler

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Canonical gives the one form of a web address: scheme and host in lower
// case, no default port, trailing dot, user, fragment or tracking parameter.
// That of a copy in an AMP cache is the original's.
func Canonical(address string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return "", fmt.Errorf("read address: %w", err)
	}
	for inner, ok := unwrapped(u); ok; inner, ok = unwrapped(u) {
		u = inner
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if err := checkAddress(u); err != nil {
		return "", err
	}
	host := strings.TrimSuffix(asciiHost(u.Hostname()), ".")
	if host == "" {
		return "", fmt.Errorf("address %q has no host: %w", address, ErrGone)
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443") {
		host += ":" + port
	}
	u.Host = host
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = withoutTracking(u.RawQuery)
	u.ForceQuery = false
	return u.String(), nil
}

// asciiHost is a host's name as it is looked up.
func asciiHost(host string) string {
	host = strings.ToLower(host)
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		return ascii
	}
	return host
}

// withoutTracking drops the parameters of a query that tell how a reader came,
// and leaves the others as they are.
func withoutTracking(query string) string {
	return withoutParameters(query, func(name, _ string) bool { return isTracking(name) })
}

// withoutParameters drops those that drop says, by name in lower case and
// value.
func withoutParameters(query string, drop func(name, value string) bool) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		if part != "" && !drop(strings.ToLower(name), value) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	for _, prefix := range []string{"utm_", "at_medium", "at_campaign", "at_custom", "mc_", "hsa_", "_hs", "pk_", "mtm_", "vero_",
		"piwik_", "matomo_", "oly_", "__twitter_", "ns_", "s_cid", "spm_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "ttclid", "_ga", "_gl",
		"cmpid", "cmp", "ocid", "ncid", "smid", "smtyp", "sref", "ito", "ftag", "wt_mc", "ref_src", "ref_url", "taid", "guccounter",
		"gad_source", "srsltid", "wickedid", "igsh", "mibextid", "li_fat_id", "rb_clickid", "epik", "guce_referrer", "guce_referrer_sig",
		"xtor", "ref_", "amp_js_v", "amp_gsa", "usqp", "__source", "soc_src", "soc_trk", "tsrc", "bxid", "cndid", "esrc", "mbid",
		"nlid", "user_email", "icid", "cid_source", "sc_cid", "cm_mmc", "dicbo", "leadsource", "fb_action_ids", "fb_action_types", "action_object_map":
		return true
	}
	return false
}

// ID identifies an article by its canonical address, in whichever of a page's
// faces it was found.
func ID(canonical string) string { return hash16(identity(canonical)) }

func hash16(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// CaptureID identifies a capture by what was asked for and what came.
func CaptureID(address string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(address))
	h.Write([]byte{0})
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// ownAddress chooses between the address that a page was found at and the one
// that it calls its own, which must be of the same site and no mere front
// page. Either may be empty.
func ownAddress(found, claimed string) string {
	at, err := Canonical(found)
	if err != nil {
		at = ""
	}
	u, err := url.Parse(found)
	if err == nil {
		if abs, err := u.Parse(strings.TrimSpace(claimed)); err == nil {
			claimed = abs.String()
		}
	}
	own, err := Canonical(claimed)
	if err != nil || at == "" {
		// What a page claims without having been found anywhere proves
		// nothing, but is the best there is.
		return firstOf(at, own)
	}
	a, err := url.Parse(at)
	if err != nil {
		return at
	}
	o, err := url.Parse(own)
	if err != nil || site(a) != site(o) || o.Path == "/" && a.Path != "/" && o.RawQuery == "" {
		return at
	}
	return own
}

// site is the domain that somebody registered, or the address of the host.
func site(u *url.URL) string {
	domain, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname())
	if err != nil {
		return u.Hostname()
	}
	return domain
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
