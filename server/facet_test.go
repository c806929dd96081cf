package server

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"onrecord/index"
)

// TestFacetValues counts what was chosen, however it was typed, and lists it
// once.
func TestFacetValues(t *testing.T) {
	counts := []index.Count{{Value: "Northgate Power", Count: 8}, {Value: "AP", Count: 2}, {Value: "São Pedro", Count: 1}}
	for _, c := range []struct {
		name   string
		picked []string
		want   []facetValue
	}{
		{"none", nil, []facetValue{{Value: "Northgate Power", Count: 8}, {Value: "AP", Count: 2}, {Value: "São Pedro", Count: 1}}},
		{"as it is", []string{"AP"}, []facetValue{{Value: "AP", Count: 2, Checked: true}, {Value: "Northgate Power", Count: 8}, {Value: "São Pedro", Count: 1}}},
		{"in small letters", []string{"northgate power"}, []facetValue{{Value: "Northgate Power", Count: 8, Checked: true}, {Value: "AP", Count: 2}, {Value: "São Pedro", Count: 1}}},
		{"without accents", []string{"Sao Pedro", "AP"}, []facetValue{{Value: "AP", Count: 2, Checked: true}, {Value: "São Pedro", Count: 1, Checked: true}, {Value: "Northgate Power", Count: 8}}},
		{"not there", []string{"Reuters"}, []facetValue{{Value: "Reuters", Checked: true}, {Value: "Northgate Power", Count: 8}, {Value: "AP", Count: 2}, {Value: "São Pedro", Count: 1}}},
	} {
		var got []facetValue
		for _, v := range facetValues(index.Party, counts, c.picked) {
			got = append(got, facetValue{Value: v.Value, Count: v.Count, Checked: v.Checked})
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}
