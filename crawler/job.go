package crawler

import (
	"errors"
	"fmt"
	"time"
)

// The kinds of durable jobs, and what their keys are.
const (
	FeedJob    = "feed"    // a feed's URL
	SiteJob    = "site"    // the URL of a section page or sitemap
	SingleJob  = "single"  // the URL of a single page that is followed
	PageJob    = "page"    // a page's canonical URL
	ArticleJob = "article" // an article's ID, with its revision
	DigestJob  = "digest"  // a subscription's ID, with its period

	HoldJob      = "hold"      // what a hold names, with its kind as the period
	RetentionJob = "retention" // "all"
	DropJob      = "drop"      // the ID of an article that is to leave the index

	AlertJob = "alert" // "all": whoever waits for what is new
	PostJob  = "post"  // a posting's ID
)

// Immediately is the schedule of a subscription that is told what is new as it
// comes.
const Immediately = "immediately"

// Job is one durable step of the pipeline. Kind, Key, Revision and Period
// identify it: the same job enqueued twice while waiting is one job.
type Job struct {
	Kind     string
	Key      string
	Revision int
	Period   string
	// At is the moment before which it must not run; zero is now.
	At time.Time
	// Attempt counts from 1 in the job that a handler is given.
	Attempt int
}

// Later is the error of a job that could not run yet through no fault of its
// own (a host's next allowed moment, say): it is put back until At, and the
// attempt doesn't count. Why is set when it is the host that has failed.
type Later struct {
	At  time.Time
	Why string
}

func (l Later) Error() string {
	if l.Why != "" {
		return l.Why
	}
	return fmt.Sprintf("not before %s", l.At.Format(time.RFC3339Nano))
}

// ErrGone marks a failure that no retry can mend (a malformed URL, a
// subscription that was taken away): the job ends without another attempt.
var ErrGone = errors.New("no retry can mend this")
