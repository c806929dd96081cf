package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/extractor"
	"onrecord/index"
	"onrecord/server"
)

type serveCommand struct {
	Listen string `help:"Address of the search page and API (default from the configuration)." placeholder:"HOST:PORT"`
}

// Run follows the feeds and serves the pages until ctx ends.
func (c serveCommand) Run(s *session) (err error) {
	config, err := s.settings()
	if err != nil {
		return err
	}
	if c.Listen != "" {
		config.Listen = c.Listen
	}
	r, err := s.openAsIs(config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.sync(s.ctx); err != nil {
		return err
	}
	spider, err := r.newCrawler(nil)
	if err != nil {
		return err
	}
	listener, err := listen(config.Listen)
	if err != nil {
		return err
	}
	feeds, err := r.db.Feeds(s.ctx)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	fmt.Fprintf(s.Err, "onrecord serves http://%s and follows %d feeds (Ctrl-C ends)\n", listener.Addr(), len(feeds))
	ctx, stop := context.WithCancelCause(s.ctx)
	var tending sync.WaitGroup
	defer tending.Wait()
	defer stop(nil)
	// No job is done before the index is whole: digests ask it. The pages
	// answer meanwhile, and say how far it is.
	begin := make(chan struct{})
	tending.Go(func() {
		r.mended(ctx)
		close(begin)
		r.tend(ctx)
	})
	tending.Go(func() { r.subscribe(ctx) })
	go func() {
		<-begin
		stop(r.db.Work(ctx, r.handlers(spider), config.Crawler.Workers))
	}()
	err = r.serve(ctx, listener, nil)
	if s.ctx.Err() == nil { // it was the workers that ended
		return errors.Join(err, context.Cause(ctx))
	}
	return err
}

// sync follows the configuration's feeds, beside those added by other means,
// and makes searches and subscriptions those of the configuration.
func (r *record) sync(ctx context.Context) error {
	for _, f := range r.config.Feeds {
		if err := r.db.AddFeed(ctx, f.feed()); err != nil {
			return err
		}
	}
	if err := r.planRetention(ctx); err != nil {
		return err
	}
	return r.syncDigests(ctx)
}

// searches are the configuration's for the store. One that can't be read is
// kept, and told as broken wherever it is shown.
func (c Config) searches() []store.Search {
	all := make([]store.Search, len(c.Searches))
	for i, s := range c.Searches {
		all[i] = store.Search{ID: s.ID, Name: s.Name, Query: s.Query}
		if q, err := index.Parse(s.Query); err == nil {
			all[i].Canonical = q.String()
		}
	}
	return all
}

// syncDigests makes searches and subscriptions those of the configuration.
func (r *record) syncDigests(ctx context.Context) error {
	if err := r.db.SyncSearches(ctx, r.config.searches()); err != nil {
		return err
	}
	troubles, err := searchTroubles(ctx, r.db, r.config)
	if err != nil {
		return err
	}
	for _, t := range troubles {
		r.log.Warn("a saved search needs a look", "search", firstOf(t.ID, t.Name), "trouble", t.Trouble)
	}
	_, err = r.syncSubscriptions(ctx)
	return err
}

// listen takes an address for the pages.
func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	var wrong *net.AddrError
	if errors.As(err, &wrong) {
		return nil, usageError{fmt.Errorf("listen at %q: want HOST:PORT: %s", address, wrong.Err)}
	}
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return l, nil
}

// staleCounts is how old counts may be that take long: what is written is to be
// seen within a second.
const staleCounts = 400 * time.Millisecond

// serve answers requests until ctx ends, then lets the running ones end.
func (r *record) serve(ctx context.Context, listener net.Listener, examples []string) error {
	limits, err := r.config.Server.limits()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	saving, err := r.config.Server.saving()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	handler, err := server.New(server.Config{
		Index: answering{r}, Record: pages{r}, Base: r.config.PublicURL, Log: r.log, Examples: examples, Explain: r.explain, Evidence: r.evidence,
		Holds: r.holdsOf, Metrics: r.metrics.handler(), Limits: limits, Stale: staleCounts,
		Saved: savedSearches{r.db, r.config}, Saver: savedSearches{r.db, r.config}, Saving: saving, Changed: r.index.changed,
	})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	web := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := web.Shutdown(grace); err != nil {
		return fmt.Errorf("end serving: %w", err)
	}
	return nil
}

// explain tells how an article is read, for its page.
func (r *record) explain(a extractor.Article) []extractor.Explanation {
	_, all := r.book.Explain(a)
	return all
}

// evidence makes the folder that shows where a statement comes from.
func (r *record) evidence(ctx context.Context, statement string, revision int) (io.WriterTo, error) {
	folder, err := evidenceOf(ctx, r.db, r.book, r.signer, statement, revision)
	if errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("%w: %w", server.ErrNotFound, err)
	}
	return folder, err
}

// holdsOf gives what keeps an article from being dropped.
func (r *record) holdsOf(ctx context.Context, article string) ([]server.Hold, error) {
	all, err := r.db.HoldsOf(ctx, article)
	out := make([]server.Hold, len(all))
	for i, h := range all {
		out[i] = server.Hold{Kind: h.Kind, What: h.What, Reason: h.Reason, Since: h.Added}
	}
	return out, err
}

// follow puts feeds on the list and looks at each at once.
func (r *record) follow(ctx context.Context, feeds []crawler.Feed) error {
	for _, f := range feeds {
		if err := r.db.AddFeed(ctx, f); err != nil {
			return err
		}
	}
	return nil
}
