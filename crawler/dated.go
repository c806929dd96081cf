package crawler

import (
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"

	"onrecord/extractor"
)

// published takes the exact moment that a page's metadata tells, unless the
// date that was found otherwise is another day.
func published(exact, found time.Time) time.Time {
	if exact.IsZero() || !found.IsZero() && found.Sub(exact).Abs() > 48*time.Hour {
		return found.UTC()
	}
	return exact.UTC()
}

// writtenDate looks for the date that is only written on a page, near its top
// or outside its text. One further down is of something that the text tells of.
func writtenDate(doc *html.Node, text string) time.Time {
	found, err := htmldate.FromDocument(doc, htmldate.Options{UseOriginalDate: true})
	if err != nil || found.IsZero() {
		return time.Time{}
	}
	day := found.DateTime
	if day.Month() == time.January && day.Day() == 1 {
		return time.Time{} // nothing but a year was found
	}
	const top = 300
	for _, layout := range []string{"January 2, 2006", "2 January 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 Jan 2006", "January 2", "2006-01-02", "1/2/2006"} {
		if strings.Index(text, day.Format(layout)) > top {
			return time.Time{}
		}
	}
	return day.UTC()
}

// date settles when an article was published: the feed's word if it can be
// true and the page's metadata don't say that the story is older, else the
// page's, else when the link was first seen.
func date(a *extractor.Article, item Item, now time.Time) {
	fed := plausible(item.Published, now)
	if !plausible(a.Published, now) {
		a.Published, a.DatedBy = time.Time{}, ""
	}
	switch {
	case fed && (a.DatedBy != "page" || item.Published.Sub(a.Published) < 48*time.Hour):
		a.Published, a.DatedBy = item.Published.UTC(), "feed"
	case a.Published.IsZero():
		a.Published, a.DatedBy = firstTime(item.Seen, now).UTC(), "fetch"
	}
}

// plausible tells whether a date can be an article's: not before the web, not
// after tomorrow.
func plausible(t, now time.Time) bool {
	return t.Year() >= 1990 && t.Before(now.Add(36*time.Hour))
}
