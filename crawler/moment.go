package crawler

import (
	"strings"
	"time"
)

// parseTime reads the forms of dates that the web's metadata has, zero when it
// is none of them. A time without a zone is UTC.
func parseTime(s string) time.Time {
	t, _ := parseZoned(s)
	if t.IsZero() {
		t, _ = time.Parse("2006-01", strings.TrimSpace(s))
	}
	return t.UTC()
}

// dayLayouts tell a day, timeLayouts a moment, zoneLayouts one with its zone.
var (
	zoneLayouts = []string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04 Z0700", "2006-01-02T15:04:05 Z07:00",
		time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon Jan 2 15:04:05 -0700 2006", "2006-01-02Z07:00",
	}
	timeLayouts = []string{
		"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "20060102T150405", "20060102150405",
		"2006/01/02 15:04:05", "2006/01/02 15:04", time.RFC1123, "Mon, 2 Jan 2006 15:04:05 MST", time.RFC850, time.UnixDate,
		"2006-01-02 15:04:05 MST", "2006-01-02T15:04:05 MST", "Mon Jan 2 15:04:05 2006",
	}
	dayLayouts = []string{"2006-01-02", "2006/01/02", "2006.01.02", "20060102", "2006-1-2", "2006/1/2"}
)

// parseZoned reads a date as metadata has it, in the zone that it names (UTC
// when it names none), and tells whether it did name one.
func parseZoned(s string) (t time.Time, zoned bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 40 {
		return time.Time{}, false
	}
	for _, layout := range zoneLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			return t, offset != 0
		}
	}
	for _, layouts := range [][]string{timeLayouts, dayLayouts} {
		for _, layout := range layouts {
			if t, err := time.Parse(layout, s); err == nil {
				return t, false
			}
		}
	}
	return time.Time{}, false
}
