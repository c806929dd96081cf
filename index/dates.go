package index

import (
	"strings"
	"time"
)

const day = time.DateOnly

// parseDates reads what stands behind "date:".
func parseDates(t token) (Expr, error) {
	bad := &SyntaxError{Pos: t.pos, Reason: "a date is written 2024-08-06, 2024-08, 2024, 2024-08-01..2024-08-31, >=2024-08-01 or <2024-08-01"}
	text := t.text
	if from, to, ok := strings.Cut(text, ".."); ok {
		d := Dates{From: first(from), To: last(to)}
		if (from != "" && d.From == "") || (to != "" && d.To == "") || (from == "" && to == "") {
			return nil, bad
		}
		if d.From != "" && d.To != "" && d.From > d.To {
			return nil, &SyntaxError{Pos: t.pos, Reason: "the range ends before it begins"}
		}
		return d, nil
	}
	at := strings.TrimLeft(text, "<>=")
	if first(at) == "" {
		return nil, bad
	}
	switch text[:len(text)-len(at)] {
	case "", "=":
		return Dates{first(at), last(at)}, nil
	case ">=":
		return Dates{From: first(at)}, nil
	case ">":
		return Dates{From: shift(last(at), 1)}, nil
	case "<=":
		return Dates{To: last(at)}, nil
	case "<":
		return Dates{To: shift(first(at), -1)}, nil
	}
	return nil, bad
}

// first gives the first day of a day, month or year; empty when it is none.
func first(s string) string {
	for _, layout := range []string{day, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1 {
			return t.Format(day)
		}
	}
	return ""
}

// last gives the last day of a day, month or year; empty when it is none.
func last(s string) string {
	if t, err := time.Parse(day, s); err == nil && t.Year() > 1 {
		return t.Format(day)
	}
	if t, err := time.Parse("2006-01", s); err == nil && t.Year() > 1 {
		return t.AddDate(0, 1, -1).Format(day)
	}
	if t, err := time.Parse("2006", s); err == nil && t.Year() > 1 {
		return t.AddDate(1, 0, -1).Format(day)
	}
	return ""
}

// shift moves a day within the four-digit years.
func shift(s string, days int) string {
	t, err := time.Parse(day, s)
	if err != nil {
		return s
	}
	moved := t.AddDate(0, 0, days)
	if moved.Year() > 9999 || moved.Year() < 2 {
		return s
	}
	return moved.Format(day)
}

func (d Dates) text() string {
	switch {
	case d.From == d.To:
		return d.From
	case d.To == "":
		return ">=" + d.From
	case d.From == "":
		return "<=" + d.To
	}
	for _, n := range []int{len("2006"), len("2006-01")} {
		if len(d.From) == len(day) && first(d.From[:n]) == d.From && last(d.From[:n]) == d.To {
			return d.From[:n]
		}
	}
	return d.From + ".." + d.To
}
