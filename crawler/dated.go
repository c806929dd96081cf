package crawler

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"

	"onrecord/extractor"
)

// Where an article's date can be from (Article.DatedBy), beside its feed, an
// import and its first fetch.
const (
	ByLinkedData = "json-ld"
	ByMeta       = "meta"
	ByURL        = "url"
	ByVisible    = "visible"
)

// dating finds out when a page's article was published.
type dating struct {
	head     *head
	doc      *html.Node
	headline *html.Node
}

// published gives the moment, or the day, that the most trustworthy of a
// page's dates tells, and where it stands: in the zone that is written with
// it, or in one in which it is on the day that the page names.
func (d *dating) published() (time.Time, string) {
	linked, page := "", ""
	for _, l := range d.head.linked {
		if l.paged {
			page = firstOf(page, l.published)
		} else {
			linked = firstOf(linked, l.published)
		}
	}
	meta := d.head.published
	named := urlDay(d.head.address)
	for _, c := range []struct{ value, by string }{
		{linked, ByLinkedData}, {meta[0], ByMeta}, {meta[1], ByMeta}, {page, ByLinkedData},
	} {
		if t, zoned := d.moment(c.value); !t.IsZero() {
			return d.local(t, zoned, named), c.by
		}
	}
	if !named.IsZero() {
		return named, ByURL
	}
	if t := d.visible(); !t.IsZero() {
		return t, ByVisible
	}
	if t, zoned := d.moment(meta[2]); !t.IsZero() {
		return d.local(t, zoned, named), ByMeta
	}
	return time.Time{}, ""
}

// modified gives when a page says that its article was changed.
func (d *dating) modified() (time.Time, string) {
	for _, l := range d.head.linked {
		if t, _ := d.moment(l.modified); !t.IsZero() && !l.paged {
			return t, ByLinkedData
		}
	}
	for _, value := range d.head.modified {
		if t, _ := d.moment(value); !t.IsZero() {
			return t, ByMeta
		}
	}
	return time.Time{}, ""
}

// moment reads a date of the metadata, which is not always in the form that it
// should have.
func (d *dating) moment(value string) (time.Time, bool) {
	t, zoned := parseZoned(value)
	if t.IsZero() && len(value) < 80 {
		t = writtenDay(value, d.monthFirst())
	}
	if t.Year() < 1990 {
		return time.Time{}, false
	}
	return t, zoned
}

// local puts a moment whose zone isn't told on the clock of its readers: the
// one by which it is on the day that its address names or the page shows, or
// that of the country of its site.
func (d *dating) local(t time.Time, zoned bool, named time.Time) time.Time {
	if zoned || isMidnight(t) {
		return t
	}
	for _, day := range []time.Time{named, d.visible()} {
		if moved := inDay(t, day); !day.IsZero() && sameDay(moved, day) {
			return moved
		}
	}
	if u, err := url.Parse(d.head.address); err == nil {
		host := u.Hostname()
		if at := clocks[host[strings.LastIndexByte(host, '.')+1:]]; at != nil {
			return t.In(at)
		}
	}
	return t
}

func isMidnight(t time.Time) bool { return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 }

func sameDay(t, day time.Time) bool {
	return t.Year() == day.Year() && t.YearDay() == day.YearDay()
}

// inDay moves a moment to a zone in which it is on the given day, if that can
// be the day before or after.
func inDay(t, day time.Time) time.Time {
	if before := t.Sub(day) - 24*time.Hour; before >= 0 && before < 12*time.Hour {
		return t.In(time.FixedZone("", -int(before/time.Hour+1)*3600))
	}
	if after := day.Sub(t); after > 0 && after <= 14*time.Hour {
		return t.In(time.FixedZone("", int((after+time.Hour-1)/time.Hour)*3600))
	}
	return t
}

// monthFirst tells whether 3/4/2024 is the fourth of March on this page.
func (d *dating) monthFirst() bool {
	language := strings.ToLower(strings.ReplaceAll(d.head.language, "_", "-"))
	if u, err := url.Parse(d.head.address); err == nil {
		for _, country := range []string{".uk", ".au", ".nz", ".ie", ".za", ".in", ".sg", ".my", ".ng", ".ke", ".ca"} {
			if strings.HasSuffix(u.Hostname(), country) {
				return false
			}
		}
	}
	return language == "" || language == "en" || language == "en-us"
}

// urlDays are the forms of a whole day in an address.
var urlDays = regexp.MustCompile(`[/=_-]((?:19|20)\d\d)(?:/([01]?\d)/([0-3]?\d)/|[-_]([01]\d)[-_]([0-3]\d)(?:\D|$)|([01]\d)([0-3]\d)(?:[/_.-]|$)|/([01]\d)([0-3]\d)/)`)

// urlDay reads the day that an address names, zero when it names none.
func urlDay(address string) time.Time {
	u, err := url.Parse(address)
	if err != nil {
		return time.Time{}
	}
	m := urlDays.FindStringSubmatch(u.Path)
	if m == nil {
		return time.Time{}
	}
	var n []int
	for _, s := range m[1:] {
		if i, err := strconv.Atoi(s); err == nil {
			n = append(n, i)
		}
	}
	if len(n) != 3 {
		return time.Time{}
	}
	return realDay(n[0], time.Month(n[1]), n[2])
}

// searchedDay looks for a date anywhere on a page, near its top or outside its
// text. One further down is of something that the text tells of.
func searchedDay(doc *html.Node, text string) time.Time {
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
	if !plausible(a.Modified, now) || a.Modified.Before(a.Published) {
		a.Modified, a.ModifiedBy = time.Time{}, ""
	}
	told := a.DatedBy == ByLinkedData || a.DatedBy == ByMeta
	switch {
	case fed && (!told || item.Published.Sub(a.Published) < 48*time.Hour):
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
