package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"onrecord/extractor"
)

// Page fetches a page and saves what became of it: an article, or the reason
// why there is none. While its story is young the page is due again.
func (c *Crawler) Page(ctx context.Context, job Job) error {
	u, err := url.Parse(job.Key)
	if err != nil {
		return fmt.Errorf("read address: %w: %w", err, ErrGone)
	}
	item, feed, err := c.record.Item(ctx, job.Key)
	if err != nil {
		return fmt.Errorf("recall item %s: %w", job.Key, err)
	}
	ctx, err = c.withSecrets(ctx, feed)
	if err != nil {
		return err
	}
	a, err := c.get(ctx, u, http.Header{"Accept": {"text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}})
	failure := lasting(err)
	if err != nil && failure == "" {
		return err
	}
	if failure == "" && passing(a.status) && job.Attempt < c.Attempts {
		return fmt.Errorf("fetch %s: status %d", a.final, a.status)
	}
	now := c.Now()
	page := Page{Reason: failure}
	if failure == "" {
		page = c.readFrom(ctx, u, a, feed.Selectors)
	}
	c.complete(&page, capture(job.Key, a, now), item, feed)
	var again time.Time
	if page.Reason == "" {
		again = c.again(page.Article, item.Seen, now)
	} else if again, err = c.afterFailure(ctx, job.Key, item.Seen, now); err != nil {
		return err
	}
	saved, err := c.record.SavePage(ctx, page, again)
	if err != nil {
		return fmt.Errorf("save page %s: %w", job.Key, err)
	}
	c.tellPage(page, saved)
	return nil
}

// complete adds to a page that was read what the capture it is of, the item by
// which it was found and the item's feed tell.
func (c *Crawler) complete(page *Page, of Capture, item Item, feed Feed) {
	page.Capture = of
	name(&page.Article, item, feed)
	page.Article.Outlet = firstOf(page.Article.Outlet, hostOutlet(of.URL))
	if page.Reason != "" {
		return
	}
	date(&page.Article, item, of.Fetched)
	page.Reader = ReaderInfo{Version: c.reader, Selectors: feed.Selectors}
	page.describe(of.Final, c.credits)
}

// lasting names the failure of a fetch that is the page's own and will be the
// same the next time, to be recorded as its reason; empty for others.
func lasting(err error) string {
	for _, own := range []error{ErrTooLarge, ErrRedirects, ErrForbidden, ErrPrivate, ErrCoding} {
		if errors.Is(err, own) {
			return own.Error()
		}
	}
	return ""
}

// retryAfter is how long a host that is too busy wants to be left alone: what
// it says, for a day at most.
func retryAfter(a answer, now time.Time) time.Duration {
	if !passing(a.status) {
		return 0
	}
	v := a.header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(v, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, 24*time.Hour)
	}
	if t, err := http.ParseTime(v); err == nil {
		return min(max(t.Sub(now), 0), 24*time.Hour)
	}
	return 0
}

func capture(asked string, a answer, now time.Time) Capture {
	final := asked
	if a.final != nil {
		final = a.final.String()
	}
	return Capture{
		ID: CaptureID(asked, a.body), URL: asked, Final: final,
		Status: a.status, Header: a.header, Body: a.body, Fetched: now.UTC(),
		Exchanges: a.exchanges(),
	}
}

// readFrom is read for an answer that may have come from elsewhere than it was
// asked for.
func (c *Crawler) readFrom(ctx context.Context, asked *url.URL, a answer, s Selectors) Page {
	page := c.read(ctx, a, s)
	if why := elsewhere(asked, a.final); why != "" && (page.Reason == "" || page.Reason == NoText) {
		page.Reason = why
	}
	return page
}

// read finds the article in an answer, or the reason why there is none.
func (c *Crawler) read(ctx context.Context, a answer, s Selectors) Page {
	if a.status != http.StatusOK {
		return Page{Reason: unanswered(a.status, a.header, a.body)}
	}
	page, err := c.readInTime(ctx, a.body, a.header.Get("Content-Type"), a.final.String(), s)
	if err != nil {
		page.Reason = err.Error()
	}
	return page
}

// readInTime is Read, given up after ReadTime, when it is this page's turn.
func (c *Crawler) readInTime(ctx context.Context, body []byte, contentType, address string, s Selectors) (Page, error) {
	select {
	case c.reading <- struct{}{}:
		defer func() { <-c.reading }()
	case <-ctx.Done():
		return Page{}, fmt.Errorf("find text: gave up: %w", ctx.Err())
	}
	ctx, cancel := context.WithTimeout(ctx, c.ReadTime)
	defer cancel()
	return readContext(ctx, body, contentType, address, s)
}

// name fills in what a page doesn't tell of itself but its feed does.
func name(a *extractor.Article, item Item, feed Feed) {
	if a.Title == "" {
		a.Title = item.Title
	}
	if a.Byline == "" {
		a.Byline = item.Byline
	}
	if a.Outlet == "" {
		a.Outlet = feed.Outlet
	}
	if a.Outlet == "" {
		a.Outlet = hostOutlet(a.URL)
	}
}

// hostOutlet names an outlet by its host when nothing better is known.
func hostOutlet(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
