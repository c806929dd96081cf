package digest

import (
	"fmt"
	"time"

	"github.com/adhocore/gronx"
)

// Next gives the first moment after the given one at which a cron line (minute
// hour day month weekday) is due, as read on the clocks of a time zone. A day's
// moment comes once, also on the night when the clocks are put back; one that
// the clocks jump over is an hour later.
func Next(schedule, zone string, after time.Time) (time.Time, error) {
	place, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("time zone %q: %w", zone, err)
	}
	if !gronx.IsValid(schedule) {
		return time.Time{}, fmt.Errorf("schedule %q is not a cron line (minute hour day month weekday)", schedule)
	}
	// The cron line is asked about a clock without any jump; then the face of
	// that clock is looked up in the place. Two hours are gone through again,
	// for the clocks may have been put back meanwhile.
	face := faceOf(after.In(place)).Add(-2 * time.Hour)
	for range 200 {
		if face, err = gronx.NextTickAfter(schedule, face, false); err != nil {
			return time.Time{}, fmt.Errorf("schedule %q: %w", schedule, err)
		}
		next := time.Date(face.Year(), face.Month(), face.Day(), face.Hour(), face.Minute(), 0, 0, place)
		if next.After(after) {
			return next, nil
		}
	}
	return time.Time{}, fmt.Errorf("schedule %q has no next moment", schedule)
}

// faceOf is what a clock shows, as if there were no time zones.
func faceOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}
