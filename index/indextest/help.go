package indextest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"onrecord/index"
)

// help asks every example of the help of help-record.txt: it finds what
// help.txt says, which is something and not everything.
func help(t *testing.T, x index.Index) {
	closeAtEnd(t, x)
	for _, p := range recordOf(t, "help-record.txt") {
		put(t, x, p)
	}
	all := search(t, x, index.Query{}).Total
	wanted := map[string]string{}
	for _, b := range blocks(t, "help.txt") {
		wanted[b.value["query"]] = b.value["found"]
	}
	for _, topic := range index.Help() {
		for _, e := range topic.Examples {
			q, err := index.Parse(e.Query)
			if err != nil {
				t.Fatal(err)
			}
			q.Now = time.Date(2024, 8, 12, 15, 0, 0, 0, time.UTC)
			r := search(t, x, q)
			got := ids(r, q.Of)
			slices.Sort(got)
			want, ok := wanted[e.Query]
			if !ok || strings.Join(got, " ") != want {
				t.Errorf("an example isn't as in help.txt:\nquery: %s\nfound: %s", e.Query, strings.Join(got, " "))
			}
			if r.Total == 0 || r.Total == all {
				t.Errorf("the example %s finds %d of %d", e.Query, r.Total, all)
			}
			delete(wanted, e.Query)
		}
	}
	for query := range wanted {
		t.Errorf("help.txt tells of %s, which is no example", query)
	}
}
