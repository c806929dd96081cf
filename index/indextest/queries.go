package indextest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"onrecord/index"
)

// queries asks all that queries.txt asks.
func queries(t *testing.T, x index.Index) {
	for _, b := range blocks(t, "queries.txt") {
		name := fmt.Sprintf("%s/line %d", b.group, b.line)
		t.Run(name, func(t *testing.T) { ask(t, x, b) })
	}
}

// ask asks one query, and again in its own text form and its URL's.
func ask(t *testing.T, x index.Index, b block) {
	q := question(t, b)
	r := search(t, x, q)
	for _, key := range b.keys {
		check(t, x, q, r, key, b.value[key])
	}
	again, err := index.Parse(q.String())
	if err != nil {
		t.Fatalf("%q prints as %q: %v", b.value["query"], q, err)
	}
	if diff := cmp.Diff([]any{q.Expr, q.Filters}, []any{again.Expr, again.Filters}); diff != "" {
		t.Errorf("%q prints as %q: %s", b.value["query"], q, diff)
	}
	linked, err := index.FromValues(q.Values())
	linked.Facets, linked.Table, linked.Bars, linked.Now = q.Facets, q.Table, q.Bars, q.Now
	if diff := cmp.Diff(q, linked); err != nil || diff != "" {
		t.Errorf("%q as a URL is %q: %v %s", b.value["query"], q.Values().Encode(), err, diff)
	}
}

func question(t *testing.T, b block) index.Query {
	t.Helper()
	q, err := index.Parse(b.value["query"])
	if err != nil {
		t.Fatal(err)
	}
	q.Of = index.Document(b.value["of"])
	q.ByDate = b.value["sort"] == "date"
	if now := b.value["now"]; now != "" {
		if q.Now, err = time.Parse(time.RFC3339, now); err != nil {
			t.Fatal(err)
		}
	}
	q.Count, q.Every = index.Unit(b.value["count"]), index.Interval(b.value["every"])
	q.Limit = index.MaxLimit
	if n := b.value["limit"]; n != "" {
		if q.Limit, err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range b.keys {
		if f := index.Field(key); slices.Contains(index.Facets(), f) {
			q.Facets = append(q.Facets, f)
		}
	}
	if n := b.value["bars"]; n != "" {
		if q.Bars, err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	if text := strings.Fields(b.value["table"]); len(text) > 0 {
		q.Table.Of = index.Field(text[0])
		if q.Table.Rows, err = strconv.Atoi(text[1]); err != nil {
			t.Fatal(err)
		}
		for _, f := range text[2:] {
			q.Table.Facets = append(q.Table.Facets, index.Field(f))
		}
	}
	return q
}

func check(t *testing.T, x index.Index, q index.Query, r index.Result, key, want string) {
	t.Helper()
	got := ids(r, q.Of)
	switch key {
	case "query", "of", "sort", "limit", "now", "count", "every", "bars", "table":
	case "found":
		slices.Sort(got)
		equal(t, key, strings.Join(got, " "), want)
		equal(t, "total", strconv.Itoa(r.Total), strconv.Itoa(len(strings.Fields(want))))
	case "order":
		equal(t, key, ordered(got, want), want)
	case "first":
		equal(t, key, got[0], want)
	case "total":
		equal(t, key, strconv.Itoa(r.Total), want)
	case "paged":
		equal(t, key, strconv.Itoa(len(pages(t, x, q))), want)
	case "distinct":
		equal(t, key, distinct(r), want)
	case "width":
		equal(t, key, string(r.Every), want)
	case "rows":
		equal(t, key, rows(q, r), want)
		alone(t, x, q, r)
	case "histogram":
		equal(t, key, histogram(r.Histogram), want)
	case "marks":
		equal(t, key, marks(r, q.Of), want)
	default:
		equal(t, key, counts(r.Facets[index.Field(key)]), want)
	}
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

// ordered writes the IDs like the wanted ones, those that tie in their order.
func ordered(got []string, want string) string {
	var list []string
	for _, group := range strings.Fields(want) {
		n := min(len(strings.Split(group, "=")), len(got))
		tied := slices.Sorted(slices.Values(got[:n]))
		list, got = append(list, strings.Join(tied, "=")), got[n:]
	}
	return strings.Join(append(list, got...), " ")
}

// pages reads all pages, and holds them to what one long page says.
func pages(t *testing.T, x index.Index, q index.Query) []string {
	t.Helper()
	long := q
	long.Limit = index.MaxLimit
	whole := search(t, x, long)
	var list []string
	for n := 0; ; n++ {
		r := search(t, x, q)
		if len(r.Hits) > q.Limit || r.Total != whole.Total || n > whole.Total {
			t.Fatalf("page %d: %d hits of %d in all, limit %d", n, len(r.Hits), r.Total, q.Limit)
		}
		list = append(list, ids(r, q.Of)...)
		if q.Cursor = r.Next; q.Cursor == "" {
			break
		}
	}
	if diff := cmp.Diff(ids(whole, q.Of), list); diff != "" {
		t.Errorf("pages put together: %s", diff)
	}
	return list
}

// marks writes the marked words of each hit that has some, by ID.
func marks(r index.Result, of index.Document) string {
	var list []string
	for i, id := range ids(r, of) {
		text := r.Hits[i].Words
		if of == index.Articles {
			text = r.Hits[i].Excerpt
		}
		line := id
		for _, m := range r.Hits[i].Marks {
			line += " [" + text[m.Start:m.End] + "]"
		}
		if line != id || of == index.Articles {
			list = append(list, line)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// distinct writes how many values the facets have, in their order.
func distinct(r index.Result) string {
	var parts []string
	for _, f := range index.Facets() {
		if n, ok := r.Distinct[f]; ok {
			parts = append(parts, fmt.Sprintf("%s %d", f, n))
		}
	}
	return strings.Join(parts, ", ")
}

// histogram writes the bars as "2024-08-06 2/5", what matches of all.
func histogram(list []index.Bar) string {
	var parts []string
	for _, b := range list {
		parts = append(parts, fmt.Sprintf("%s %d/%d", b.Start.Format(time.DateOnly), b.Count, b.All))
	}
	return strings.Join(parts, ", ")
}

func counts(list []index.Count) string {
	var parts []string
	for _, c := range list {
		parts = append(parts, c.Value+" "+strconv.Itoa(c.Count))
	}
	return strings.Join(parts, ", ")
}

// rows writes a table as "Halden Systems (stance deny 2, say 1; target)".
func rows(q index.Query, r index.Result) string {
	var list []string
	for _, row := range r.Table {
		var fields []string
		for _, f := range q.Table.Facets {
			fields = append(fields, strings.TrimSpace(string(f)+" "+counts(row.Facets[f])))
		}
		list = append(list, fmt.Sprintf("%s (%s)", row.Value, strings.Join(fields, "; ")))
	}
	return strings.Join(list, ", ")
}

// alone holds each row of a table to what a search for its value alone counts.
func alone(t *testing.T, x index.Index, q index.Query, r index.Result) {
	t.Helper()
	for _, row := range r.Table {
		one := q
		for _, v := range q.Filter(q.Table.Of) {
			one = one.Without(q.Table.Of, v)
		}
		one = one.With(q.Table.Of, row.Value)
		one.Facets, one.Table = q.Table.Facets, index.Table{}
		if diff := cmp.Diff(search(t, x, one).Facets, row.Facets); diff != "" {
			t.Errorf("row of %s: %s", row.Value, diff)
		}
	}
}
