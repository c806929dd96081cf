package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/newsroom"
	"onrecord/crawler/store"
)

type demoCommand struct {
	Once   bool   `help:"Exit when the digest is composed instead of serving the search page."`
	Listen string `help:"Address of the search page." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
}

// demo is one run of the recorded newsroom.
type demo struct {
	*session
	*record
	room   *newsroom.Newsroom
	spider *crawler.Crawler
	steps  []step
}

// step is one act of the demo and how long it took.
type step struct {
	what string
	took time.Duration
}

// Run crawls the recorded newsroom over real HTTP, extracts, indexes, composes
// the digest, prints what was found and serves it. With --data the record is
// kept, and a demo that was interrupted is taken up where it was.
func (c demoCommand) Run(s *session) (err error) {
	config, remove, err := c.config(s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	room, err := newsroom.Open(s.newsroom)
	if err != nil {
		return err
	}
	listener, err := listen(c.Listen) // before the crawl: nobody waits for it to hear that the port is taken
	if err != nil {
		return err
	}
	defer listener.Close()
	address, end, err := serveRoom(room)
	if err != nil {
		return err
	}
	defer end()
	r, err := s.open(config)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.close()) }()
	d := &demo{session: s, record: r, room: room}
	if d.spider, err = r.newCrawler(map[string]string{"*.example": address}); err != nil {
		return err
	}
	if err := d.play(); err != nil {
		return err
	}
	if err := d.show(); err != nil || c.Once {
		return err
	}
	fmt.Fprintf(s.Err, "\nthe digest is in %s\nsearch it all on http://%s (Ctrl-C ends)\n",
		filepath.Join(config.Data, "outbox"), listener.Addr())
	return r.serve(s.ctx, listener, demoExamples)
}

var demoExamples = []string{
	`party:"Delta Air Lines" stance:accuse`, `stance:(deny OR decline) date:2024-08`, `"gross negligence"`, `stance:silent`,
}

// config is the demo's own: nothing but loopback, no waiting between requests,
// a folder that goes when the demo ends unless --data names one to keep.
func (c demoCommand) config(s *session) (Config, func() error, error) {
	dir, remove := s.Data, func() error { return nil }
	if dir == "" {
		temporary, err := os.MkdirTemp("", "onrecord-demo-")
		if err != nil {
			return Config{}, nil, fmt.Errorf("make a folder for the demo: %w", err)
		}
		dir, remove = temporary, func() error { return os.RemoveAll(temporary) }
	}
	config, err := loadConfig("", dir)
	if err != nil {
		return config, nil, err
	}
	config.Listen, config.PublicURL, config.LogLevel = c.Listen, "http://"+c.Listen, "error"
	config.Crawler.Agent = "onrecord-demo/1.0 (recorded newsroom)"
	config.Crawler.AllowPrivate = []string{"127.0.0.0/8"}
	config.Crawler.Delay = 0
	config.Crawler.LookAgain = nil
	config.Searches = []SearchConfig{{ID: "dispute", Name: "The outage dispute", Query: ""}}
	config.Subscriptions = []Subscription{{ID: "newsdesk", Search: "dispute", To: "newsdesk@onrecord.example", At: "0 7 * * *", Zone: "UTC"}}
	return config, remove, nil
}

// serveRoom serves the newsroom on a free loopback port until end is called.
func serveRoom(room *newsroom.Newsroom) (address string, end func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("listen for the newsroom: %w", err)
	}
	web := &http.Server{Handler: room, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = web.Serve(listener) }() // ends with ErrServerClosed
	return listener.Addr().String(), func() { _ = web.Close() }, nil
}

// play goes through the demo's acts. Which act it is in is kept in the data
// folder, so that a demo that was killed goes on in the same one: the newsroom
// must not take its edits back.
func (d *demo) play() error {
	second := filepath.Join(d.record.config.Data, "second-edition")
	_, err := os.Stat(second)
	switch {
	case err == nil:
		d.room.Advance(2)
	case errors.Is(err, fs.ErrNotExist):
		if err := d.step("follow, fetch, read", d.firstLook); err != nil {
			return err
		}
		if err := os.WriteFile(second, nil, 0o644); err != nil {
			return fmt.Errorf("note the second edition: %w", err)
		}
		d.room.Advance(2)
	default:
		return err
	}
	if err := d.step("look again for silent edits", d.secondLook); err != nil {
		return err
	}
	return d.step("compose the digest", d.mail)
}

// step does one act and notes how long it took.
func (d *demo) step(what string, do func(context.Context) error) error {
	begin := time.Now()
	bar := progress(d.Err, -1, what)
	d.spent.tick = func() { _ = bar.Add(1) } // a bar that can't be drawn stops nothing
	if err := errors.Join(do(d.ctx), bar.Finish()); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	d.steps = append(d.steps, step{what, time.Since(begin)})
	return nil
}

func (d *demo) firstLook(ctx context.Context) error {
	var feeds []crawler.Feed
	for _, f := range d.room.Feeds() {
		feeds = append(feeds, crawler.Feed{URL: f.URL, Kind: f.Kind, Title: f.Title, Outlet: f.Outlet, Links: f.Links, Every: 24 * time.Hour})
	}
	if err := d.follow(ctx, feeds); err != nil {
		return err
	}
	return d.crawl(ctx)
}

// crawl works off all jobs but the digest.
func (d *demo) crawl(ctx context.Context) error {
	return d.untilIdle(ctx, d.spider, 10*time.Second, crawler.FeedJob, crawler.SiteJob, crawler.PageJob, crawler.ArticleJob)
}

func (d *demo) secondLook(ctx context.Context) error {
	var again []crawler.Job
	for _, u := range d.room.Edited() {
		again = append(again, crawler.Job{Kind: crawler.PageJob, Key: u})
	}
	if err := d.db.Enqueue(ctx, again...); err != nil {
		return err
	}
	return d.crawl(ctx)
}

// mail sends what is new to the demo's one subscriber: into the outbox. The job
// remembers its period, so that a demo that was killed here sends no second one.
func (d *demo) mail(ctx context.Context) error {
	c := d.record.config
	if err := d.db.SyncSearches(ctx, []store.Search{{ID: c.Searches[0].ID, Name: c.Searches[0].Name}}); err != nil {
		return err
	}
	sub := c.Subscriptions[0]
	if err := d.db.SyncSubscriptions(ctx, []store.Subscription{{
		ID: sub.ID, Search: sub.Search, Address: sub.To, Schedule: sub.At, Zone: sub.Zone, Next: endOfSecond(),
	}}); err != nil {
		return err
	}
	return d.untilIdle(ctx, d.spider, 5*time.Second, crawler.DigestJob)
}
