package digest

import (
	"net/url"
	"time"

	"onrecord/index"
)

// Digest is what is new, in the order in which it is read.
type Digest struct {
	// Subscription is its ID, Name the saved search's.
	Subscription, Name string
	// Query is the saved search.
	Query index.Query
	// Broken tells why the search can't be read any more, Written is its query,
	// and Mend the page where it can be seen to; all are empty of one that can.
	Broken, Written, Mend string
	// From and To are mail addresses.
	From, To string
	// What is told came onto the record after Since (zero: ever) and up to
	// Until; both are shown in Zone.
	Since, Until time.Time
	Zone         *time.Location
	// Groups hold the lines; none is empty.
	Groups []Group
	// Statements counts the new statements, those folded into others' lines
	// included. Repeats counts those left out because the same words of the
	// same party had been on record before.
	Statements, Repeats int
	// Changes counts the statements that edits changed or removed.
	Changes int
	Health  Health
	// Site is where onrecord is served, without a slash at the end.
	Site string
}

// Empty tells whether there is nothing to tell.
func (d Digest) Empty() bool { return d.Broken == "" && len(d.Groups) == 0 && len(d.alarming()) == 0 }

// Group is lines under one heading.
type Group struct {
	Title string
	Lines []Line
	// More is where all of its statements are found, those of other periods
	// too.
	More string
	// Rest is true for the parties' groups, which follow the news proper.
	Rest bool
}

// Line is one statement, or several outlets' of the same words.
type Line struct {
	// Party is who says it, Speaker who says it for the party, or empty.
	Party, Speaker string
	// Does is what the party does, and towards whom: "accuses CrowdStrike".
	Does string
	// Words are the content's; Direct tells whether they are a quotation.
	Words  string
	Direct bool
	// Outlet is the first that published, Others those that followed.
	Outlet    string
	Others    []string
	Title     string
	Published time.Time
	// Evidence is the statement in its article here, Passage the words in the
	// original; Passage may be empty.
	Evidence, Passage string
}

// Health is how the pipeline is, told at the foot.
type Health struct {
	Feeds int
	// Failing are the feeds whose last look failed, with the error; Silent
	// those that answer and have long brought nothing new.
	Failing, Silent []Failure
	// Waiting counts the jobs that are due and not done, Dead those that are
	// not tried any more.
	Waiting, Dead        int
	Articles, Statements int
}

// Failure is what goes wrong and how.
type Failure struct {
	Name, Error string
	// Since is when it became a matter for somebody's attention, zero when it
	// hasn't; Well when all was last well, zero for never.
	Since, Well time.Time
}

// allURL is the page of the search itself.
func (d Digest) allURL() string {
	if d.Mend != "" {
		return d.Mend
	}
	return d.searchURL(d.Query)
}

// searchURL is the page of a query here, the newest first.
func (d Digest) searchURL(q index.Query) string {
	q.ByDate, q.Limit, q.Cursor, q.Of = true, 0, "", ""
	return d.Site + "/?" + q.Values().Encode()
}

// evidenceURL is a statement in its article here, in the revision that made it.
func evidenceURL(site string, e index.Entry) string {
	v := url.Values{}
	if e.Article.Revision > 0 {
		v.Set("revision", number(e.Article.Revision))
	}
	return site + "/article/" + url.PathEscape(e.Article.ID) + "?" + v.Encode() + "#s-" + url.PathEscape(e.Statement.ID)
}
