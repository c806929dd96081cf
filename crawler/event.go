package crawler

import "time"

// Event is something that a crawler did, for whoever watches it.
type Event struct {
	What Deed
	// URL is the address that was asked, or the feed's or page's.
	URL string
	// Status is that of an answer; zero when there was none. Bytes are those
	// of its body, Took the time from the request to its end.
	Status int
	Bytes  int
	Took   time.Duration
	// Items counts what a feed names, Fresh what of it is new.
	Items, Fresh int
	// Title is that of an article.
	Title string
	// Reason tells why a request or look failed, or a page is no article.
	Reason string
}

// Deed is what was done.
type Deed string

// The deeds.
const (
	Fetched   Deed = "fetched"   // a request was sent, and answered or not
	Looked    Deed = "looked"    // a look at a source worked
	Failed    Deed = "failed"    // a look at a source failed
	Kept      Deed = "kept"      // a page is a new article or a new revision
	Unchanged Deed = "unchanged" // a page says what is on record
	Refused   Deed = "refused"   // a page is no article
)

func (c *Crawler) tell(e Event) {
	if c.Watch != nil {
		c.Watch(e)
	}
}

// tellFetch tells of a request.
func (c *Crawler) tellFetch(address string, a answer, took time.Duration, err error) {
	e := Event{What: Fetched, URL: address, Status: a.status, Bytes: len(a.body), Took: took}
	if err != nil {
		e.Reason = oneLine(err.Error())
	}
	c.tell(e)
}

// tellPage tells what became of a page.
func (c *Crawler) tellPage(p Page, s Saved) {
	e := Event{What: Unchanged, URL: p.Capture.URL, Status: p.Capture.Status, Title: p.Article.Title, Reason: p.Reason}
	switch {
	case p.Reason != "":
		e.What = Refused
	case s.New:
		e.What = Kept
	}
	c.tell(e)
}
