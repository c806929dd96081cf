package index_test

import (
	"testing"

	"onrecord/index"
)

func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"AP", "ap", true}, {"AP", "APA", false}, {"São Paulo", "Sao paulo", true}, {"Øresund", "oresund", true},
		{"O’Brien", "O'Brien", true}, {"Straße", "STRASSE", true}, {"e\u0301tude", "étude", true}, {"", "", true}, {"", "a", false},
		{"\u212a", "k", true}, {"東京", "東", false}, {"ab", "a\u200bb", true},
	} {
		if got := index.SameValue(c.a, c.b); got != c.want || index.SameValue(c.b, c.a) != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
