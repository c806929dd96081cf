package store

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"onrecord/crawler"
)

const (
	// poll is how long to wait at most before looking for jobs that another
	// process has enqueued.
	poll = 200 * time.Millisecond
	// maxLosses is how often a job may be running when the process ends without
	// a word before the job itself is suspected.
	maxLosses = 25
	// longestError is how many bytes are kept of what went wrong.
	longestError = 8 << 10
)

// backoff waits 2 s, 8 s, 32 s and so on, six hours at most.
func backoff(attempt int) time.Duration {
	return min(2*time.Second<<(2*min(attempt-1, 10)), 6*time.Hour)
}

// Handler does a job. Its context ends when Work has been told to end and the
// grace has passed; a job that fails then is put back and the attempt doesn't
// count. See crawler.Later and crawler.ErrGone for the errors that mean
// something.
type Handler = func(context.Context, crawler.Job) error

// Work does the jobs of the kinds that handlers are given for, so many at once
// as there are workers, until ctx ends and the running ones are done. A job may
// be done more than once when the process dies; it is never lost. Only one
// process can work on a record at a time: a second one gets ErrBusy.
func (db *DB) Work(ctx context.Context, handlers map[string]Handler, workers int) error {
	if len(handlers) == 0 || workers < 1 {
		return fmt.Errorf("work: %d handlers, %d workers", len(handlers), workers)
	}
	unlock, err := db.lock(ctx)
	if err != nil {
		return fmt.Errorf("work: %w", err)
	}
	defer unlock()
	if err := db.giveBack(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(db.Grace, stop) })()
	c := crew{db: db, handlers: handlers, free: workers, done: make(chan error, workers)}
	return c.work(ctx, running)
}

// crew is the state of one Work. One goroutine hands out the jobs.
type crew struct {
	db       *DB
	handlers map[string]Handler
	free     int
	busy     int
	done     chan error
}

func (c *crew) work(ctx, running context.Context) error {
	var failure error
	for ctx.Err() == nil && failure == nil {
		wait, err := c.start(ctx, running)
		if err != nil && ctx.Err() == nil {
			failure = err
			break
		}
		if wait == 0 {
			continue
		}
		timer := time.NewTimer(wait)
		select {
		case failure = <-c.done:
			c.free, c.busy = c.free+1, c.busy-1
		case <-c.db.wake:
		case <-timer.C:
		case <-ctx.Done():
		}
		timer.Stop()
	}
	for ; c.busy > 0; c.busy-- {
		failure = errors.Join(failure, <-c.done)
	}
	return failure
}

// start starts as many due jobs as there are free workers, and tells how long
// to wait for more.
func (c *crew) start(ctx, running context.Context) (time.Duration, error) {
	if c.free == 0 {
		return poll, nil
	}
	jobs, next, err := c.db.claim(ctx, c.handlers, c.free)
	if err != nil {
		return 0, err
	}
	for _, j := range jobs {
		c.free, c.busy = c.free-1, c.busy+1
		go func() {
			err := attempt(running, c.handlers[j.Kind], j)
			c.done <- c.db.finish(running, j, err)
		}()
	}
	if len(jobs) > 0 || next.IsZero() {
		return poll, nil
	}
	return min(poll, max(next.Sub(c.db.Now()), time.Millisecond)), nil
}

// attempt runs the handler; a panic is an error like any other.
func attempt(ctx context.Context, h Handler, j crawler.Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return h(ctx, j)
}

// claim marks due jobs as running and gives them, or the moment at which the
// next one will be due. It looks before it writes: an idle poll takes no lock.
func (db *DB) claim(ctx context.Context, handlers map[string]Handler, n int) ([]crawler.Job, time.Time, error) {
	var firsts, due []string
	var kinds, args []any
	for kind := range handlers {
		firsts = append(firsts, `SELECT MIN(due) AS due FROM jobs WHERE kind = ? AND state = 'waiting'`)
		due = append(due, `SELECT * FROM (SELECT kind, subject, revision, period, due FROM jobs
			WHERE kind = ? AND state = 'waiting' AND due <= ? ORDER BY due LIMIT ?)`)
		kinds = append(kinds, kind)
	}
	var next int64
	if err := db.row(ctx, `SELECT COALESCE(MIN(due), 0) FROM (`+strings.Join(firsts, ` UNION ALL `)+`) first`,
		kinds...).Scan(&next); err != nil {
		return nil, time.Time{}, fmt.Errorf("look for jobs: %w", err)
	}
	if next == 0 || next > micros(db.Now()) {
		return nil, moment(next), nil
	}
	scan := func(scan func(...any) error) (crawler.Job, error) {
		var j crawler.Job
		var due int64
		err := scan(&j.Kind, &j.Key, &j.Revision, &j.Period, &due, &j.Attempt)
		j.At = moment(due)
		return j, err
	}
	var jobs []crawler.Job
	err := db.write(ctx, "claim jobs", func(t *tx) (err error) {
		args = args[:0]
		for _, kind := range kinds {
			args = append(args, kind, micros(t.now), n)
		}
		jobs, err = collect(ctx, t, scan, `UPDATE jobs SET state = 'running', attempt = attempt + 1
			WHERE (kind, subject, revision, period) IN (
				SELECT kind, subject, revision, period FROM (`+strings.Join(due, ` UNION ALL `)+`) due
				ORDER BY CASE WHEN kind IN (?, ?) THEN 1 ELSE 0 END, due LIMIT ?)
			RETURNING kind, subject, revision, period, due, attempt`, append(args, crawler.PageJob, crawler.ArticleJob, n)...)
		return err
	})
	return jobs, time.Time{}, err
}

