package server

import (
	"slices"
	"strings"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// The measures of the facet column.
const (
	shownValues  = 6   // values of a facet before "more"
	listedValues = 60  // values of a facet at all, unless more are asked for
	barWidth     = 100 // of the most frequent value
)

// facetView is one facet as the column shows it.
type facetView struct {
	Field, Label string
	// Open facets are unfolded when the page opens.
	Open   bool
	Values []facetValue
	More   []facetValue
	// Distinct counts all values, Left those that are not listed; a long list of
	// them is at All.
	Distinct, Left int
	All            string
}

// facetValue is one value that can be ticked.
type facetValue struct {
	Field, Value, Label string
	Count               int
	Checked             bool
	// Bar is the count's share of the greatest one, in hundredths.
	Bar    int
	Stance *stance
}

// facetViews puts counts and choices together. A chosen value is shown even
// if nothing counts for it any more: it must be possible to let go of it. The
// field in full is listed as far as the result has it.
func facetViews(q index.Query, result index.Result, full index.Field) []facetView {
	var out []facetView
	for i, field := range index.Facets() {
		picked := q.Filter(field)
		values := facetValues(field, result.Facets[field], picked)
		if len(values) == 0 {
			continue
		}
		v := facetView{Field: string(field), Label: fieldLabel(field), Open: i < 3 || len(picked) > 0 || field == full, Values: values,
			Distinct: max(result.Distinct[field], len(values))}
		if field != full && len(v.Values) > listedValues {
			v.Values, v.All = v.Values[:listedValues], listedAt(q, field)
		}
		v.Left = v.Distinct - len(v.Values)
		if field == full {
			out = append(out, v)
			continue
		}
		if shown := max(shownValues, len(picked)); len(v.Values) > shown+2 && field != index.Month && field != index.Stance {
			v.Values, v.More = v.Values[:shown], v.Values[shown:]
		}
		out = append(out, v)
	}
	return out
}

// listedAt is the page with all of a facet's values that an answer has.
func listedAt(q index.Query, f index.Field) string {
	to := pageAddress(first(q))
	if !strings.Contains(to, "?") {
		return to + "?more=" + string(f) + "#facet-" + string(f)
	}
	return to + "&more=" + string(f) + "#facet-" + string(f)
}

// facetValues lists the chosen values first, as the record spells them however
// they were typed, then the others by count; months stand in their own order.
func facetValues(field index.Field, counts []index.Count, picked []string) []facetValue {
	greatest := 1
	for _, c := range counts {
		greatest = max(greatest, c.Count)
	}
	view := func(value string, n int, picked bool) facetValue {
		v := facetValue{Field: string(field), Value: value, Label: valueLabel(field, value), Count: n, Checked: picked,
			Bar: (n*barWidth + greatest - 1) / greatest}
		if field == index.Stance {
			look := lookOf(extractor.Stance(value))
			v.Stance = &look
		}
		return v
	}
	var out, others []facetValue
	missing := slices.Clone(picked)
	for _, c := range counts {
		same := func(value string) bool { return index.SameValue(value, c.Value) }
		switch {
		case slices.ContainsFunc(picked, same):
			missing = slices.DeleteFunc(missing, same)
			out = append(out, view(c.Value, c.Count, true))
		case c.Value != "":
			others = append(others, view(c.Value, c.Count, false))
		}
	}
	for _, value := range missing {
		out = append(out, view(value, 0, true))
	}
	out = append(out, others...)
	if field == index.Month {
		slices.SortFunc(out, func(a, b facetValue) int { return strings.Compare(a.Value, b.Value) })
	}
	return out
}

// fieldLabel is what people call a field.
func fieldLabel(f index.Field) string {
	switch f {
	case index.Party:
		return "Party"
	case index.Speaker:
		return "Speaker"
	case index.Stance:
		return "Stance"
	case index.Target:
		return "Directed at"
	case index.Quote:
		return "Quotation"
	case index.Certainty:
		return "Certainty"
	case index.Channel:
		return "Said in"
	case index.Via:
		return "Reported via"
	case index.Outlet:
		return "Outlet"
	case index.Kind:
		return "Kind of speaker"
	case index.Month:
		return "Month"
	}
	return string(f)
}

// valueLabel is what people call a value.
func valueLabel(f index.Field, value string) string {
	if f != index.Month {
		return value
	}
	t, err := time.Parse("2006-01", value)
	if err != nil {
		return value
	}
	return t.Format("January 2006")
}
