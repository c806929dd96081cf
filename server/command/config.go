package command

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"onrecord/crawler"
	"onrecord/server"
)

// sample is the commented configuration that `onrecord check --sample` prints.
//
//go:embed onrecord.yaml
var sample string

// Config is everything that can be set. The zero value is not usable: start
// from defaults.
type Config struct {
	Data   string `yaml:"data" json:"data"`
	Store  string `yaml:"store" json:"store"`
	Index  string `yaml:"index" json:"index"`
	Rules  string `yaml:"rules" json:"rules"`
	Listen string `yaml:"listen" json:"listen"`
	// PublicURL is how readers reach the server: the links of digests and
	// feeds begin with it.
	PublicURL string `yaml:"public_url" json:"public_url"`
	LogLevel  string `yaml:"log_level" json:"log_level"`

	Server        ServerConfig    `yaml:"server" json:"server"`
	Crawler       CrawlerConfig   `yaml:"crawler" json:"crawler"`
	Retention     RetentionConfig `yaml:"retention" json:"retention"`
	Feeds         []FeedConfig    `yaml:"feeds" json:"feeds"`
	Searches      []SearchConfig  `yaml:"searches" json:"searches"`
	Hooks         HooksConfig     `yaml:"hooks" json:"hooks"`
	Evidence      EvidenceConfig  `yaml:"evidence" json:"evidence"`
	Subscriptions []Subscription  `yaml:"subscriptions" json:"subscriptions"`
	Mail          MailConfig      `yaml:"mail" json:"mail"`
}

// CrawlerConfig says how politely and how far to crawl.
type CrawlerConfig struct {
	// Contact is a mail or web address where outlets reach whoever crawls.
	Contact string `yaml:"contact" json:"contact"`
	// Agent is the whole User-Agent; empty is made of the version and Contact.
	Agent        string          `yaml:"agent" json:"agent"`
	Workers      int             `yaml:"workers" json:"workers"`
	Delay        time.Duration   `yaml:"delay" json:"delay"`
	Timeout      time.Duration   `yaml:"timeout" json:"timeout"`
	MaxBytes     Size            `yaml:"max_bytes" json:"max_bytes"`
	MaxRedirects int             `yaml:"max_redirects" json:"max_redirects"`
	AllowPrivate []string        `yaml:"allow_private" json:"allow_private"`
	LookAgain    []time.Duration `yaml:"look_again" json:"look_again"`
}

// FeedConfig is one source that is looked at again and again.
type FeedConfig struct {
	URL    string `yaml:"url" json:"url"`
	Kind   string `yaml:"kind" json:"kind"` // feed, site or single
	Name   string `yaml:"name" json:"name"`
	Outlet string `yaml:"outlet" json:"outlet"`
	// Every is the least time between two looks, UpTo the longest.
	Every    time.Duration `yaml:"every" json:"every"`
	UpTo     time.Duration `yaml:"up_to" json:"up_to"`
	Links    []string      `yaml:"links" json:"links"`
	Keep     []string      `yaml:"keep" json:"keep"` // CSS selectors
	Drop     []string      `yaml:"drop" json:"drop"`
	Distrust bool          `yaml:"distrust" json:"distrust"`
	// SecretFile holds header fields for this source's requests. What is in it
	// is never kept, logged or exported.
	SecretFile string `yaml:"secret_file" json:"secret_file"`
}

// SearchConfig is a saved search.
type SearchConfig struct {
	ID    string `yaml:"id" json:"id"`
	Name  string `yaml:"name" json:"name"`
	Query string `yaml:"query" json:"query"`
}

// Subscription sends a saved search's digest to somebody.
type Subscription struct {
	ID     string `yaml:"id" json:"id"`
	Search string `yaml:"search" json:"search"`
	To     string `yaml:"to" json:"to"`
	// At is a cron line (minute hour day month weekday), or "immediately".
	At    string `yaml:"at" json:"at"`
	Zone  string `yaml:"zone" json:"zone"`
	Empty bool   `yaml:"empty" json:"empty"` // send a digest even when nothing is new
}

// MailConfig says who sends digests and how; without an SMTP host they are
// written into the data folder's outbox.
type MailConfig struct {
	From         string `yaml:"from" json:"from"`
	Host         string `yaml:"host" json:"host"`
	Port         int    `yaml:"port" json:"port"`
	User         string `yaml:"user" json:"user"`
	PasswordFile string `yaml:"password_file" json:"password_file"`
	TLS          string `yaml:"tls" json:"tls"` // starttls, tls or none
}

// Size is a number of bytes, written as 10MB, 512KB or a plain number.
type Size int64

// UnmarshalText reads a size.
func (s *Size) UnmarshalText(text []byte) error {
	t := strings.ToUpper(strings.TrimSpace(string(text)))
	unit := int64(1)
	for suffix, n := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30} {
		if rest, ok := strings.CutSuffix(t, suffix); ok {
			t, unit = strings.TrimSpace(rest), n
		}
	}
	n, err := strconv.ParseInt(t, 10, 64)
	if err != nil || n <= 0 {
		return fmt.Errorf("%q is not a size such as 10MB", text)
	}
	*s = Size(n * unit)
	return nil
}

// MarshalText writes a size in the largest unit that divides it.
func (s Size) MarshalText() ([]byte, error) {
	switch {
	case s >= 1<<20 && s%(1<<20) == 0:
		return fmt.Appendf(nil, "%dMB", s>>20), nil
	case s >= 1<<10 && s%(1<<10) == 0:
		return fmt.Appendf(nil, "%dKB", s>>10), nil
	}
	return fmt.Appendf(nil, "%d", s), nil
}

func defaults() Config {
	return Config{
		Data:     "./data",
		Listen:   "127.0.0.1:8080",
		LogLevel: "info",
		Server:   ServerConfig{Rate: 50, Burst: 200, Saving: server.SavedLocally},
		Crawler: CrawlerConfig{
			Workers: 8, Delay: 2 * time.Second, Timeout: 30 * time.Second,
			MaxBytes: 10 << 20, MaxRedirects: 8,
			LookAgain: crawler.Ages(),
		},
		Mail: MailConfig{From: "onrecord@localhost", Port: 587, TLS: "starttls"},
	}
}

// loadConfig reads path over the defaults; an empty path gives the defaults.
// An unknown field, a wrong value or an unusable reference is an error that
// names the file and the place.
func loadConfig(path, data string) (Config, error) {
	c := defaults()
	if path != "" {
		text, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			return c, fmt.Errorf("no configuration at %s (write one with: onrecord check --sample > %s)", path, path)
		}
		if err != nil {
			return c, fmt.Errorf("read configuration: %w", err)
		}
		if err := decodeConfig(string(text), &c); err != nil {
			return c, fmt.Errorf("%s: %w", path, err)
		}
	}
	if data != "" {
		c.Data = data
	}
	if c.Store == "" {
		c.Store = "sqlite:" + filepath.Join(c.Data, "onrecord.db")
	}
	if c.Index == "" {
		c.Index = "bleve:" + filepath.Join(c.Data, "index")
	}
	if c.PublicURL == "" {
		c.PublicURL = "http://" + c.Listen
	}
	if err := c.complete(); err != nil {
		if path == "" {
			return c, err
		}
		return c, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

func decodeConfig(text string, c *Config) error {
	d := yaml.NewDecoder(strings.NewReader(text))
	d.KnownFields(true)
	err := d.Decode(c)
	if errors.Is(err, io.EOF) { // an empty file sets nothing
		return nil
	}
	return err
}
