package store

import (
	"context"
	"fmt"
	"time"

	"onrecord/crawler"
)

// The states of a job. One that is done is no longer there.
const (
	Waiting = "waiting"
	Running = "running"
	// Dead jobs failed too often, Gone ones in a way that no retry can mend.
	Dead = "dead"
	Gone = "gone"
)

// Enqueue puts jobs into the queue. One that waits already is moved forward if
// the new moment is earlier; one that runs will run again; one that is dead or
// gone gets a new life.
func (db *DB) Enqueue(ctx context.Context, jobs ...crawler.Job) error {
	return db.write(ctx, "enqueue", func(t *tx) error { return t.enqueue(jobs...) })
}

func (t *tx) enqueue(jobs ...crawler.Job) error {
	for _, j := range jobs {
		due := micros(j.At)
		if j.At.IsZero() {
			due = micros(t.now)
		}
		if _, err := t.exec(`INSERT INTO jobs (kind, subject, revision, period, due, state, attempt, losses, again, error, failed)
			VALUES (?, ?, ?, ?, ?, 'waiting', 0, 0, 0, '', 0)
			ON CONFLICT (kind, subject, revision, period) DO UPDATE SET
				again = CASE WHEN jobs.state <> 'running' THEN jobs.again
					WHEN jobs.again > 0 AND jobs.again < excluded.due THEN jobs.again ELSE excluded.due END,
				due = CASE WHEN jobs.state = 'running' OR jobs.state = 'waiting' AND jobs.due < excluded.due
					THEN jobs.due ELSE excluded.due END,
				attempt = CASE WHEN jobs.state IN ('dead', 'gone') THEN 0 ELSE jobs.attempt END,
				losses = CASE WHEN jobs.state IN ('dead', 'gone') THEN 0 ELSE jobs.losses END,
				state = CASE WHEN jobs.state = 'running' THEN 'running' ELSE 'waiting' END`,
			j.Kind, j.Key, j.Revision, j.Period, due); err != nil {
			return fmt.Errorf("enqueue %s %s: %w", j.Kind, j.Key, err)
		}
		t.enqueued = true
	}
	return nil
}

// JobCount is how many jobs of a kind are in a state.
type JobCount struct {
	Kind, State string
	Count       int
}

// DeadJob is a job that is not tried any more.
type DeadJob struct {
	Job crawler.Job
	// State is Dead or Gone.
	State  string
	Error  string
	Failed time.Time
}

// Jobs counts the jobs by kind and state and gives the 100 that failed last.
func (db *DB) Jobs(ctx context.Context) ([]JobCount, []DeadJob, error) {
	scanCount := func(scan func(...any) error) (c JobCount, err error) {
		return c, scan(&c.Kind, &c.State, &c.Count)
	}
	counts, err := collect(ctx, db.reader, scanCount,
		`SELECT kind, state, COUNT(*) FROM jobs GROUP BY kind, state ORDER BY kind, state`)
	if err != nil {
		return nil, nil, fmt.Errorf("count jobs: %w", err)
	}
	scanDead := func(scan func(...any) error) (DeadJob, error) {
		var d DeadJob
		var failed int64
		err := scan(&d.Job.Kind, &d.Job.Key, &d.Job.Revision, &d.Job.Period, &d.Job.Attempt, &d.State, &d.Error, &failed)
		d.Failed = moment(failed)
		return d, err
	}
	dead, err := collect(ctx, db.reader, scanDead, `SELECT kind, subject, revision, period, attempt, state, error, failed
		FROM jobs WHERE state IN ('dead', 'gone') ORDER BY failed DESC, kind, subject LIMIT 100`)
	if err != nil {
		return nil, nil, fmt.Errorf("dead jobs: %w", err)
	}
	return counts, dead, nil
}

// Enqueued tells whether a job of a kind about something waits or runs.
func (db *DB) Enqueued(ctx context.Context, kind, key string) (bool, error) {
	n := 0
	err := db.row(ctx, `SELECT COUNT(*) FROM jobs WHERE kind = ? AND subject = ? AND state IN ('waiting', 'running')`, kind, key).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for %s job %s: %w", kind, key, err)
	}
	return n > 0, nil
}

// Idle tells how many jobs of the kinds (of all when none is named) are due,
// how many are running, and when the next one will be due (zero when none
// waits).
func (db *DB) Idle(ctx context.Context, kinds ...string) (due, running int, next time.Time, err error) {
	which, args := "", []any{micros(db.Now())}
	if len(kinds) > 0 {
		which = ` WHERE kind IN (` + places(len(kinds)) + `)`
		for _, k := range kinds {
			args = append(args, k)
		}
	}
	var us int64
	err = db.row(ctx, `SELECT
		COALESCE(SUM(CASE WHEN state = 'waiting' AND due <= ? THEN 1 ELSE 0 END), 0),
		COALESCE(SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END), 0),
		COALESCE(MIN(CASE WHEN state = 'waiting' THEN due END), 0) FROM jobs`+which, args...).
		Scan(&due, &running, &us)
	if err != nil {
		return 0, 0, time.Time{}, fmt.Errorf("look for due jobs: %w", err)
	}
	return due, running, moment(us), nil
}

// RetryDead gives the jobs that failed too often a new life, and tells how
// many. Those that no retry can mend stay gone.
func (db *DB) RetryDead(ctx context.Context) (int, error) {
	n := 0
	err := db.write(ctx, "retry dead jobs", func(t *tx) (err error) {
		n, err = t.exec(`UPDATE jobs SET state = 'waiting', due = ?, attempt = 0, losses = 0 WHERE state = 'dead'`,
			micros(t.now))
		t.enqueued = n > 0
		return err
	})
	return n, err
}
