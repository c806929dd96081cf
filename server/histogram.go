package server

import (
	"fmt"
	"time"

	"onrecord/index"
)

// The measures of the histogram, in units of its drawing: those of a bar with
// the gap after it, and the height of the tallest.
const (
	slotWidth  = 10
	barGap     = 2
	barsHeight = 48
	slotPixels = 22 // of a bar at its widest
	mostSlots  = 75 // more are drawn in a wider interval
)

// histogram draws when the statements of an answer were published.
type histogram struct {
	Every       string // day, week or month
	Unit        string
	Width       int // of the drawing, in its own units
	Pixels      int // at its widest
	Height      int
	First, Last string // days
	Most        int    // that a bar stands for
	Slots       []slot
	// Shares tells that the answer isn't all that is on record.
	Shares bool
	// All leads to the same query without its days; empty if it has none.
	All string
}

// slot is one bar with the time it stands for.
type slot struct {
	X, Y, Width, Height int
	Label               string // when
	Count, All          int
	Share               string // of all coverage
	URL                 string
}

// histogramOf gives none for an answer of a single day: its list says that.
func histogramOf(q index.Query, result index.Result) *histogram {
	every, bars := result.Every, result.Histogram
	whole, dated := withoutDates(q)
	if len(bars) < 2 {
		return nil
	}
	h := &histogram{Every: string(every), Unit: UnitName(q.Count, 2), Width: slotWidth * len(bars), Pixels: slotPixels * len(bars), Height: barsHeight,
		First: day(bars[0].Start), Last: day(end(bars[len(bars)-1].Start, every))}
	if dated {
		h.All = pageAddress(whole)
	}
	h.Most = 1
	for _, b := range bars {
		h.Most = max(h.Most, b.Count)
		h.Shares = h.Shares || b.Count < b.All
	}
	for i, b := range bars {
		at := slot{X: i * slotWidth, Width: slotWidth - barGap, Height: (b.Count*barsHeight + h.Most - 1) / h.Most, Label: span(b.Start, every), Count: b.Count, All: b.All}
		at.Y = barsHeight - at.Height
		if b.Count > 0 {
			at.Share, at.URL = percent(b.Count, b.All), pageAddress(during(whole, b.Start, every))
		}
		h.Slots = append(h.Slots, at)
	}
	return h
}

// during narrows a query to a bar's time.
func during(q index.Query, from time.Time, every index.Interval) index.Query {
	d := index.Dates{From: from.Format(time.DateOnly), To: end(from, every).Format(time.DateOnly)}
	switch e := q.Expr.(type) {
	case nil:
		q.Expr = d
	case index.And:
		q.Expr = append(append(index.And{}, e...), d)
	default:
		q.Expr = index.And{e, d}
	}
	q.Cursor = ""
	return q
}

// withoutDates gives a query on its first page without the days that all of it
// is narrowed to, and whether there were any.
func withoutDates(q index.Query) (index.Query, bool) {
	q.Cursor = ""
	switch e := q.Expr.(type) {
	case index.Dates:
		q.Expr = nil
		return q, true
	case index.And:
		var rest index.And
		for _, n := range e {
			if _, ok := n.(index.Dates); !ok {
				rest = append(rest, n)
			}
		}
		if len(rest) == len(e) {
			return q, false
		}
		switch len(rest) {
		case 0:
			q.Expr = nil
		case 1:
			q.Expr = rest[0]
		default:
			q.Expr = rest
		}
		return q, true
	}
	return q, false
}

// end is the last day of a bar.
func end(from time.Time, every index.Interval) time.Time {
	switch every {
	case index.Weekly:
		return from.AddDate(0, 0, 6)
	case index.Monthly:
		return from.AddDate(0, 1, -1)
	}
	return from
}

// span names a bar's time.
func span(from time.Time, every index.Interval) string {
	switch every {
	case index.Weekly:
		return "week of " + day(from)
	case index.Monthly:
		return from.UTC().Format("January 2006")
	}
	return day(from)
}

// percent is a share in words for people: never 0 % of something.
func percent(n, of int) string {
	switch p := (200*n + of) / max(1, 2*of); {
	case p == 0:
		return "under 1\u00a0%"
	case p == 100 && n < of:
		return "over 99\u00a0%"
	default:
		return fmt.Sprintf("%d\u00a0%%", p)
	}
}
