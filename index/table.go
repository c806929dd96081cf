package index

import (
	"fmt"
	"slices"
)

// Table asks for a facet's values one by one: a row for each of those that are
// filtered by, then for each of the most frequent.
type Table struct {
	// Of is the facet, one of Query.Facets; empty asks for no table.
	Of Field
	// Rows is how many there are at most, 1 to MaxRows.
	Rows int
	// Facets are the fields to count in each row.
	Facets []Field
}

// MaxRows bounds Table.Rows.
const MaxRows = 50

// Row is one value of a table's facet.
type Row struct {
	Value string
	// Facets holds, for each of the table's fields, what Result.Facets holds of
	// the same query with this value as the facet's only filter.
	Facets map[Field][]Count
}

// Values gives the values of a table's rows, out of what was counted of its
// facet and the values that are filtered by. One that is there in several
// spellings has one row, under the most frequent.
func (t Table) Values(chosen []string, counts []Count) []string {
	var list []string
	add := func(value string) {
		if len(list) < t.Rows && !has(list, value) {
			list = append(list, value)
		}
	}
	if len(chosen) > 0 {
		for _, c := range counts {
			if has(chosen, c.Value) {
				add(c.Value)
			}
		}
	}
	for _, v := range chosen {
		add(v)
	}
	for _, c := range counts {
		if len(list) == t.Rows {
			break
		}
		add(c.Value)
	}
	return list
}

func has(list []string, value string) bool {
	return slices.ContainsFunc(list, func(v string) bool { return SameValue(v, value) })
}

// validTable tells why the query's table can't be had.
func (q Query) validTable() error {
	t := q.Table
	if t.Of == "" {
		return nil
	}
	if !slices.Contains(q.Facets, t.Of) {
		return fmt.Errorf("table of %q: not one of the facets that are counted", t.Of)
	}
	if t.Rows < 1 || t.Rows > MaxRows {
		return fmt.Errorf("table of %d rows: not 1 to %d", t.Rows, MaxRows)
	}
	for _, f := range t.Facets {
		if !isFacet(f) || f == t.Of {
			return fmt.Errorf("count %q in a table of %s: not another facet", f, t.Of)
		}
	}
	return nil
}
