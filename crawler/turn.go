package crawler

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"
)

// hostPort names the host of an address as the record keys it.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// turnHost names whom an address asks: http and https at their own ports are
// one server, and get one turn.
func turnHost(u *url.URL) string {
	host := hostPort(u)
	if at, ok := strings.CutSuffix(host, ":443"); ok {
		return at + ":80"
	}
	return host
}

// leaseSlack is how much longer than a request may take its turn is held, at
// most: only a process that died leaves one unended.
const leaseSlack = 5 * time.Second

// queue is where the requests to one host queue in this process.
type queue struct {
	free  chan struct{} // holds one token while nobody asks
	users int
	// robots is held by who fetches the host's robots.txt.
	robots sync.Mutex
	// last is the last moment given to a job that was put back, so that those
	// who wait for one host don't all come back at once. Looks at sources stand
	// in a line of their own, or a long list of pages would keep them waiting.
	last map[bool]time.Time
}

// lookKey is the context's key for a look at a source.
type lookKey struct{}

func isLook(ctx context.Context) bool { return ctx.Value(lookKey{}) != nil }

// askInTurn sends one request when it is the host's turn: nobody else is asking
// it, and the delay is over since the last answer. It says Later when that is
// further off than patience. A host that says when it wants to be asked again
// is left alone until then.
func (c *Crawler) askInTurn(ctx context.Context, u *url.URL, r request, delay, patience time.Duration) (answer, error) {
	host := turnHost(u)
	q := c.line(host)
	defer c.leaveLine(host, q)
	if err := c.takeTurn(ctx, host, q, delay, patience); err != nil {
		return answer{}, err
	}
	defer func() { q.free <- struct{}{} }()
	begin := c.Now()
	a, err := c.ask(ctx, u, r)
	c.tellFetch(u.String(), a, c.Now().Sub(begin), err)
	if err == nil && r.pause != nil {
		delay = max(delay, r.pause(a))
	}
	next := c.Now().Add(delay)
	if wait := retryAfter(a, c.Now()); wait > delay {
		next = c.Now().Add(wait)
	}
	// The turn ends even when the job has been told to.
	if failed := c.record.EndTurn(context.WithoutCancel(ctx), host, next); failed != nil {
		return a, fmt.Errorf("end the turn at %s: %w", host, failed)
	}
	return a, err
}

// takeTurn waits until the turn is this job's, holding the queue's token.
func (c *Crawler) takeTurn(ctx context.Context, host string, q *queue, delay, patience time.Duration) error {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	deadline := c.Now().Add(patience)
	select {
	case <-q.free:
	case <-ctx.Done():
		return ctx.Err()
	case <-wait.C:
		return Later{At: c.standInLine(q, isLook(ctx), c.Now().Add(delay), delay)}
	}
	for {
		now := c.Now()
		at, err := c.record.Turn(ctx, host, now, delay, c.Timeout+leaseSlack)
		if err == nil && !at.After(now) {
			return nil
		}
		if err == nil && at.After(deadline) {
			err = Later{At: c.standInLine(q, isLook(ctx), at, delay)}
		}
		if err == nil {
			err = sleep(ctx, at.Sub(now))
		}
		if err != nil {
			q.free <- struct{}{}
			return err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// line gives a host's queue.
func (c *Crawler) line(host string) *queue {
	c.mu.Lock()
	defer c.mu.Unlock()
	q := c.lines[host]
	if q == nil {
		q = &queue{free: make(chan struct{}, 1), last: map[bool]time.Time{}}
		q.free <- struct{}{}
		c.lines[host] = q
	}
	q.users++
	return q
}

// leaveLine forgets a queue that nobody stands in or was sent away from.
func (c *Crawler) leaveLine(host string, q *queue) {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.users--
	if now := c.Now(); q.users == 0 && q.last[true].Before(now) && q.last[false].Before(now) {
		delete(c.lines, host)
	}
}

// standInLine gives the moment at which to come back: the host's next one, or
// one delay behind the last of those who were already sent away.
func (c *Crawler) standInLine(q *queue, look bool, free time.Time, delay time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if last := q.last[look].Add(delay); last.After(free) {
		free = last
	}
	q.last[look] = free
	return free
}

// patience is how long to wait for a turn: what has been begun is seen
// through, the first step may be put back instead.
func (c *Crawler) patience(hop int) time.Duration {
	if hop == 0 {
		return c.Patience
	}
	return max(c.Patience, 2*(max(c.Delay, c.MaxDelay)+c.Timeout))
}
