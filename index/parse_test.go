package index

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`outage`, `a b`, `a OR b c`, `"a b" -c`, `-(a OR b)`, `NOT NOT a`, `stance:deny x`, `party:"A; B" party:C`,
		`stance:(deny OR accuse)`, `-stance:deny`, `a OR stance:deny`, `(stance:deny)`, `date:2024-08 date:>2024-08-01`,
		`date:2024..2025-01`, `title:(a "b c")`, `"\"x\" \\"`, `Note: it`, `10:30`, "a\u200bb", "a\x00b", `words:-x`, `in:AND`, `- a`, `a — b`,
		`outlet:(AND OR "-x" OR y)`, `(a b) (c d)`, `(a OR b) stance:deny`, `date:<2024`, `outlet:“a”`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(q.String())
		if err != nil {
			t.Fatalf("%q prints as %q: %v", s, q.String(), err)
		}
		if diff := cmp.Diff(q, again); diff != "" {
			t.Fatalf("%q prints as %q: %s", s, q.String(), diff)
		}
	})
}
