package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

const (
	// robotsHops is how many redirects of a robots.txt are followed.
	robotsHops = 5
	// robotsRetry is how long a host is left alone whose robots.txt failed.
	robotsRetry = time.Hour
)

// allowed asks the host's robots.txt about an address, fetching it first when
// what is kept is too old, and gives the delay that the host wants. A host
// whose robots.txt fails is left alone for a while.
func (c *Crawler) allowed(ctx context.Context, u *url.URL) (time.Duration, error) {
	host := hostPort(u)
	status, body, fetched, err := c.record.Robots(ctx, host)
	if err != nil {
		return 0, fmt.Errorf("recall robots.txt of %s: %w", host, err)
	}
	if c.robotsExpired(status, fetched) {
		if status, body, fetched, err = c.renewRobots(ctx, u); err != nil {
			return 0, err
		}
	}
	if passing(status) {
		return 0, Later{At: fetched.Add(robotsRetry), Why: fmt.Sprintf("robots.txt of %s: status %d", host, status)}
	}
	return c.obey(status, body, u)
}

// renewRobots fetches a host's robots.txt and keeps it, for all who wait for it
// at once.
func (c *Crawler) renewRobots(ctx context.Context, u *url.URL) (status int, body []byte, fetched time.Time, err error) {
	host := hostPort(u)
	q := c.line(host + " robots.txt")
	defer c.leaveLine(host+" robots.txt", q)
	if !q.robots.TryLock() {
		soon := c.Now().Add(max(c.Delay, c.Patience))
		return 0, nil, fetched, Later{At: c.standInLine(q, isLook(ctx), soon, c.Delay)}
	}
	defer q.robots.Unlock()
	// Somebody may have done it between the look at the record and this one.
	if status, body, fetched, err = c.record.Robots(ctx, host); err != nil {
		return 0, nil, fetched, fmt.Errorf("recall robots.txt of %s: %w", host, err)
	}
	if !c.robotsExpired(status, fetched) {
		return status, body, fetched, nil
	}
	if status, body, err = c.fetchRobots(ctx, u); err != nil {
		return 0, nil, fetched, err
	}
	fetched = c.Now()
	if err := c.record.SaveRobots(ctx, host, status, body, fetched); err != nil {
		return 0, nil, fetched, fmt.Errorf("save robots.txt of %s: %w", host, err)
	}
	return status, body, fetched, nil
}

func (c *Crawler) robotsExpired(status int, fetched time.Time) bool {
	life := c.RobotsLife
	if passing(status) {
		life = min(life, robotsRetry)
	}
	return fetched.IsZero() || !c.Now().Before(fetched.Add(life))
}

// obey judges an address by a robots.txt and gives the delay it asks for. Only
// one that can be had forbids anything.
func (c *Crawler) obey(status int, body []byte, u *url.URL) (time.Duration, error) {
	if status < 200 || status >= 300 {
		return c.Delay, nil
	}
	group, path := robotsFor(body, c.robot), robotsPath(u)
	delay := min(max(c.Delay, group.delay), max(c.Delay, c.MaxDelay))
	if !group.allows(path) {
		return delay, fmt.Errorf("%s%s: %w", u.Host, path, ErrForbidden)
	}
	return delay, nil
}

// passing tells whether a status is a failure that may pass.
func passing(status int) bool {
	return status == http.StatusTooManyRequests || status >= 500
}

// fetchRobots asks the host for its robots.txt; each request takes its turn as
// any other does. What redirects without end, or to nowhere, is as good as
// none.
func (c *Crawler) fetchRobots(ctx context.Context, page *url.URL) (int, []byte, error) {
	u := &url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	// What the file itself asks for holds from its own answer on.
	pause := func(a answer) time.Duration {
		delay, _ := c.obey(a.status, a.body, page) // the delay holds for what is forbidden, too
		return delay
	}
	for hop := range robotsHops + 1 {
		a, err := c.askInTurn(ctx, u, request{limit: robotsBytes, part: true, pause: pause}, c.Delay, c.patience(hop))
		if err != nil {
			return 0, nil, fmt.Errorf("fetch %s: %w", u, err)
		}
		next, err := redirect(a)
		if err != nil {
			return http.StatusNotFound, nil, nil
		}
		if next == nil {
			return a.status, a.body, nil
		}
		if u, err = dialable(next); err != nil {
			return http.StatusNotFound, nil, nil
		}
	}
	return http.StatusNotFound, nil, nil
}
