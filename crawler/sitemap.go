package crawler

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// maxSitemaps is how many sitemaps of an index are read in one look, the
// latest changed first.
const maxSitemaps = 10

// place is one entry of a sitemap: a page, or in an index another sitemap.
type place struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Title     string `xml:"title"`
		Published string `xml:"publication_date"`
	} `xml:"news"`
}

// readSitemap asks for a sitemap and reads its links.
func (c *Crawler) readSitemap(ctx context.Context, f *Feed) (answer, []Item, error) {
	a, err := c.look(ctx, f)
	if err != nil || a.status == http.StatusNotModified {
		return a, nil, err
	}
	return c.sitemapLinks(ctx, *f, a)
}

// sitemapLinks reads a sitemap, and those that it names when it is an index,
// into the links that the feed's rules allow, the latest changed first. One of
// an index that can't be read is noted, and spoils none of the others.
func (c *Crawler) sitemapLinks(ctx context.Context, f Feed, a answer) (answer, []Item, error) {
	pages, index, err := c.parseSitemap(a)
	if err != nil {
		return a, nil, err
	}
	ctx, err = c.withSecrets(ctx, f)
	if err != nil {
		return a, nil, err
	}
	index = recent(index, f.Checked)
	slices.SortStableFunc(index, func(a, b place) int {
		if a.LastMod != b.LastMod {
			return 0
		}
		return isNews(b.Loc) - isNews(a.Loc)
	})
	index = index[:min(len(index), maxSitemaps)]
	failed := 0
	for _, child := range index {
		more, err := c.readChild(ctx, child, a.final)
		var later Later
		if errors.As(err, &later) && later.Why == "" || ctx.Err() != nil {
			return a, nil, err
		}
		if err != nil {
			failed++
			a.note = fmt.Sprintf("%d of %d sitemaps could not be read: %v", failed, len(index), err)
			continue
		}
		pages = append(pages, more...)
	}
	if failed > 0 && failed == len(index) && len(pages) == 0 {
		return a, nil, errors.New(a.note)
	}
	return a, c.sitemapItems(recent(pages, f.Checked), a.final, f.Links), nil
}

// readChild reads one sitemap that an index names; an index within an index
// is not followed.
func (c *Crawler) readChild(ctx context.Context, child place, from *url.URL) ([]place, error) {
	u, err := from.Parse(strings.TrimSpace(child.Loc))
	if err != nil {
		return nil, fmt.Errorf("read sitemap index: %w", err)
	}
	a, err := c.getWaiting(ctx, u)
	if err != nil {
		return nil, err
	}
	if a.status != http.StatusOK {
		return nil, fmt.Errorf("fetch %s: status %d", u, a.status)
	}
	pages, _, err := c.parseSitemap(a)
	return pages, err
}

// getWaiting is get for the next step of a job that can't be put back without
// losing the ones before: it waits its turn for up to ten seconds.
func (c *Crawler) getWaiting(ctx context.Context, u *url.URL) (answer, error) {
	deadline := c.Now().Add(10 * time.Second)
	for {
		a, err := c.get(ctx, u, nil)
		var later Later
		if !errors.As(err, &later) || later.Why != "" || later.At.After(deadline) {
			return a, err
		}
		if err := sleep(ctx, later.At.Sub(c.Now())); err != nil {
			return a, err
		}
	}
}

func (c *Crawler) parseSitemap(a answer) (pages, index []place, err error) {
	body := a.body
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		if body, err = gunzip(bytes.NewReader(body), c.MaxBytes); err != nil {
			return nil, nil, err
		}
	}
	pages, index, err = parseSitemap(body)
	if err != nil {
		return nil, nil, fmt.Errorf("read sitemap %s: %w", a.final, err)
	}
	return pages, index, nil
}

// parseSitemap reads the entries of a sitemap or a sitemap index.
func parseSitemap(body []byte) (pages, index []place, err error) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.CharsetReader = charset.NewReaderLabel
	rooted := false
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			if !rooted {
				return nil, nil, errors.New("not a sitemap")
			}
			return pages, index, nil
		}
		if err != nil {
			return nil, nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		name := start.Name.Local
		if !rooted && name != "urlset" && name != "sitemapindex" {
			return nil, nil, fmt.Errorf("not a sitemap but %q", name)
		}
		rooted = true
		if name != "url" && name != "sitemap" {
			continue
		}
		var p place
		if err := dec.DecodeElement(&p, &start); err != nil {
			return nil, nil, err
		}
		if name == "url" {
			pages = append(pages, p)
			continue
		}
		index = append(index, p)
	}
}

// recent sorts the latest changed first and drops those that are known not to
// have changed since the last look.
func recent(places []place, since time.Time) []place {
	places = slices.DeleteFunc(places, func(p place) bool {
		changed := parseTime(p.LastMod)
		// A date without a time of day may be any moment of that day.
		return !changed.IsZero() && changed.Add(24*time.Hour).Before(since)
	})
	slices.SortStableFunc(places, func(a, b place) int { return parseTime(b.LastMod).Compare(parseTime(a.LastMod)) })
	return places
}

func (c *Crawler) sitemapItems(places []place, on *url.URL, patterns []string) []Item {
	var items []Item
	seen := map[string]bool{}
	for _, p := range places {
		u, err := on.Parse(strings.TrimSpace(p.Loc))
		if err != nil {
			continue
		}
		link, err := Canonical(u.String())
		if err != nil || seen[link] || !allowedLink(link, on, patterns) {
			continue
		}
		seen[link] = true
		items = append(items, Item{URL: link, Title: plainTitle(p.News.Title), Published: parseTime(p.News.Published)})
	}
	return items
}
