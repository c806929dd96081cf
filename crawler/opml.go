package crawler

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// maxOPML bounds a subscription list: 4 MB.
const maxOPML = 4 << 20

type opml struct {
	XMLName  xml.Name  `xml:"opml"`
	Version  string    `xml:"version,attr"`
	Title    string    `xml:"head>title"`
	Outlines []outline `xml:"body>outline"`
}

type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	URL      string    `xml:"xmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// ReadOPML reads the feeds of a subscription list, folders flattened. An
// outline without a feed's URL is a folder; one whose URL is unusable is an
// error that names it. Only URL, Kind, Title and Outlet are set.
func ReadOPML(r io.Reader) ([]Feed, error) {
	limited := &io.LimitedReader{R: r, N: maxOPML + 1}
	var list opml
	err := xml.NewDecoder(limited).Decode(&list)
	if limited.N <= 0 {
		return nil, fmt.Errorf("read OPML: more than %d MB", maxOPML>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("read OPML: %w", err)
	}
	return feedsOf(list.Outlines, nil)
}

func feedsOf(outlines []outline, feeds []Feed) ([]Feed, error) {
	for _, o := range outlines {
		if o.URL != "" {
			u, err := url.Parse(strings.TrimSpace(o.URL))
			if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
				return nil, fmt.Errorf("read OPML: outline %q: %q is not an http or https URL", o.Text, o.URL)
			}
			f := Feed{URL: u.String(), Kind: FeedJob, Title: o.Title, Outlet: o.Text}
			if o.Type == SiteJob || o.Type == SingleJob {
				f.Kind = o.Type
			}
			feeds = append(feeds, f)
		}
		var err error
		if feeds, err = feedsOf(o.Outlines, feeds); err != nil {
			return nil, err
		}
	}
	return feeds, nil
}

// WriteOPML writes feeds as a subscription list that ReadOPML and feed
// readers read. A site's outline has the type "site", a single page's "single".
func WriteOPML(w io.Writer, feeds []Feed) error {
	list := opml{Version: "2.0", Title: "onrecord feeds"}
	for _, f := range feeds {
		o := outline{Text: f.Outlet, Title: f.Title, Type: "rss", URL: f.URL}
		if o.Text == "" {
			o.Text = f.URL
		}
		if f.Kind != FeedJob {
			o.Type = f.Kind
		}
		list.Outlines = append(list.Outlines, o)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(list); err != nil {
		return fmt.Errorf("write OPML: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}
