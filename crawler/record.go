package crawler

import (
	"context"
	"net/http"
	"time"

	"onrecord/extractor"
)

// Feed is a source that is looked at again and again: an RSS, Atom, RDF or
// JSON feed, a section page, or a sitemap.
type Feed struct {
	URL string
	// Kind is FeedJob, SiteJob or SingleJob.
	Kind   string
	Title  string
	Outlet string
	// Every is the least time between two looks, UpTo the longest: in between
	// it follows from how often the source brings something new. An UpTo that
	// is not more makes it always Every.
	Every, UpTo time.Duration
	// Links are path patterns (path.Match syntax, "**" for any depth) that an
	// article's link on a site must match, or after "!" must not; empty allows
	// all of the same host.
	Links []string
	// Selectors help to find the text on the feed's pages.
	Selectors Selectors
	// Distrust is set for a server that calls changed content unchanged: it is
	// never asked whether it has changed.
	Distrust bool
	// Secrets names what the requests for the feed and its pages carry (see
	// Config.Secrets); empty is nothing.
	Secrets string

	// What the last look left behind.
	ETag, LastModified string
	Checked            time.Time
	// Succeeded is the last look that worked, Brought the last that brought
	// something new, Next when the next one is due.
	Succeeded, Brought, Next time.Time
	// Pace is the usual time between two new items, zero while it isn't known.
	Pace time.Duration
	// Failure is the last look's error, empty after a success. Failures counts
	// those in a row; at Broke they were so many that the feed counts as
	// broken.
	Failure  string
	Failures int
	Broke    time.Time
	// Fetched counts the items found so far; SaveLook does.
	Fetched int
	// Moved is where a permanent redirect pointed at the last look, or empty.
	Moved string
}

// Item is one link that a feed or site names. All but URL may be empty.
type Item struct {
	// URL is absolute and canonical as far as can be told without a fetch.
	URL, Title, Byline string
	Published          time.Time
	// Seen is when the link was first remembered; the store fills it in.
	Seen time.Time
	// Again has the page fetched even if it has been seen.
	Again bool
}

// Capture is what a server answered, kept as evidence.
type Capture struct {
	// ID is the hex SHA-256 of the URL, a NUL byte, and the body.
	ID string
	// URL is the one asked for, Final the one that answered.
	URL, Final string
	Status     int
	Header     http.Header
	Body       []byte
	Fetched    time.Time
	// Exchanges are those of the redirects, then that of the answer itself;
	// empty for what was not fetched.
	Exchanges []Exchange
	// Origin names the file that it was imported from, and the place in it.
	Origin string
}

// Page is what became of one capture: an article, or the reason why not.
type Page struct {
	Capture Capture
	// Article has no Revision yet: the store gives the number, a new one only
	// when no revision had this wording (so that a text that flaps between two
	// states, or is imported twice, ends). Without an ID, it is settled by
	// Identify.
	Article extractor.Article
	// Loose is true when the page names no address of its own: found at a new
	// address, it may still be a state of an article that is known.
	Loose bool
	// Twin is true when the page calls another address its own than the one it
	// was found at. Such a page adds no revisions to an article that has a home.
	Twin bool
	// Reason tells why there is no article ("no text", "paywall", "not HTML",
	// "status 404"); empty when there is one.
	Reason string
	// TitleKey and Sketch describe the article's title and text loosely, so
	// that a later state of it can be found; kept with its revision.
	TitleKey string
	Sketch   uint64
	// Credit is the news agency that the article gives credit to, if any.
	Credit string
	// Reader tells how the text was made of the capture.
	Reader ReaderInfo
	// signs are the lines by which the page tells whose its article is.
	signs []sign
}

// ReaderInfo is what it takes to read a capture again in the same way.
type ReaderInfo struct {
	// Version is that of the code (ReaderVersion).
	Version string
	// Selectors are those of the source, empty for most.
	Selectors Selectors
}

// Saved is what the store did with a page.
type Saved struct {
	Article  string
	Revision int
	// New is true when this text had not been seen before.
	New bool
}

// Record is what the crawler needs to have remembered. Every method is one
// transaction: what is saved and the jobs that follow from it stand or fall
// together.
type Record interface {
	// Feed gives a feed by its URL.
	Feed(ctx context.Context, url string) (Feed, error)
	// SaveLook keeps a feed's new state, enqueues a page job for each item
	// whose URL has not been seen (or that wants it again), remembers the
	// items' titles and dates, plans the next look (Feed.Looked) and enqueues
	// it.
	SaveLook(ctx context.Context, f Feed, items []Item) (fresh int, err error)
	// Item gives what a feed told of a page; the zero Item when none did.
	Item(ctx context.Context, url string) (Item, Feed, error)
	// SavePage keeps a page's capture and article. A wording that no revision
	// of the article has had becomes a new revision and enqueues its article
	// job; again, when not zero, enqueues the page for another look, if it is
	// the one by which its article is followed.
	SavePage(ctx context.Context, p Page, again time.Time) (Saved, error)
	// Story gives the newest state of the article that a page was last known to
	// hold, the zero Article when there is none.
	Story(ctx context.Context, url string) (extractor.Article, error)
	// Turn takes the host's turn when it may be asked now, and then gives a
	// moment that is not after now: until EndTurn, or for hold at most, nobody
	// else gets it. Else it gives the moment at which to try again. The delay
	// is what a process that comes after one that died keeps to. The host is
	// host:port in lower case.
	Turn(ctx context.Context, host string, now time.Time, delay, hold time.Duration) (time.Time, error)
	// EndTurn ends a turn: the host may be asked again at next.
	EndTurn(ctx context.Context, host string, next time.Time) error
	// Robots gives a host's robots.txt as kept (status, body, when fetched);
	// the time is zero when there is none.
	Robots(ctx context.Context, host string) (status int, body []byte, fetched time.Time, err error)
	SaveRobots(ctx context.Context, host string, status int, body []byte, fetched time.Time) error
}

// Shelf is what an import needs to have remembered.
type Shelf interface {
	// SavePage is Record.SavePage.
	SavePage(ctx context.Context, p Page, again time.Time) (Saved, error)
	// Kept tells whether a capture of this ID is kept already.
	Kept(ctx context.Context, capture string) (bool, error)
}
