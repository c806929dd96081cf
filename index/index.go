package index

import (
	"context"
	"time"

	"onrecord/extractor"
)

// Entry is one statement with what its article tells of it: a document of the
// index, so that party, stance and target stay paired and facet counts count
// statements.
type Entry struct {
	Statement extractor.Statement
	// Words are the content's own words, pieces joined by " … ".
	Words string
	// Source and Cue are the article's own words for who says it and for the
	// saying ("the airline's chief executive", "told reporters"), pieces joined
	// likewise. Source is empty where it is the speaker's name.
	Source, Cue string
	// Before and After are the text around the content's first piece, cut at
	// word bounds to at most 32 code points, for links to the passage.
	Before, After string
	// Utterance names the statements of one speaker in the same or nearly the
	// same words, in whatever article: the ID of the one that was seen first.
	// Empty is a statement that nobody repeats so far.
	Utterance string
	Article   Article
}

// Article is the second kind of document: an article of the coverage.
type Article struct {
	ID        string
	Revision  int
	URL       string
	Title     string
	Byline    string
	Outlet    string
	Published time.Time
	Language  string
	// Story names the articles that print the same story: the ID of the one
	// that was seen first. Empty is an article that nobody reprints so far.
	Story string
	// Text is searched in articles; it is not returned with hits.
	Text string
	// Companies are the canonical names of those mentioned.
	Companies []string
}

// Index is a view of the record that can be rebuilt from it at any time.
//
// Put replaces all that the index holds of the article by the article and the
// entries given, so that doing it twice changes nothing; a Put of an older
// revision than the one held does nothing. What Put has returned for is found
// by the next Search. All methods may be called from many goroutines.
type Index interface {
	Put(ctx context.Context, a Article, entries []Entry) error
	Delete(ctx context.Context, article string) error
	Search(ctx context.Context, q Query) (Result, error)
	Close() error
}

// Result is the answer to a Query.
type Result struct {
	// Total counts all that matches, in the query's unit (see Query.Count).
	Total int
	Hits  []Hit
	// Facets holds, for each field that the query asked for, the MaxCounts
	// most frequent values by falling count, then name. A facet is counted
	// with its own filter lifted; a value that is filtered by is there
	// whatever its count.
	Facets map[Field][]Count
	// Distinct holds, for each of those fields, how many values there are in
	// all.
	Distinct map[Field]int
	// Table holds the rows of the table that the query asked for.
	Table []Row
	// Histogram holds the bars that the query asked for, from the first day
	// with a match to the last, empty ones between them too. What has no date
	// is in none, and only the latest MaxBars are given.
	Histogram []Bar
	// Every is how wide the bars are: what the query asked for, or more.
	Every Interval
	// Next is the cursor of the following page, empty on the last one.
	Next string
	Took time.Duration
}

// Hit is one entry that matched, or, in a search for articles, one article
// (then Entry.Statement is zero).
type Hit struct {
	Entry
	Score float64
	// Marks are the byte ranges of Entry.Words (or, for articles, of the
	// Excerpt) that matched.
	Marks []extractor.Span
	// Excerpt is the passage of an article that matched best.
	Excerpt string
	// Alike counts the other matching statements of the hit's utterance in a
	// search that collapses, and Outlets names where they stand, each once, in
	// the order of names, without the hit's own.
	Alike   int
	Outlets []string
}

// Bar is one interval of a histogram.
type Bar struct {
	Start time.Time // its first day
	Count int       // what matches
	All   int       // all that is on record, matching or not, in the same unit
}

// MaxCounts is how many values of a facet a Result holds at most, besides
// those that are filtered by.
const MaxCounts = 200

// MaxBars is how many bars of a histogram a Result holds at most: a date that a
// page got wrong by a thousand years must not make as many empty days.
const MaxBars = 4000

// Count is one value of a facet.
type Count struct {
	Value string
	Count int
}
