package index

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestValues holds what a URL's parameters are read as and written again.
func TestValues(t *testing.T) {
	for _, c := range []struct{ in, out, err string }{
		{"q=outage&stance=deny&stance=accuse", "q=outage&stance=accuse&stance=deny", ""},
		{"sort=relevance&of=statements", "", ""},
		{"sort=date&of=articles&limit=5&cursor=x", "cursor=x&limit=5&of=articles&sort=date", ""},
		{"sort=best", "", `parameter sort: "best" is neither relevance nor date`},
		{"limit=0", "", `parameter limit: "0" is not a number from 1 to 200`},
		{"count=statements", "", ""},
		{"count=articles", "count=articles", ""},
		{"count=stories&every=week&collapse=yes", "collapse=yes&count=stories&every=week", ""},
		{"count=utterances&every=day", "count=utterances&every=day", ""},
		{"every=month&collapse=no", "every=month", ""},
		{"of=articles&count=articles", "of=articles", ""},
		{"of=articles&count=stories", "count=stories&of=articles", ""},
		{"count=people", "", `count "people": not one of statements, utterances, articles, stories`},
		{"of=articles&count=utterances", "", `count "utterances": a search for articles counts one of articles, stories`},
		{"every=year", "", `every "year": not one of day, week, month`},
		{"collapse=1", "", `parameter collapse: "1" is neither yes nor no`},
		{"of=articles&collapse=yes", "", "collapse: a search for articles has no utterances to collapse"},
	} {
		in, err := url.ParseQuery(c.in)
		if err != nil {
			t.Fatal(err)
		}
		q, err := FromValues(in)
		if err != nil || c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%s: %v, want %q", c.in, err, c.err)
			}
			continue
		}
		if got := q.Values().Encode(); got != c.out {
			t.Errorf("%s: written %q, want %q", c.in, got, c.out)
		}
		if again, err := FromValues(q.Values()); err != nil || !cmp.Equal(q, again) {
			t.Errorf("%s: %v %s", c.in, err, cmp.Diff(q, again))
		}
	}
}
