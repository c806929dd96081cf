package crawler

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"
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

// turn waits for the host's next allowed moment, or says Later when that is
// further off than a job may wait. Only a moment that is used is taken, so the
// jobs that wait for a slow host don't push it away from each other.
func (c *Crawler) turn(ctx context.Context, host string, delay time.Duration) error {
	at, err := c.takeTurn(ctx, host, delay)
	if err != nil {
		return err
	}
	wait := time.NewTimer(at.Sub(c.Now()))
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-wait.C:
		return nil
	}
}

func (c *Crawler) takeTurn(ctx context.Context, host string, delay time.Duration) (time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.Now()
	at, err := c.record.Reserve(ctx, host, now, 0)
	if err != nil {
		return at, fmt.Errorf("ask for the turn at %s: %w", host, err)
	}
	if at.Sub(now) > c.Patience {
		return at, Later{At: c.standInLine(host, now, at, delay)}
	}
	at, err = c.record.Reserve(ctx, host, now, delay)
	if err != nil {
		return at, fmt.Errorf("take the turn at %s: %w", host, err)
	}
	// Another process may have been quicker between the two.
	if at.Sub(now) > c.Patience+delay {
		return at, Later{At: c.standInLine(host, now, at, delay)}
	}
	return at, nil
}

// standInLine gives the moment at which to come back: the host's next one, or
// one delay behind the last of those who were already sent away.
func (c *Crawler) standInLine(host string, now, free time.Time, delay time.Duration) time.Time {
	for h, last := range c.line {
		if last.Before(now) {
			delete(c.line, h)
		}
	}
	if last, ok := c.line[host]; ok && last.Add(delay).After(free) {
		free = last.Add(delay)
	}
	c.line[host] = free
	return free
}
