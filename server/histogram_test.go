package server

import (
	"testing"
	"time"

	"onrecord/index"
)

func TestDuring(t *testing.T) {
	for _, c := range []struct {
		query, every, from, want string
	}{
		{"", "day", "2024-07-23", "date:2024-07-23"},
		{"quay", "week", "2024-07-22", "quay date:2024-07-22..2024-07-28"},
		{"a OR b", "month", "2024-02-01", "(a OR b) date:2024-02"},
		{"quay date:2024", "month", "2024-02-01", "quay date:2024-02"},
		{"date:2024-07-22..2024-07-28 stance:deny", "day", "2024-07-23", "date:2024-07-23 stance:deny"},
	} {
		q, err := index.Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		from, err := time.Parse(time.DateOnly, c.from)
		if err != nil {
			t.Fatal(err)
		}
		whole, _ := withoutDates(q)
		want, err := index.Parse(c.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := during(whole, from, index.Interval(c.every)).String(); got != want.String() {
			t.Errorf("%s, the %s of %s: %s, want %s", c.query, c.every, c.from, got, want)
		}
	}
}

func TestPercent(t *testing.T) {
	for want, c := range map[string][2]int{"under 1\u00a0%": {1, 1000}, "100\u00a0%": {3, 3}, "over 99\u00a0%": {999, 1000}, "33\u00a0%": {1, 3}, "67\u00a0%": {2, 3}} {
		if got := percent(c[0], c[1]); got != want {
			t.Errorf("%d of %d: %s, want %s", c[0], c[1], got, want)
		}
	}
}
