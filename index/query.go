package index

import "time"

// Query is what somebody asks: a value with a text form, so that a URL, a
// saved search, the digest, the API and the feeds all carry the same one.
// Parse(q.String()) gives q again for the parts that the text form holds:
// Expr and Filters.
type Query struct {
	// Expr is what the words ask for; nil matches everything.
	Expr Expr
	// Filters are the facets' chosen values, at most one Filter a field, in
	// the order of Facets. Values of one filter are alternatives, filters are
	// all required. In the text form they are top-level terms:
	// stance:(accuse OR deny) party:"Delta Air Lines".
	Filters []Filter

	// Of is what is looked for: statements, or articles.
	Of Document
	// Sort is by relevance unless ByDate is set (newest first).
	ByDate bool
	// Limit is the number of hits, 1 to MaxBatch; 0 is DefaultLimit.
	Limit int
	// Cursor is Result.Next of the page before; empty is the first page.
	Cursor string
	// Facets are the fields to count; nil counts none.
	Facets []Field
	// Table counts other facets for each of a facet's values.
	Table Table

	// Count is what totals, facets and the histogram count; empty is what Of
	// says.
	Count Unit
	// Collapse gives the statements of one utterance as one hit: the best of
	// them, with the others in Hit.Alike.
	Collapse bool
	// Every asks for a histogram over the days of publication. Where that has
	// more bars than Bars, they are of the next wider interval; 0 is any number.
	Every Interval
	Bars  int

	// Now is what relative dates (since:P7D) count back from; the zero time is
	// the moment of the search. It is in no text form and no URL: a saved
	// search stays relative.
	Now time.Time
}

// Unit is what is counted.
type Unit string

// The units: statements one by one, the articles that tell of them, the
// stories that those print (reprints are one), the utterances that the
// statements repeat.
const (
	ByStatement Unit = "statements"
	ByArticle   Unit = "articles"
	ByStory     Unit = "stories"
	ByUtterance Unit = "utterances"
)

// Interval is the width of a histogram's bars.
type Interval string

// The intervals. A week begins on Monday; all are of UTC.
const (
	Daily   Interval = "day"
	Weekly  Interval = "week"
	Monthly Interval = "month"
)

// Filter is a facet's chosen values, sorted.
type Filter struct {
	Field  Field
	Values []string
}

// Document is one of the two kinds of documents.
type Document string

// Statements is what an empty Query.Of means.
const (
	Statements Document = "statements"
	Articles   Document = "articles"
)

// The bounds of Query.Limit: what is usual, what an address may ask for, and
// what those may who hand a whole result on.
const (
	DefaultLimit = 20
	MaxLimit     = 200
	MaxBatch     = 5000
)

// Expr is a node of a query's small tree: And, Or, Not, Near, Term, Phrase,
// Prefix, Value or Dates. See Parse for the language.
type Expr interface{ String() string }
