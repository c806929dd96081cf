package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// Feed looks at a feed: a conditional request, its items to the record, and
// what the server said for the next look. A feed that fails is a recorded
// failure, not an error: the next look is due all the same.
func (c *Crawler) Feed(ctx context.Context, job Job) error {
	f, err := c.record.Feed(ctx, job.Key)
	if err != nil {
		return fmt.Errorf("recall feed %s: %w", job.Key, err)
	}
	a, err := c.look(ctx, &f)
	if err != nil {
		return c.saveFailure(ctx, f, a, err)
	}
	var items []Item
	if a.status != http.StatusNotModified {
		title := ""
		if title, items, err = ReadFeed(a.body, a.header.Get("Content-Type"), a.final); err != nil {
			return c.saveFailure(ctx, f, a, err)
		}
		if f.Title == "" {
			f.Title = title
		}
	}
	return c.saveLook(ctx, f, a, items)
}

// look asks for a feed's address, if it has changed since the last success.
func (c *Crawler) look(ctx context.Context, f *Feed) (answer, error) {
	u, err := url.Parse(f.URL)
	if err != nil {
		return answer{}, err
	}
	ctx = context.WithValue(ctx, lookKey{}, true)
	if ctx, err = c.withSecrets(ctx, *f); err != nil {
		return answer{}, err
	}
	a, err := c.get(ctx, u, conditions(*f))
	if err != nil {
		return a, err
	}
	f.Moved = a.moved
	if a.status != http.StatusOK && a.status != http.StatusNotModified {
		return a, fmt.Errorf("fetch %s: status %d", a.final, a.status)
	}
	return a, nil
}

// conditions are the headers that ask for a feed only if it has changed.
func conditions(f Feed) http.Header {
	h := http.Header{}
	if f.Distrust {
		return h
	}
	if f.ETag != "" {
		h.Set("If-None-Match", f.ETag)
	}
	if f.LastModified != "" {
		h.Set("If-Modified-Since", f.LastModified)
	}
	return h
}

// saveLook records a look that succeeded.
func (c *Crawler) saveLook(ctx context.Context, f Feed, a answer, items []Item) error {
	f.Failure, f.Failures = "", 0
	f.Checked, f.Next = c.Now(), time.Time{}
	if a.status != http.StatusNotModified {
		f.ETag, f.LastModified = a.header.Get("ETag"), a.header.Get("Last-Modified")
	}
	if len(items) > c.MaxItems {
		f.Failure = fmt.Sprintf("only the first %d of %d links were taken", c.MaxItems, len(items))
		// It must not look unchanged the next time.
		f.ETag, f.LastModified = "", ""
		items = items[:c.MaxItems]
	}
	if a.note != "" {
		f.Failure = a.note
		f.ETag, f.LastModified = "", ""
	}
	if f.Pace == 0 {
		f.Pace = paceOf(items)
	}
	fresh, err := c.record.SaveLook(ctx, f, items)
	if err != nil {
		return fmt.Errorf("save look at %s: %w", f.URL, err)
	}
	c.tell(Event{What: Looked, URL: f.URL, Status: a.status, Items: len(items), Fresh: fresh, Reason: f.Failure})
	return nil
}

// saveFailure records a look that failed; one that couldn't be had yet stays
// an error. The answer, if there was one, may say when to come back.
func (c *Crawler) saveFailure(ctx context.Context, f Feed, a answer, failure error) error {
	var later Later
	if errors.As(failure, &later) && later.Why == "" || ctx.Err() != nil {
		return failure
	}
	f.Failure, f.Failures = oneLine(failure.Error()), f.Failures+1
	f.Checked, f.Next = c.Now(), later.At
	if wait := retryAfter(a, c.Now()); wait > 0 {
		f.Next = c.Now().Add(wait)
	}
	if _, err := c.record.SaveLook(ctx, f, nil); err != nil {
		return fmt.Errorf("save failed look at %s: %w", f.URL, err)
	}
	c.tell(Event{What: Failed, URL: f.URL, Status: a.status, Reason: f.Failure})
	return nil
}

// ReadFeed reads an RSS, RDF, Atom or JSON feed that was found at an address,
// into its title and items. The items' links are canonical and each is there
// once.
func ReadFeed(body []byte, contentType string, at *url.URL) (title string, items []Item, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read feed: line 1: %v", p)
		}
	}()
	body = feedBytes(body, contentType)
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return "", nil, feedFault(body, err)
	}
	from := at
	if link, err := at.Parse(parsed.Link); err == nil && parsed.Link != "" {
		from = link
	}
	seen := map[string]bool{}
	for _, entry := range parsed.Items {
		item := feedItem(entry, from)
		if item.URL == "" || seen[item.URL] {
			continue
		}
		seen[item.URL] = true
		items = append(items, item)
	}
	return plainTitle(parsed.Title), items, nil
}

// feedBytes undoes what a feed's server may have said of its charset in the
// header only: the parser knows the one of the XML declaration.
func feedBytes(body []byte, contentType string) []byte {
	head := body[:min(len(body), 200)]
	if bytes.Contains(head, []byte("encoding=")) || !strings.Contains(strings.ToLower(contentType), "charset=") {
		return body
	}
	return decode(body, contentType)
}

func feedItem(entry *gofeed.Item, from *url.URL) Item {
	link := entry.Link
	if link == "" && (strings.HasPrefix(entry.GUID, "http://") || strings.HasPrefix(entry.GUID, "https://")) {
		link = entry.GUID
	}
	if strings.TrimSpace(link) == "" {
		return Item{}
	}
	u, err := from.Parse(strings.TrimSpace(link))
	if err != nil {
		return Item{}
	}
	canonical, err := Canonical(u.String())
	if err != nil {
		return Item{}
	}
	item := Item{URL: canonical, Title: plainTitle(entry.Title), Byline: authors(entry)}
	if entry.PublishedParsed != nil {
		item.Published = entry.PublishedParsed.UTC()
	} else if entry.UpdatedParsed != nil {
		item.Published = entry.UpdatedParsed.UTC()
	}
	return item
}

func authors(entry *gofeed.Item) string {
	var names []string
	for _, p := range entry.Authors {
		if p != nil && p.Name != "" {
			names = append(names, oneLine(p.Name))
		}
	}
	return strings.Join(names, ", ")
}
