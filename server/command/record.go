package command

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/evidence"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index/embedded"
	"onrecord/server/hook"
)

// record is an opened onrecord: the rule book, the store and the index.
type record struct {
	config Config
	log    *slog.Logger
	book   *extractor.Book
	db     *store.DB
	index  *tracked
	sender hook.Sender
	signer *evidence.Signer // nil signs nothing
	spent  *stopwatch
	// rebuilding is for the pages while the index is being rebuilt.
	rebuilding rebuilding
	// metrics count what is done; watch, when not nil, is told of what the
	// crawler does.
	metrics *metrics
	watch   func(crawler.Event)
}

// open opens what the configuration names. An index that is missing, damaged or
// of another version is rebuilt from the store.
func (s *session) open(c Config) (*record, error) {
	r, err := s.openAsIs(c)
	if err != nil {
		return nil, err
	}
	if err := r.mend(s.ctx); err != nil {
		return nil, errors.Join(err, r.close())
	}
	return r, nil
}

// openAsIs opens what the configuration names, with the index as it is.
func (s *session) openAsIs(c Config) (*record, error) {
	log := logger(s.Err, firstOf(s.LogLevel, c.LogLevel))
	book, err := openBook(c.Rules)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Data, 0o755); err != nil {
		return nil, fmt.Errorf("make data folder: %w", err)
	}
	db, err := store.Open(s.ctx, c.Store)
	if err != nil {
		return nil, err
	}
	r := &record{config: c, log: log, book: book, db: db, spent: newStopwatch(), metrics: newMetrics(db)}
	if r.sender, err = r.newSender(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if r.signer, err = c.Evidence.signer(); err != nil {
		return nil, errors.Join(usageError{err}, db.Close())
	}
	opened, err := openIndex(c.Index)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	r.index = track(opened)
	if why := r.index.Why(); why != "" {
		r.rebuilding.begin(why, 0, false) // as it will be, before anybody asks
	}
	return r, nil
}

// withRecord opens the record that the flags name, does what is asked, and
// closes it.
func (s *session) withRecord(do func(*record) error) error {
	config, err := s.settings()
	if err != nil {
		return err
	}
	r, err := s.open(config)
	if err != nil {
		return err
	}
	return errors.Join(do(r), r.close())
}

func (r *record) close() error { return errors.Join(r.index.Close(), r.db.Close()) }

// openIndex opens the index that source names. The scheme chooses the backend.
func openIndex(source string) (*embedded.Index, error) {
	scheme, rest, _ := strings.Cut(source, ":")
	switch {
	case rest == "":
		return nil, usageError{fmt.Errorf("index %q: want bleve:DIR", source)}
	case scheme == "bleve":
		return embedded.Open(rest)
	}
	return nil, usageError{fmt.Errorf("index %q: unknown scheme %q", source, scheme)}
}

// openBook reads the embedded rule book, or the one in dir.
func openBook(dir string) (*extractor.Book, error) {
	if dir == "" {
		book, err := extractor.Load()
		if err != nil {
			return nil, fmt.Errorf("load rules: %w", err)
		}
		return book, nil
	}
	book, err := extractor.LoadFrom(os.DirFS(dir))
	if err != nil {
		return nil, usageError{fmt.Errorf("load rules from %s: %w", dir, err)}
	}
	return book, nil
}

// newCrawler makes the crawler that the configuration describes. resolve sends
// hosts elsewhere (see crawler.Config); nil sends none.
func (r *record) newCrawler(resolve map[string]string) (*crawler.Crawler, error) {
	c := r.config.Crawler
	allow := make([]netip.Prefix, len(c.AllowPrivate))
	for i, text := range c.AllowPrivate {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("crawler.allow_private: %w", err)
		}
		allow[i] = prefix
	}
	if c.Delay == 0 {
		c.Delay = -1 // to the crawler, zero is its default
	}
	again := c.LookAgain
	if again == nil {
		again = []time.Duration{}
	}
	watch := func(e crawler.Event) {
		if r.metrics != nil {
			r.metrics.watch(e)
		}
		if r.watch != nil {
			r.watch(e)
		}
	}
	return crawler.New(crawler.Config{
		Watch:     watch,
		UserAgent: c.agent(), Secrets: readSecrets, Allow: allow, Resolve: resolve, Proxy: http.ProxyFromEnvironment, MaxBytes: int64(c.MaxBytes),
		MaxRedirects: c.MaxRedirects, Timeout: c.Timeout, Delay: c.Delay, Again: again,
	}, r.db)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
