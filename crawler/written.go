package crawler

import (
	_ "embed"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// monthNames are the names of the months in many languages.
//
//go:embed words/months.txt
var monthNames string

var months = readMonths(monthNames)

func readMonths(text string) map[string]time.Month {
	all := map[string]time.Month{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		number, _ := strconv.Atoi(words[0])
		for _, w := range words[1:] {
			all[w] = time.Month(number)
		}
	}
	return all
}

// datePart is a number, a word, or a sign of a line that may hold a date.
type datePart struct {
	text   string
	number int // -1 when it is none
}

// dateParts takes a line apart; white space only separates.
func dateParts(line string) []datePart {
	var parts []datePart
	kind := func(r rune) int {
		switch {
		case r >= '0' && r <= '9':
			return 1
		case unicode.IsLetter(r) || unicode.IsMark(r):
			return 2
		}
		return 0
	}
	start, last := 0, -1
	flush := func(end int) {
		if word := line[start:end]; last >= 0 && strings.TrimSpace(word) != "" {
			p := datePart{text: strings.ToLower(word), number: -1}
			if n, err := strconv.Atoi(word); err == nil && last == 1 && len(word) <= 4 {
				p.number = n
			}
			parts = append(parts, p)
		}
		start = end
	}
	for i, r := range line {
		k := kind(r)
		if k != last || k == 0 {
			flush(i)
		}
		last = k
	}
	flush(len(line))
	return parts
}

// writtenDay finds the first date that is written in a line, in whatever
// language; monthFirst tells what 3/4/2024 means.
func writtenDay(line string, monthFirst bool) time.Time {
	parts := dateParts(line)
	for i := range parts {
		at := parts[i:]
		if i > 1 && at[0].number >= 0 && parts[i-2].number >= 0 && strings.Contains(":/-", parts[i-1].text) {
			continue // within a time, or a number of many parts
		}
		for _, form := range []func([]datePart) time.Time{yearFirst, dayMonth, monthDay} {
			if t := form(at); !t.IsZero() {
				return t
			}
		}
		if t := numeric(at, monthFirst); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// yearFirst reads 2024-03-04, 2024년 3월 4일, 2024年3月4日, 2024. március 4.
func yearFirst(p []datePart) time.Time {
	if p[0].number < 1990 {
		return time.Time{}
	}
	rest := skip(p[1:], "-", "/", ".", "年", "년", "m", "gada")
	if len(rest) == len(p)-1 || len(rest) == 0 {
		return time.Time{}
	}
	if month := months[rest[0].text]; month > 0 && len(rest) > 1 {
		if next := skip(rest[1:], "."); len(next) > 0 {
			return realDay(p[0].number, month, next[0].number)
		}
		return time.Time{}
	}
	next := skip(rest[1:], "-", "/", ".", "月", "월")
	if len(next) == 0 || len(next) == len(rest)-1 {
		return time.Time{}
	}
	return realDay(p[0].number, time.Month(rest[0].number), next[0].number)
}

// dayMonth reads 4 March 2024, 4. März 2024, 4 de marzo de 2024, 4th of March,
// 2024, 4 tháng 3, 2024.
func dayMonth(p []datePart) time.Time {
	if p[0].number < 1 || p[0].number > 31 {
		return time.Time{}
	}
	rest := skip(p[1:], ".", "º", "°", "ª", "-", "/", ",", "de", "del", "di", "of", "st", "nd", "rd", "th", "er", "ο", "η", "d", "’", "'", "den", "tháng")
	if len(rest) == 0 {
		return time.Time{}
	}
	month := months[rest[0].text]
	if month == 0 && p[1].text == "tháng" {
		month = time.Month(rest[0].number)
	}
	if month == 0 {
		return time.Time{}
	}
	next := skip(rest[1:], ".", ",", "-", "/", "de", "del", "of", "năm", "’", "'")
	if len(next) == 0 {
		return time.Time{}
	}
	return realDay(fullYear(next[0]), month, p[0].number)
}

// monthDay reads March 4, 2024 and Mar. 4th 2024.
func monthDay(p []datePart) time.Time {
	month := months[p[0].text]
	if month == 0 {
		return time.Time{}
	}
	rest := skip(p[1:], ".", "-", "/")
	if len(rest) == 0 || rest[0].number < 1 {
		return time.Time{}
	}
	next := skip(rest[1:], ".", ",", "st", "nd", "rd", "th", "-", "/")
	if len(next) == 0 || next[0].number < 1990 {
		return time.Time{}
	}
	return realDay(next[0].number, month, rest[0].number)
}

// numeric reads 04.03.2024, 4/3/2024 and 04.03.24.
func numeric(p []datePart, monthFirst bool) time.Time {
	if len(p) < 5 || p[0].number < 1 || p[2].number < 1 || p[1].text != p[3].text || !strings.Contains("./-", p[1].text) {
		return time.Time{}
	}
	year := p[4].number
	if len(p[4].text) == 2 && p[1].text != "-" {
		year = fullYear(p[4])
	}
	day, month := p[0].number, p[2].number
	if p[1].text == "/" && monthFirst && day <= 12 || month > 12 && p[1].text != "." {
		day, month = month, day
	}
	return realDay(year, time.Month(month), day)
}

func fullYear(p datePart) int {
	if len(p.text) == 2 && p.number >= 0 {
		return 2000 + p.number
	}
	return p.number
}

// skip passes over parts that stand between those of a date.
func skip(p []datePart, signs ...string) []datePart {
	for len(p) > 0 && p[0].number < 0 {
		found := false
		for _, s := range signs {
			found = found || p[0].text == s
		}
		if !found {
			return p
		}
		p = p[1:]
	}
	return p
}

// realDay gives a day that can be one of the web's, zero for others.
func realDay(year int, month time.Month, day int) time.Time {
	if year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31 {
		return time.Time{}
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return time.Time{}
	}
	return t
}
