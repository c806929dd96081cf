package crawler

import (
	"slices"
	"time"
)

const (
	// brokenAfter is after how many failures in a row a source counts as
	// broken, deadAfter as dead.
	brokenAfter = 3
	deadAfter   = 30
	// deadTry is how often a dead source is tried all the same.
	deadTry = 7 * 24 * time.Hour
	// maxBackoff bounds the wait of a source that fails and isn't dead.
	maxBackoff = 24 * time.Hour
	// silentAfter is the least time without anything new after which a source
	// counts as fallen silent, silentPaces in how many of its usual gaps.
	silentAfter = 3 * 24 * time.Hour
	silentPaces = 10
)

// Looked plans the next look after one at f.Checked that brought so many new
// items. A server that wants to be left alone until f.Next is.
func (f *Feed) Looked(fresh int) {
	now, least := f.Checked, max(f.Every, time.Minute)
	wait := f.wait(fresh)
	switch {
	case f.Failures >= deadAfter:
		wait = deadTry
	case f.Failures > 0:
		wait = min(time.Duration(f.Failures)*least, max(maxBackoff, least))
	}
	switch {
	case f.Failures == 0:
		f.Succeeded, f.Broke = now, time.Time{}
	case f.Broken() && f.Broke.IsZero():
		f.Broke = now
	}
	if next := now.Add(wait); next.After(f.Next) {
		f.Next = next
	}
}

// wait gives the time to the next look after a success: half of what usually
// lies between two new items, longer the longer there was none, within the
// source's bounds.
func (f *Feed) wait(fresh int) time.Duration {
	if f.Failures > 0 {
		return 0
	}
	quiet := f.Checked.Sub(f.Brought)
	if fresh > 0 {
		f.keepPace(quiet / time.Duration(fresh))
		f.Brought, quiet = f.Checked, 0
	}
	wait := f.Pace / 2
	if quiet > 2*f.Pace && !f.Brought.IsZero() {
		wait = quiet / 4
	}
	return max(f.Every, min(wait, f.UpTo))
}

// keepPace takes a gap between new items into account: at once when it is
// short, for news comes in bursts, and slowly when it is long.
func (f *Feed) keepPace(gap time.Duration) {
	switch {
	case f.Brought.IsZero(): // all is new at the first look
	case f.Pace == 0:
		f.Pace = gap
	case gap < f.Pace:
		f.Pace = (f.Pace + gap) / 2
	default:
		f.Pace = (4*f.Pace + gap) / 5
	}
}

// paceOf is the usual gap between dated items, zero when there are too few.
func paceOf(items []Item) time.Duration {
	var dates []time.Time
	for _, item := range items {
		if !item.Published.IsZero() {
			dates = append(dates, item.Published)
		}
	}
	if len(dates) < 3 {
		return 0
	}
	slices.SortFunc(dates, time.Time.Compare)
	return dates[len(dates)-1].Sub(dates[0]) / time.Duration(len(dates)-1)
}

// Broken tells whether a source fails again and again.
func (f Feed) Broken() bool { return f.Failures >= brokenAfter }

// Dead tells whether a source has failed for so long that it is hardly tried
// any more.
func (f Feed) Dead() bool { return f.Failures >= deadAfter }

// Silent gives the moment from which on a source counted as fallen silent: it
// answers, and has long brought nothing new. It is zero while it hasn't.
func (f Feed) Silent(now time.Time) time.Time {
	if f.Brought.IsZero() || f.Pace == 0 || f.Broken() {
		return time.Time{}
	}
	if since := f.Brought.Add(max(silentAfter, silentPaces*f.Pace)); since.Before(now) {
		return since
	}
	return time.Time{}
}
