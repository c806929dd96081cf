package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	// robotsBytes is how much of a robots.txt is read (RFC 9309 asks for at
	// least 500 KiB).
	robotsBytes = 512 << 10
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
		status, body, err = c.fetchRobots(ctx, u)
		if err != nil {
			return 0, err
		}
		fetched = c.Now()
		if err := c.record.SaveRobots(ctx, host, status, body, fetched); err != nil {
			return 0, fmt.Errorf("save robots.txt of %s: %w", host, err)
		}
	}
	if passing(status) {
		return 0, Later{At: fetched.Add(robotsRetry)}
	}
	return c.obey(status, body, u)
}

func (c *Crawler) robotsExpired(status int, fetched time.Time) bool {
	life := c.RobotsLife
	if passing(status) {
		life = min(life, robotsRetry)
	}
	return fetched.IsZero() || !c.Now().Before(fetched.Add(life))
}

// obey judges an address by a robots.txt and gives the delay it asks for.
func (c *Crawler) obey(status int, body []byte, u *url.URL) (time.Duration, error) {
	if status < 200 || status >= 300 {
		return c.Delay, nil
	}
	rules, err := parseRobots(body)
	if err != nil {
		// What can't be read forbids nothing.
		return c.Delay, nil
	}
	group := rules.FindGroup(c.robot)
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !group.Test(path) {
		return 0, fmt.Errorf("%s%s: %w", u.Host, path, ErrForbidden)
	}
	return min(max(c.Delay, group.CrawlDelay), max(c.Delay, c.MaxDelay)), nil
}

// parseRobots reads a robots.txt; the parser's panics are errors.
func parseRobots(body []byte) (rules *robotstxt.RobotsData, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read robots.txt: %v", p)
		}
	}()
	return robotstxt.FromBytes(body)
}

// passing tells whether a status is a failure that may pass.
func passing(status int) bool {
	return status == http.StatusTooManyRequests || status >= 500
}

// fetchRobots asks the host for its robots.txt, which takes a turn like any
// request.
func (c *Crawler) fetchRobots(ctx context.Context, page *url.URL) (int, []byte, error) {
	u := &url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	if err := c.turn(ctx, hostPort(u), c.Delay); err != nil {
		return 0, nil, err
	}
	for range robotsHops + 1 {
		a, err := c.ask(ctx, u, nil, robotsBytes)
		if errors.Is(err, ErrTooLarge) {
			// No sane robots.txt: as good as none, and the host is told apart
			// from one that answers.
			return http.StatusRequestEntityTooLarge, nil, nil
		}
		if err != nil {
			return 0, nil, fmt.Errorf("fetch %s: %w", u, err)
		}
		next, err := redirect(a)
		if err != nil || next == nil || checkAddress(next) != nil {
			return a.status, a.body, nil
		}
		u = next
	}
	// Redirects without end are as good as none.
	return http.StatusNotFound, nil, nil
}
