package hook_test

import (
	"errors"
	"net/netip"
	"net/url"
	"testing"

	"onrecord/server/hook"
)

// FuzzAddress: what is taken is safe to be posted to and to be shown, and is
// taken again as it is.
func FuzzAddress(f *testing.F) {
	for _, text := range []string{"https://a.example/in?x=1#part", "http://127.0.0.1:9/in", "http://[::ffff:10.1.2.3]/", "https://me:x@a.example/",
		"https:///in", "javascript:alert(1)", "https://a\x00b/", "http://localhost:9/", "https://a.example:99999/", "http://[::1%25lo]/"} {
		f.Add(text)
	}
	local := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := hook.Address(text, local)
		if err != nil {
			if !errors.Is(err, hook.ErrAddress) || got != "" {
				t.Errorf("%q: %q, %v", text, got, err)
			}
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
			t.Fatalf("%q is taken as %q: %v", text, got, err)
		}
		if ip, err := netip.ParseAddr(u.Hostname()); u.Scheme == "http" && u.Hostname() != "localhost" && (err != nil || !ip.Unmap().IsLoopback()) {
			t.Errorf("%q is posted to in the clear", got)
		}
		if again, err := hook.Address(got, local); err != nil || again != got {
			t.Errorf("%q is taken as %q, and that as %q: %v", text, got, again, err)
		}
	})
}
