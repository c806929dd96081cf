package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/index/embedded"
	"onrecord/server/hook"
)

// record is an opened onrecord: the rule book, the store and the index.
type record struct {
	config Config
	log    *slog.Logger
	book   *extractor.Book
	db     *store.DB
	index  *embedded.Index
	sender hook.Sender
	spent  *stopwatch
	// metrics count what is done; watch, when not nil, is told of what the
	// crawler does.
	metrics *metrics
	watch   func(crawler.Event)
}

// open opens what the configuration names. An index that is missing or of
// another version is rebuilt from the store.
func (s *session) open(c Config) (*record, error) {
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
	if r.index, err = openIndex(c.Index); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if r.index.Stale() {
		if err := r.reindex(s.ctx, r.announce); err != nil {
			return nil, errors.Join(err, r.close())
		}
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

// announce tells of a rebuilding at its first article: a new index of an empty
// record is no news.
func (r *record) announce(article int) {
	if article == 1 {
		r.log.Info("rebuilding the index: it is missing or of another version")
	}
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

// reindex builds the index anew from the record and swaps it in. done is told
// how many articles are in so far.
func (r *record) reindex(ctx context.Context, done func(int)) error {
	if err := r.db.AssignAll(ctx, func(int) {}); err != nil {
		return err
	}
	n := 0
	return r.index.Rebuild(ctx, func(put func(index.Article, []index.Entry) error) error {
		return r.db.EachArticle(ctx, func(a extractor.Article) error {
			_, statements, err := r.db.Article(ctx, a.ID, a.Revision)
			if err != nil {
				return err
			}
			n++
			done(n)
			article, entries, err := r.documents(ctx, a, statements, r.book.Read(a).Companies)
			if err != nil {
				return err
			}
			return put(article, entries)
		})
	})
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
