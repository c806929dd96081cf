package crawler

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime"
	"sync"
	"time"

	"github.com/gocolly/colly/v2"
)

// Config is how a crawler behaves. The zero value of a field is its default,
// but for UserAgent, which a crawler must have.
type Config struct {
	// UserAgent is sent with every request and should name a contact, as in
	// "onrecord/1.0 (+https://example.org/bot)". Its first word, of letters,
	// "-" and "_", is the name that robots.txt is searched for.
	UserAgent string
	// Allow are address ranges that may be asked although they are private.
	Allow []netip.Prefix
	// Resolve sends a host elsewhere: it maps "host:port", "host" or "*.parent"
	// to the address that is dialled. The address is checked all the same.
	Resolve map[string]string

	// Resolver looks names up: the system's.
	Resolver *net.Resolver
	// Proxy gives the proxy for a request, or none; nil is none for all.
	Proxy func(*http.Request) (*url.URL, error)

	// Secrets gives the header fields that a source's requests carry, by the
	// name that its feed has for them.
	Secrets func(name string) (http.Header, error)

	// MaxBytes is the most that an answer may be, compressed or not: 10 MB.
	MaxBytes int64
	// MaxItems is the most links taken from one look at a feed: 1,000.
	MaxItems int
	// MaxRedirects is how many redirects are followed: 10.
	MaxRedirects int
	// Timeout is for one request with its answer: 30 seconds.
	Timeout time.Duration
	// ReadTime is for finding the text in one page: 20 seconds.
	ReadTime time.Duration

	// Delay is the least time between two requests to one host, one second,
	// which robots.txt can raise up to MaxDelay, one minute. Negative is none.
	Delay, MaxDelay time.Duration
	// Patience is how long a job may wait for its turn before it is put back:
	// 300 milliseconds.
	Patience time.Duration
	// RobotsLife is how long a robots.txt holds: 24 hours.
	RobotsLife time.Duration
	// Again are the ages of a story at which its page is looked at once more;
	// nil is Ages, empty is never.
	Again []time.Duration
	// Attempts is how often a page that answers with a passing failure (a
	// status of 429, or from 500 up) is tried before that is recorded as its
	// reason: 5.
	Attempts int

	// Watch is told of all that is done, from many goroutines; nil is nobody.
	Watch func(Event)
	// Now is the clock: time.Now.
	Now func() time.Time
}

// Crawler brings coverage in. Its methods Feed, Site and Page are the handlers
// of the jobs of these kinds.
type Crawler struct {
	Config
	record  Record
	client  *http.Client
	section *colly.Collector
	robot   string
	// reader is the version of the code that reads the pages.
	reader  string
	credits *Credits
	// reading holds a place for each page that may be read at once: as many as
	// there are processors, for a page takes many times its size while it is.
	reading chan struct{}

	// lines are the queues before the hosts that are asked just now.
	mu    sync.Mutex
	lines map[string]*queue
}

// New makes a crawler whose memory is the record.
func New(cfg Config, record Record) (*Crawler, error) {
	robot := productToken(cfg.UserAgent)
	if robot == "" {
		return nil, fmt.Errorf("user agent %q doesn't begin with a name of letters", cfg.UserAgent)
	}
	cfg = cfg.withDefaults()
	if cfg.MaxBytes < 0 || cfg.MaxItems < 0 || cfg.MaxRedirects < 0 {
		return nil, fmt.Errorf("limits must be positive: bytes %d, items %d, redirects %d", cfg.MaxBytes, cfg.MaxItems, cfg.MaxRedirects)
	}
	reader, err := ReaderVersion()
	if err != nil {
		return nil, err
	}
	c := &Crawler{Config: cfg, record: record, robot: robot, reader: reader, credits: NewCredits(), lines: map[string]*queue{},
		reading: make(chan struct{}, runtime.GOMAXPROCS(0))}
	c.client = c.newClient()
	c.section = c.newSection()
	return c, nil
}

func (cfg Config) withDefaults() Config {
	setDefault(&cfg.MaxBytes, 10_000_000)
	setDefault(&cfg.MaxItems, 1_000)
	setDefault(&cfg.MaxRedirects, 10)
	setDefault(&cfg.Attempts, 5)
	setDefault(&cfg.Timeout, 30*time.Second)
	setDefault(&cfg.ReadTime, 20*time.Second)
	setDefault(&cfg.Delay, time.Second)
	setDefault(&cfg.MaxDelay, time.Minute)
	setDefault(&cfg.Patience, 300*time.Millisecond)
	setDefault(&cfg.RobotsLife, 24*time.Hour)
	if cfg.Delay < 0 {
		cfg.Delay = 0
	}
	if cfg.Again == nil {
		cfg.Again = Ages()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return cfg
}

func setDefault[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}
