package index

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzFromValues: what an address asks is refused or valid, and written again
// it asks the same.
func FuzzFromValues(f *testing.F) {
	f.Add("q=outage&party=A&party=B&sort=date&count=stories&every=week&collapse=yes&limit=5&cursor=x")
	f.Add("of=articles&month=2024-08&stance=DENY")
	f.Add("party=%FF&q=%00")
	f.Fuzz(func(t *testing.T, raw string) {
		v, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		q, err := FromValues(v)
		if err != nil || q.Validate() != nil {
			return
		}
		again, err := FromValues(q.Values())
		if err != nil {
			t.Fatalf("%q is written as %q: %v", raw, q.Values().Encode(), err)
		}
		if diff := cmp.Diff(q, again); diff != "" {
			t.Errorf("%q is written as %q: %s", raw, q.Values().Encode(), diff)
		}
	})
}
