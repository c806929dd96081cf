package index

import (
	"strings"
	"time"
)

const day = time.DateOnly

// parseDates reads what stands behind "date:", "since:" or "until:". whole is
// where the field's name begins, -1 if the value stands in parentheses.
func parseDates(f Field, t token, whole int) (Expr, error) {
	bad := &SyntaxError{Pos: t.pos, Reason: "a date is written 2024-08-06, 2024-08, 2024, 2024-08-01..2024-08-31, >=2024-08-01 or <2024-08-01; " +
		"a time before now P7D (days), P2W, P3M or P1Y"}
	from, to, ok := ends(f, t.text)
	switch {
	case !ok:
		bad.mend = looseDate(f, t, whole)
		return nil, bad
	case backwards(from, to):
		early, late, _ := strings.Cut(t.text, "..")
		return nil, &SyntaxError{Pos: t.pos, Reason: "the range ends before it begins", mend: &edit{t.pos, t.end, late + ".." + early}}
	case from == to && from[0] == 'P':
		return nil, &SyntaxError{Pos: t.pos, Reason: from + " is a time before now: since:" + from + " for all from then on",
			mend: since(from, t, whole)}
	}
	return Dates{from, to}, nil
}

// ends reads a range: its first and last day, or a duration before now.
func ends(f Field, text string) (from, to string, ok bool) {
	switch f {
	case Since:
		from = first(text)
		return from, "", from != ""
	case Until:
		to = last(text)
		return "", to, to != ""
	}
	if a, b, ok := strings.Cut(text, ".."); ok {
		from, to = first(a), last(b)
		return from, to, (from != "" || a == "") && (to != "" || b == "") && from+to != ""
	}
	at := strings.TrimLeft(text, "<>=")
	from, to = first(at), last(at)
	if from == "" {
		return "", "", false
	}
	switch text[:len(text)-len(at)] {
	case "", "=":
		return from, to, true
	case ">=":
		return from, "", true
	case ">":
		return shift(to, 1), "", from[0] != 'P'
	case "<=":
		return "", to, true
	case "<":
		return "", shift(from, -1), from[0] != 'P'
	}
	return "", "", false
}

// backwards tells whether a range ends before it begins, be it today or any
// other day.
func backwards(from, to string) bool {
	if from == "" || to == "" || (from[0] == 'P') != (to[0] == 'P') {
		return false
	}
	now := time.Date(2024, 8, 6, 0, 0, 0, 0, time.UTC)
	return back(from, now) > back(to, now)
}

// Days gives the first and last day as 2024-08-06, what is relative counted
// back from now's day in UTC; an empty end is open.
func (d Dates) Days(now time.Time) (from, to string) { return back(d.From, now), back(d.To, now) }

// back gives the day that lies a duration before now; a day is itself.
func back(s string, now time.Time) string {
	p, ok := period(s)
	if !ok {
		return s
	}
	y, m, d := now.UTC().Date()
	month := time.Date(y-p.years, m-time.Month(p.months), 1, 0, 0, 0, 0, time.UTC)
	end := month.AddDate(0, 1, -1).Day() // a month before 31 March is the end of February
	at := time.Date(month.Year(), month.Month(), min(d, end)-7*p.weeks-p.days, 0, 0, 0, 0, time.UTC)
	if at.Year() < 2 {
		return "0002-01-01"
	}
	return at.Format(day)
}

// first gives the first day of a day, month or year, or a duration as it is
// written; empty when it is none.
func first(s string) string {
	if p, ok := period(s); ok {
		return p.String()
	}
	for _, layout := range []string{day, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1 {
			return t.Format(day)
		}
	}
	return ""
}

// last gives the last day of a day, month or year, or a duration as it is
// written; empty when it is none.
func last(s string) string {
	if p, ok := period(s); ok {
		return p.String()
	}
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
		return prefix(Date) + d.From
	case d.To == "":
		return prefix(Since) + d.From
	case d.From == "":
		return prefix(Until) + d.To
	}
	return prefix(Date) + d.span()
}

// span writes a month or year where it is one, else both ends.
func (d Dates) span() string {
	for _, n := range []int{len("2006"), len("2006-01")} {
		if len(d.From) == len(day) && first(d.From[:n]) == d.From && last(d.From[:n]) == d.To {
			return d.From[:n]
		}
	}
	return d.From + ".." + d.To
}
