package command

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"onrecord/crawler"
	"onrecord/server/digest"
)

// complete fills what follows from the rest and refuses what can't work.
func (c *Config) complete() error {
	if err := c.completeLists(); err != nil {
		return err
	}
	if _, err := c.Server.saving(); err != nil {
		return err
	}
	if _, err := c.Server.limits(); err != nil {
		return err
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
	if strings.ContainsAny(c.Crawler.Contact+c.Crawler.Agent, "\r\n") {
		return errors.New("crawler: contact and agent are of one line")
	}
	if _, err := c.Hooks.ranges(); err != nil {
		return err
	}
	if err := c.Retention.complete(); err != nil {
		return fmt.Errorf("retention: %w", err)
	}
	switch c.Mail.TLS {
	case "starttls", "tls", "none":
	default:
		return fmt.Errorf("mail.tls: %q is none of starttls, tls, none", c.Mail.TLS)
	}
	return nil
}

// completeLists completes each feed, search and subscription.
func (c *Config) completeLists() error {
	for i := range c.Feeds {
		if err := c.Feeds[i].complete(); err != nil {
			return fmt.Errorf("feeds[%d]: %w", i, err)
		}
	}
	searches := map[string]bool{}
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
	}
	for i := range c.Subscriptions {
		if err := c.Subscriptions[i].complete(); err != nil {
			return fmt.Errorf("subscriptions[%d]: %w", i, err)
		}
	}
	return nil
}

func (f *FeedConfig) complete() error {
	u, err := url.Parse(f.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("url: %q is not an http or https URL", f.URL)
	}
	if u.User != nil {
		return fmt.Errorf("url: a name or password for %s belongs into a secret_file, as its Authorization", u.Host)
	}
	switch f.Kind {
	case "":
		f.Kind = crawler.FeedJob
	case crawler.FeedJob, crawler.SiteJob, crawler.SingleJob:
	default:
		return fmt.Errorf("kind: %q is none of feed, site, single", f.Kind)
	}
	if err := f.pace(); err != nil {
		return err
	}
	if err := (crawler.Selectors{Keep: f.Keep, Drop: f.Drop}).Check(); err != nil {
		return err
	}
	if f.SecretFile != "" {
		if _, err := readSecrets(f.SecretFile); err != nil {
			return fmt.Errorf("secret_file: %w", err)
		}
	}
	return nil
}

// The bounds of a source that names none.
const (
	leastEvery = 10 * time.Minute
	mostEvery  = 6 * time.Hour
)

// pace settles the bounds of the time between two looks: one alone is the
// time.
func (f *FeedConfig) pace() error {
	switch {
	case f.Every == 0 && f.UpTo == 0:
		f.Every, f.UpTo = leastEvery, mostEvery
	case f.Every == 0:
		f.Every = min(leastEvery, f.UpTo)
	case f.UpTo == 0:
		f.UpTo = f.Every
	}
	if f.Every < time.Minute {
		return fmt.Errorf("every: %s is less than a minute", f.Every)
	}
	if f.UpTo < f.Every {
		return fmt.Errorf("up_to: %s is less than every, %s", f.UpTo, f.Every)
	}
	return nil
}

func (f FeedConfig) feed() crawler.Feed {
	return crawler.Feed{URL: f.URL, Kind: f.Kind, Title: f.Name, Outlet: f.Outlet, Every: f.Every, UpTo: f.UpTo, Links: f.Links,
		Selectors: crawler.Selectors{Keep: f.Keep, Drop: f.Drop}, Distrust: f.Distrust, Secrets: f.SecretFile}
}

// readSecrets reads a file of header fields.
func readSecrets(path string) (http.Header, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	h, err := crawler.ReadSecrets(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return h, nil
}

// agent is how the crawler introduces itself.
func (c CrawlerConfig) agent() string {
	switch {
	case c.Agent != "":
		return c.Agent
	case c.Contact != "":
		return "onrecord/1.0 (news monitoring; +" + c.Contact + ")"
	}
	return "onrecord/1.0 (news monitoring; no contact is set)"
}

func (s *Subscription) complete() error {
	if s.Search == "" {
		return errors.New("search: it is missing; the ID of one of searches, or of one that people saved")
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
	_, err := s.next(time.Now())
	return err
}

// next is when the period under way ends, zero when nobody knows: of one that
// is told immediately.
func (s Subscription) next(after time.Time) (time.Time, error) {
	if s.At == crawler.Immediately {
		return time.Time{}, nil
	}
	return digest.Next(s.At, s.Zone, after)
}
