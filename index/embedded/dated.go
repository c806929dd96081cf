package embedded

import (
	"fmt"
	"math"
	"time"

	"onrecord/index"
)

// dated asks for the documents of a time, the end excluded.
type dated struct{ from, to int64 }

func (d *dated) find(j *job, _ set) (found, error) {
	docs := j.memory.set(j.part.size)
	for a, at := range j.part.date {
		if at < d.from || at >= d.to || at == undated {
			continue
		}
		for _, doc := range j.part.of(uint32(a)) {
			docs.add(doc)
		}
	}
	return found{docs: docs}, nil
}

// bounds gives the seconds of a range of days, half open.
func bounds(d index.Dates, now time.Time) (from, to int64, err error) {
	from, to = undated, math.MaxInt64
	first, last := d.Days(now)
	if first != "" {
		t, err := time.Parse(time.DateOnly, first)
		if err != nil {
			return 0, 0, fmt.Errorf("read a range's first day: %w", err)
		}
		from = t.Unix()
	}
	if last != "" {
		t, err := time.Parse(time.DateOnly, last)
		if err != nil {
			return 0, 0, fmt.Errorf("read a range's last day: %w", err)
		}
		to = t.AddDate(0, 0, 1).Unix()
	}
	return from, to, nil
}
