package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"time"

	"onrecord/extractor"
)

// Config is what a server is made of. Index and Record are required.
type Config struct {
	Index  Searcher
	Record Record
	// Name is the masthead; empty is "onrecord".
	Name string
	// About is one line on what the coverage is about; may be empty.
	About string
	// Examples are queries that the search page suggests; nil suggests some
	// that fit any record.
	Examples []string
	// Base is the absolute URL under which the world sees this server, for
	// feeds; empty takes it from the request.
	Base string
	// Version is shown in the API's description.
	Version string
	// Explain tells how an article's text was read; nil shows no more than
	// each statement's rule.
	Explain func(extractor.Article) []extractor.Explanation
	// Evidence makes the folder that shows where a statement comes from, to be
	// written as a zip file; revision 0 is the newest that holds the statement,
	// and ErrNotFound tells that there is none. Nil offers no evidence.
	Evidence func(ctx context.Context, statement string, revision int) (io.WriterTo, error)
	// Holds gives what keeps an article from ever being dropped; nil shows
	// nothing of it.
	Holds func(ctx context.Context, article string) ([]Hold, error)
	// Saved are the searches that are kept, nil for none; Saver changes them for
	// those whom Saving lets.
	Saved  SavedReader
	Saver  SavedWriter
	Saving Saving
	// Timeout is how long one request may take; 0 is 15 seconds.
	Timeout time.Duration
	// Limits is how much one client may ask of the API, exports and feeds; the
	// zero value is no limit.
	Limits Limits
	// Stale is how old the search page's and the API's counts may be, where it
	// takes long to count anew; 0 counts anew for everybody.
	Stale time.Duration
	// Changed tells which state of the index answers, so that clients need not
	// fetch again what they have; nil tells nothing of exports and feeds.
	Changed Changed
	// Searches is how many searches run at a time, while others wait for a
	// moment; 0 is one for each processor.
	Searches int
	// Metrics serves /metrics; nil serves none.
	Metrics http.Handler
	// Log receives failures; nil is slog's default.
	Log *slog.Logger
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// site is a configured server.
type site struct {
	Config
	pages  pages
	assets assets
	// making holds a token for each folder of evidence that is being made,
	// exporting one for each export.
	making, exporting chan struct{}
	limiter           *limiter
	bodies            sync.Pool // of *bytes.Buffer, in which pages are rendered
	// counts answers what is costly to count.
	counts      *recent
	generations generations
}

// New makes the handler of all pages, feeds and the API.
func New(c Config) (http.Handler, error) {
	if c.Index == nil || c.Record == nil {
		return nil, errors.New("server needs an index and a record")
	}
	s := &site{Config: c.filled(), making: make(chan struct{}, makingEvidence), exporting: make(chan struct{}, exporting)}
	s.generations.changed = s.Changed
	s.limiter, s.counts = newLimiter(s.Limits, s.Now), newRecent(s.Index, s.Stale, s.Now)
	s.bodies.New = func() any { return new(bytes.Buffer) }
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("load assets: %w", err)
	}
	if s.pages, err = parsePages(s.assets); err != nil {
		return nil, fmt.Errorf("parse pages: %w", err)
	}
	return s.guard(s.routes()), nil
}

func (c Config) filled() Config {
	if c.Name == "" {
		c.Name = "onrecord"
	}
	if c.Examples == nil {
		c.Examples = []string{`stance:accuse`, `stance:(deny OR decline)`, `quote:direct "free help"`, `certainty:alleged`}
	}
	if c.Timeout == 0 {
		c.Timeout = 15 * time.Second
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Searches == 0 {
		c.Searches = runtime.GOMAXPROCS(0)
	}
	c.Index = newTurns(c.Index, c.Searches)
	c.Base = strings.TrimSuffix(c.Base, "/")
	return c
}

func (s *site) routes() http.Handler {
	mux := http.NewServeMux()
	page := func(pattern string, h handler) { mux.Handle(pattern, s.show(h)) }
	page("GET /{$}", s.search)
	page("GET /article/{id}", s.article)
	page("GET /utterance/{id}", s.utterance)
	page("GET /evidence/{file}", s.evidence)
	page("GET /robots.txt", s.robots)
	page("GET /health", s.health)
	page("GET /unseen", s.unseen)
	page("GET /help/query", s.helpQuery)
	page("GET /static/{name}", s.asset)
	if s.Saved != nil {
		page("GET /searches", s.savedSearches)
		page("GET /searches/{id}", s.saved)
		page("POST /searches/{id}", s.changeSaved)
		page("GET /save", s.saveForm)
		page("POST /save", s.save)
		page("GET /s/{link}", s.shared)
		page("GET /feeds/{id}/{file}", s.savedFeed)
	}
	page("/", s.elsewhere)
	mux.HandleFunc("GET /healthz", s.healthz)
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics)
	}
	s.api(mux)
	return mux
}

// elsewhere answers whatever no other route does.
func (s *site) elsewhere(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		return &failure{Status: http.StatusMethodNotAllowed, Title: "Nothing here takes " + r.Method,
			Detail: "All pages are read with GET."}
	}
	return &failure{Status: http.StatusNotFound, Title: "There is no such page",
		Detail: "Nothing is kept under " + r.URL.Path + ". The record can be searched from here."}
}
