package crawler

import (
	"context"
	"fmt"
	"time"

	"onrecord/extractor"
)

// Ages are those at which a young story is looked at once more: after
// minutes, then hours, then days.
func Ages() []time.Duration {
	const day = 24 * time.Hour
	return []time.Duration{10 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 16 * time.Hour,
		day, 2 * day, 3 * day, 7 * day}
}

// again gives the moment of the next look at a page, zero when its story is
// too old. A story that nobody dates, and whose first sight isn't known, has
// no age to go by.
func (c *Crawler) again(a extractor.Article, seen, now time.Time) time.Time {
	if a.DatedBy == "fetch" && seen.IsZero() {
		return time.Time{}
	}
	start := born(a.Published, seen)
	for _, age := range c.Again {
		if at := start.Add(age); at.After(now.Add(time.Minute)) {
			return at
		}
	}
	return time.Time{}
}

// born is when a story's age begins: when it was published, or, where that is
// known to the day at best or was told late, when it was first seen that day.
func born(published, seen time.Time) time.Time {
	if seen.After(published) && seen.Sub(published) < 24*time.Hour {
		return seen
	}
	return published
}

// afterFailure gives the next look at a page that has lost its article, for it
// may come back: as if it still had it. One that never had any isn't due.
func (c *Crawler) afterFailure(ctx context.Context, url string, seen, now time.Time) (time.Time, error) {
	a, err := c.record.Story(ctx, url)
	if err != nil {
		return time.Time{}, fmt.Errorf("recall the story of %s: %w", url, err)
	}
	if a.ID == "" {
		return time.Time{}, nil
	}
	return c.again(a, seen, now), nil
}
