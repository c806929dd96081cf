package command

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"onrecord/index"
	"onrecord/server/digest"
)

// complete fills what follows from the rest and refuses what can't work.
func (c *Config) complete() error {
	searches := map[string]bool{}
	for i := range c.Feeds {
		if err := c.Feeds[i].complete(); err != nil {
			return fmt.Errorf("feeds[%d]: %w", i, err)
		}
	}
	for i, s := range c.Searches {
		if s.ID == "" {
			return fmt.Errorf("searches[%d]: id is missing", i)
		}
		if searches[s.ID] {
			return fmt.Errorf("searches[%d]: id %q is taken", i, s.ID)
		}
		searches[s.ID] = true
		if s.Name == "" {
			c.Searches[i].Name = s.ID
		}
		if _, err := index.Parse(s.Query); err != nil {
			return fmt.Errorf("searches[%d] (%s): query: %w", i, s.ID, err)
		}
	}
	for i := range c.Subscriptions {
		if err := c.Subscriptions[i].complete(searches); err != nil {
			return fmt.Errorf("subscriptions[%d]: %w", i, err)
		}
	}
	if c.Crawler.Workers < 1 {
		return fmt.Errorf("crawler.workers: %d is not a number of workers", c.Crawler.Workers)
	}
	if c.Crawler.Delay < 0 || c.Crawler.Timeout <= 0 || c.Crawler.MaxRedirects < 1 {
		return fmt.Errorf("crawler: delay %s, timeout %s or max_redirects %d is no limit",
			c.Crawler.Delay, c.Crawler.Timeout, c.Crawler.MaxRedirects)
	}
	for _, r := range c.Crawler.AllowPrivate {
		if _, err := netip.ParsePrefix(r); err != nil {
			return fmt.Errorf("crawler.allow_private: %q is not a range such as 127.0.0.0/8", r)
		}
	}
	switch c.Mail.TLS {
	case "starttls", "tls", "none":
	default:
		return fmt.Errorf("mail.tls: %q is none of starttls, tls, none", c.Mail.TLS)
	}
	return nil
}

func (f *FeedConfig) complete() error {
	u, err := url.Parse(f.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("url: %q is not an http or https URL", f.URL)
	}
	switch f.Kind {
	case "":
		f.Kind = "feed"
	case "feed", "site":
	default:
		return fmt.Errorf("kind: %q is neither feed nor site", f.Kind)
	}
	if f.Every == 0 {
		f.Every = 15 * time.Minute
	}
	if f.Every < time.Minute {
		return fmt.Errorf("every: %s is less than a minute", f.Every)
	}
	return nil
}

func (s *Subscription) complete(searches map[string]bool) error {
	if !searches[s.Search] {
		return fmt.Errorf("search: there is no saved search %q", s.Search)
	}
	if !strings.Contains(s.To, "@") {
		return fmt.Errorf("to: %q is not an email address", s.To)
	}
	if s.ID == "" {
		s.ID = s.Search + " to " + s.To
	}
	if s.At == "" {
		s.At = "0 7 * * *"
	}
	if s.Zone == "" {
		s.Zone = "UTC"
	}
	_, err := digest.Next(s.At, s.Zone, time.Now())
	return err
}