// finish notes how a job ended. What it enqueued of itself while it ran
// outlives every end. It is written even when the context has ended.
func (db *DB) finish(ctx context.Context, j crawler.Job, cause error) error {
	stopped := ctx.Err() != nil
	return db.write(context.WithoutCancel(ctx), "finish "+j.Kind+" "+j.Key, func(t *tx) error {
		var later crawler.Later
		switch {
		case cause == nil:
			return t.done(j)
		case errors.As(cause, &later):
			return t.putBack(j, later.At)
		case stopped:
			return t.putBack(j, t.now)
		case errors.Is(cause, crawler.ErrGone):
			return t.give(j, Gone, cause)
		case j.Attempt >= db.Attempts:
			return t.give(j, Dead, cause)
		}
		_, err := t.exec(`UPDATE jobs SET state = 'waiting', due = ?, error = ?, failed = ? WHERE `+identity,
			append([]any{micros(t.now.Add(db.Backoff(j.Attempt))), reason(cause), micros(t.now)}, named(j)...)...)
		return err
	})
}

// reason is an error as it is kept: text, whatever a server answered.
func reason(err error) string {
	s := err.Error()
	return strings.ReplaceAll(strings.ToValidUTF8(s[:min(len(s), longestError)], "�"), "\x00", "�")
}

// identity is what makes a job the same job; named gives its arguments.
const identity = `kind = ? AND subject = ? AND revision = ? AND period = ?`

func named(j crawler.Job) []any { return []any{j.Kind, j.Key, j.Revision, j.Period} }

// done takes a job off the queue, unless it was enqueued again.
func (t *tx) done(j crawler.Job) error {
	n, err := t.exec(`DELETE FROM jobs WHERE again = 0 AND `+identity, named(j)...)
	if err != nil || n > 0 {
		return err
	}
	_, err = t.exec(`UPDATE jobs SET state = 'waiting', due = again, again = 0, attempt = 0, losses = 0, error = '', failed = 0
		WHERE `+identity, named(j)...)
	return err
}

// putBack lets a job wait without counting the attempt.
func (t *tx) putBack(j crawler.Job, until time.Time) error {
	_, err := t.exec(`UPDATE jobs SET state = 'waiting', due = ?, attempt = attempt - 1 WHERE `+identity,
		append([]any{micros(until)}, named(j)...)...)
	return err
}

// give gives a job up, unless it was enqueued again.
func (t *tx) give(j crawler.Job, state string, cause error) error {
	_, err := t.exec(`UPDATE jobs SET state = CASE WHEN again > 0 THEN 'waiting' ELSE ? END,
		due = CASE WHEN again > 0 THEN again ELSE due END,
		attempt = CASE WHEN again > 0 THEN 0 ELSE attempt END, again = 0, error = ?, failed = ?
		WHERE `+identity, append([]any{state, reason(cause), micros(t.now)}, named(j)...)...)
	return err
}

// giveBack makes the jobs due that were running when a process died. It may
// only be called under the lock. The attempt doesn't count, but a job that sees
// the process die again and again is given up: it may be what kills it.
func (db *DB) giveBack(ctx context.Context) error {
	return db.write(ctx, "give running jobs back", func(t *tx) error {
		_, err := t.exec(`UPDATE jobs SET
			state = CASE WHEN losses >= ? THEN 'dead' ELSE 'waiting' END,
			error = CASE WHEN losses >= ? THEN 'the process died too often while this job ran' ELSE error END,
			failed = CASE WHEN losses >= ? THEN ? ELSE failed END,
			attempt = attempt - 1, losses = losses + 1
			WHERE state = 'running'`, maxLosses, maxLosses, maxLosses, micros(t.now))
		if err != nil {
			return err
		}
		return t.endTurns()
	})
}
