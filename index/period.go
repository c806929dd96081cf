package index

import (
	"fmt"
	"strings"
	"time"
)

// duration is a time before now, as ISO 8601 writes it: P1Y2M3W4D.
type duration struct{ years, months, weeks, days int }

// period reads a duration, in any case; each number has at most four digits.
func period(s string) (duration, bool) {
	rest := strings.ToUpper(s)
	rest, ok := strings.CutPrefix(rest, "P")
	if !ok || rest == "" {
		return duration{}, false
	}
	var d duration
	for _, part := range []struct {
		unit string
		n    *int
	}{{"Y", &d.years}, {"M", &d.months}, {"W", &d.weeks}, {"D", &d.days}} {
		digits, behind, found := strings.Cut(rest, part.unit)
		if !found {
			continue
		}
		n, ok := number(digits)
		if !ok || len(digits) > 4 {
			return duration{}, false
		}
		*part.n, rest = n, behind
	}
	return d, rest == ""
}

// String writes the duration without what is none.
func (d duration) String() string {
	text := "P"
	for _, part := range d.parts() {
		if part.n > 0 {
			text += fmt.Sprint(part.n) + part.unit
		}
	}
	if text == "P" {
		return "P0D"
	}
	return text
}

type part struct {
	n          int
	unit, name string
}

func (d duration) parts() []part {
	return []part{{d.years, "Y", "year"}, {d.months, "M", "month"}, {d.weeks, "W", "week"}, {d.days, "D", "day"}}
}

// looseDate mends a date as people write it where its meaning is clear.
func looseDate(f Field, t token, whole int) *edit {
	text := strings.TrimRight(strings.ToLower(t.text), "*")
	if at := strings.TrimLeft(text, "<>="); f != Date && at != text && first(at) != "" {
		return &edit{t.pos, t.end, at}
	}
	if text != "" && strings.HasSuffix(t.text, "*") && first(text) != "" {
		return &edit{t.pos, t.end, text}
	}
	if d := looseDay(text); d != "" {
		return &edit{t.pos, t.end, d}
	}
	d := loosePeriod(text)
	switch {
	case d == "":
		return nil
	case f != Date:
		return &edit{t.pos, t.end, d}
	}
	return since(d, t, whole)
}

func since(d string, t token, whole int) *edit {
	if whole < 0 {
		return nil
	}
	return &edit{whole, t.end, prefix(Since) + d}
}

// looseDay reads 2024/08/06, 2024.8.6, 20240806, 6 August 2024 and the like;
// 08/06/2024 may be either of two days and is left alone.
func looseDay(text string) string {
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2 January 2006", "January 2, 2006",
		"January 2 2006", "2 Jan 2006", "Jan 2, 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() > 1 {
			return t.Format(day)
		}
	}
	return looseMonth(text)
}

func looseMonth(text string) string {
	for _, layout := range []string{"2006-1", "2006/1", "2006.1", "January 2006", "Jan 2006", day} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() > 1 {
			return t.Format("2006-01")
		}
	}
	return ""
}

// loosePeriod reads 7d, 7days, "last 2 weeks", 1m, today and yesterday.
func loosePeriod(text string) string {
	switch text {
	case "today", "now":
		return "P0D"
	case "yesterday":
		return "P1D"
	}
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "last"), "past"), "-")
	text = strings.ReplaceAll(text, " ", "")
	unit := strings.TrimLeft(text, "0123456789")
	digits := strings.TrimSuffix(text, unit)
	if digits == "" {
		digits = "1"
	}
	n, ok := number(digits)
	if !ok || len(digits) > 4 || unit == "" {
		return ""
	}
	for _, p := range (duration{}).parts() {
		if unit == p.name || unit == p.name+"s" || unit == strings.ToLower(p.unit) {
			return fmt.Sprintf("P%d%s", n, p.unit)
		}
	}
	return ""
}
