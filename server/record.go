package server

import (
	"context"
	"errors"
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// Searcher answers queries; an index.Index is one.
type Searcher interface {
	Search(ctx context.Context, q index.Query) (index.Result, error)
}

// Record gives what the pages show beside search results.
type Record interface {
	// Article gives a revision of an article with its statements in the
	// text's order; revision 0 is the latest. ErrNotFound when there is none.
	Article(ctx context.Context, id string, revision int) (extractor.Article, []extractor.Statement, error)
	// Revisions lists an article's revisions, oldest first.
	Revisions(ctx context.Context, id string) ([]extractor.Revision, error)
	// Edits gives what each later revision of an article changed, from the
	// first.
	Edits(ctx context.Context, id string) ([]Edit, error)
	// LatestEdits gives the edits of all articles that came onto the record
	// before a place (the zero EditPlace: all) and after since, the newest
	// first, at most so many.
	LatestEdits(ctx context.Context, since time.Time, before EditPlace, most int) ([]Edit, error)
	// Prints gives an article and those that print the same story, by when
	// they were first seen.
	Prints(ctx context.Context, id string) ([]Print, error)
	// Utterance gives the statements that are one utterance with a statement,
	// that one too, in the order in which they were seen, and how many there are
	// where they are too many to give. ErrNotFound when there is no such
	// statement.
	Utterance(ctx context.Context, statement string) ([]Saying, int, error)
	// Repeats tells for each statement of an article that others repeat how many
	// articles do.
	Repeats(ctx context.Context, article string) (map[string]int, error)
	// Addresses gives the addresses at which an article was found.
	Addresses(ctx context.Context, id string) ([]string, error)
	// Unseen tells what of each outlet cannot be seen, by outlet.
	Unseen(ctx context.Context) ([]Unseen, error)
	// Health tells how the pipeline is.
	Health(ctx context.Context) (Health, error)
}

// ErrNotReady is the error of a search while the index is being built and
// would answer from a part of the record. What follows it tells how far it is.
var ErrNotReady = errors.New("the index is being rebuilt")

// ErrNotFound is what a Record gives for an article or revision that it
// doesn't have.
var ErrNotFound = errors.New("not in the record")

// Health is the state of the pipeline as the health page shows it.
type Health struct {
	// Feeds are the sources that are looked at again and again.
	Feeds []FeedHealth
	// Jobs are counted by kind and state; states that nothing is in may be
	// left out.
	Jobs []JobCount
	// Dead are the jobs that were given up, newest first.
	Dead []DeadJob
	// Textless counts the pages without a text, by reason.
	Textless []ReasonCount
	// Counts tells what the record holds, in the order to show: articles,
	// revisions, statements and so on.
	Counts []NamedCount
	Index  IndexHealth
	// Searches are the saved ones that need somebody's attention.
	Searches []SearchTrouble
}

// FeedHealth is one source's last and next look.
type FeedHealth struct {
	URL, Title, Outlet string
	// Checked is zero before the first look, Succeeded before the first that
	// worked, Next when none is planned.
	Checked, Succeeded, Next time.Time
	// Failure is the last look's error, empty after a success; Failures counts
	// those in a row. Dead is set when they are so many that the source is
	// hardly tried any more.
	Failure  string
	Failures int
	Dead     bool
	// Silent is when a source last brought something new that has fallen
	// silent since; zero for others.
	Silent time.Time
	// Found counts the items found so far.
	Found int
}

// Unseen is what of one outlet cannot be seen.
type Unseen struct {
	Outlet string
	// Looked counts the pages of it that were looked at, Count those without an
	// article.
	Looked, Count int
	Reasons       []UnseenReason
}

// UnseenReason counts an outlet's pages without an article for one reason.
type UnseenReason struct {
	Reason string
	Count  int
	// Last is when that was last so, URL one of the pages.
	Last time.Time
	URL  string
}

// JobCount counts the jobs of one kind in one state.
type JobCount struct {
	Kind, State string
	Count       int
}

// DeadJob is a job that was given up.
type DeadJob struct {
	// Final is true for a failure that no retry could mend (a page that
	// robots.txt forbids): it is told, and doesn't count as trouble.
	Final     bool
	Kind, Key string
	Error     string
	Attempts  int
	At        time.Time
}

// ReasonCount counts the pages without a text for one reason.
type ReasonCount struct {
	Reason string
	Count  int
}

// NamedCount is one figure of the record.
type NamedCount struct {
	Name  string
	Count int
}

// IndexHealth tells whether the index answers and how far it is behind.
type IndexHealth struct {
	// State is a short text for people: "ready", "rebuilding".
	State string
	// Waiting counts the articles that are stored and not yet searchable.
	Waiting int
	// Failure is empty when all is well.
	Failure string
}

// OK tells whether nothing needs somebody's attention: no failing or silent
// feed, no dead job, an index that answers.
func (h Health) OK() bool {
	if h.Index.Failure != "" || len(h.Searches) > 0 {
		return false
	}
	for _, d := range h.Dead {
		if !d.Final {
			return false
		}
	}
	for _, f := range h.Feeds {
		if f.Failure != "" || !f.Silent.IsZero() {
			return false
		}
	}
	return true
}
