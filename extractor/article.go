package extractor

import "time"

// Article is one revision of a text of the coverage. Text is made once, by
// whoever brings the article in, and never changes: every Span points into it.
type Article struct {
	// ID is stable over revisions and re-fetches: a hash of what identifies
	// the article, its canonical URL where it has one.
	ID string
	// Revision counts from 1; a changed text is the next one.
	Revision int
	// URL is canonical and absolute, or empty for imported texts without one.
	URL string
	// Title, Byline and Outlet are plain text. Outlet is the publication's
	// name as readers know it.
	Title, Byline, Outlet string
	// Published is zero when no date is known; DatedBy says where the date
	// came from: "feed", "json-ld" and "meta" (the page's metadata), "url" (its
	// address), "visible" (written on the page), "import", "fetch" (the day it
	// was first fetched).
	Published time.Time
	DatedBy   string
	// Modified is when the page says that its text was changed, and ModifiedBy
	// where it says so; zero when it doesn't.
	Modified   time.Time
	ModifiedBy string
	// Image is the address of the lead image, and Notes are the corrections
	// and editors' notes that stand with the text, in paragraphs; both may be
	// empty.
	Image, Notes string
	// Language is an ISO 639-1 code, or empty.
	Language string
	// Text is valid UTF-8, paragraphs separated by one blank line.
	Text string
}

// Revision is what is kept about one state of an article's text.
type Revision struct {
	Article string
	Number  int
	Title   string
	// Hash is the hex SHA-256 of the text.
	Hash string
	// Seen is when this state was first fetched.
	Seen time.Time
	// Length is in Unicode code points.
	Length int
}

// Span is a half-open range of bytes of Article.Text, on rune bounds.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps tells whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }
