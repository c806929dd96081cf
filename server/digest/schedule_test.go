package digest_test

import (
	"testing"
	"time"

	"onrecord/server/digest"
)

func TestNext(t *testing.T) {
	tests := []struct{ schedule, zone, after, want string }{
		{"0 7 * * *", "UTC", "2024-08-06T06:59:59Z", "2024-08-06T07:00:00Z"},
		{"0 7 * * *", "UTC", "2024-08-06T07:00:00Z", "2024-08-07T07:00:00Z"},
		{"0 7 * * *", "America/New_York", "2024-08-06T11:00:01Z", "2024-08-07T11:00:00Z"},
		{"30 6 * * 1-5", "Europe/Berlin", "2024-08-09T12:00:00Z", "2024-08-12T04:30:00Z"},
		{"0 0 29 2 *", "UTC", "2024-03-01T00:00:00Z", "2028-02-29T00:00:00Z"},
		// The clocks are put back at 3:00 on 27 October: 2:30 comes twice.
		{"30 2 * * *", "Europe/Berlin", "2024-10-26T12:00:00Z", "2024-10-27T01:30:00Z"},
		{"30 2 * * *", "Europe/Berlin", "2024-10-27T00:45:00Z", "2024-10-27T01:30:00Z"},
		{"30 2 * * *", "Europe/Berlin", "2024-10-27T01:30:00Z", "2024-10-28T01:30:00Z"},
		{"0 7 * * *", "Europe/Berlin", "2024-10-26T05:00:00Z", "2024-10-27T06:00:00Z"},
		{"* * * * *", "Europe/Berlin", "2024-10-27T00:59:30Z", "2024-10-27T01:00:00Z"},
		// They are put forward at 2:00 on 31 March: there is no 2:30.
		{"30 2 * * *", "Europe/Berlin", "2024-03-30T12:00:00Z", "2024-03-31T01:30:00Z"},
		{"30 2 * * *", "Europe/Berlin", "2024-03-31T01:30:00Z", "2024-04-01T00:30:00Z"},
	}
	for _, test := range tests {
		after, err := time.Parse(time.RFC3339, test.after)
		must(t, err)
		got, err := digest.Next(test.schedule, test.zone, after)
		if err != nil || got.UTC().Format(time.RFC3339) != test.want {
			t.Errorf("%s in %s after %s: %v, %v; want %s", test.schedule, test.zone, test.after, got.UTC(), err, test.want)
		}
	}
	for _, bad := range [][2]string{{"", "UTC"}, {"0 7 * *", "UTC"}, {"0 25 * * *", "UTC"}, {"0 0 30 2 *", "UTC"}, {"0 7 * * *", "Mars/Olympus"}} {
		if next, err := digest.Next(bad[0], bad[1], time.Date(2024, 8, 6, 0, 0, 0, 0, time.UTC)); err == nil {
			t.Errorf("%q in %q is taken: %v", bad[0], bad[1], next)
		}
	}
}
