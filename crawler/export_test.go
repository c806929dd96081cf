package crawler

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Fetched makes a page of what a server answered, as Page does between the
// fetch and the save.
func (c *Crawler) Fetched(ctx context.Context, u *url.URL, body []byte, at time.Time) Page {
	a := answer{status: http.StatusOK, header: http.Header{"Content-Type": {"text/html"}}, body: body, final: u}
	page := c.readFrom(ctx, u, a, Selectors{})
	c.complete(&page, capture(u.String(), a, at), Item{}, Feed{})
	return page
}
