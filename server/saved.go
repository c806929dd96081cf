package server

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Saved is a search that somebody keeps.
type Saved struct {
	ID, Name string
	// Query is as it was written, Canonical how it was read when it was saved.
	Query, Canonical string
	// Configured is true of one that the configuration names, which can be
	// renamed, reworded and removed only there.
	Configured bool
	Made       time.Time
	// Link and Token are the unguessable parts of the share link and of the
	// feeds' addresses.
	Link, Token string
	// Broken tells why the query can't be read any more; empty when it can.
	Broken string
	// Hook is where its news are posted, nil when nowhere.
	Hook *SavedHook
	// Postings are the newest first, Subscriptions those who get its digests;
	// lists of searches leave them out.
	Postings      []Posting
	Subscriptions []SavedSubscription
}

// SavedHook is an address that news are posted to.
type SavedHook struct {
	URL   string
	Since time.Time
	// Failure tells why the last posting didn't arrive so far, GivenUp that it
	// is not tried any more.
	Failure string
	GivenUp bool
}

// masked is the search as those see it who aren't known to be allowed to change
// it: without the unguessable parts of its addresses, which let in whoever has
// them; of its hook's address the host alone, as many a receiver takes the rest
// for a secret; of those who get its digests no more than tells them apart.
func (s Saved) masked() Saved {
	s.Link, s.Token = "", ""
	if s.Hook != nil {
		h := *s.Hook
		h.URL = hostOf(h.URL, "") + "/…"
		s.Hook = &h
	}
	s.Subscriptions = slices.Clone(s.Subscriptions)
	for i := range s.Subscriptions {
		s.Subscriptions[i].To = maskedMail(s.Subscriptions[i].To)
	}
	return s
}

// maskedMail keeps of an address its first character and its host.
func maskedMail(address string) string {
	name, host, _ := strings.Cut(address, "@")
	_, size := utf8.DecodeRuneInString(name)
	return name[:size] + "…@" + host
}

// Posting is what was posted at once.
type Posting struct {
	ID         string    `json:"id"`
	State      string    `json:"state"`
	Statements int       `json:"statements"`
	Changes    int       `json:"changes"`
	Attempts   int       `json:"attempts"`
	Status     int       `json:"status"`
	Error      string    `json:"error"`
	Made       time.Time `json:"made"`
	Tried      time.Time `json:"tried"`
}

// SavedSubscription is somebody who gets a search's digests.
type SavedSubscription struct {
	To, Schedule, Zone string
	Since              time.Time
}

// SearchTrouble is a saved search that needs somebody's attention; ID is empty
// of one that there isn't.
type SearchTrouble struct{ ID, Name, Trouble string }

// Trouble tells what is wrong with a search, nothing when all is well.
func (s Saved) Trouble() string {
	switch {
	case s.Broken != "":
		return "its query can't be read any more: " + s.Broken
	case s.Hook == nil || s.Hook.Failure == "":
		return ""
	case s.Hook.GivenUp:
		return "posting was given up: " + s.Hook.Failure
	}
	return "posting fails: " + s.Hook.Failure
}

// Path is its page here, SharePath the share link.
func (s Saved) Path() string      { return "/searches/" + url.PathEscape(s.ID) }
func (s Saved) SharePath() string { return "/s/" + url.PathEscape(s.Link) }

// FeedPath is where its feed is, in the form atom or json.
func (s Saved) FeedPath(form string) string {
	return "/feeds/" + url.PathEscape(s.ID) + "/" + url.PathEscape(s.Token) + "." + form
}

// SavedReader knows the saved searches. What there isn't is ErrNotFound.
type SavedReader interface {
	// Searches gives all, by name.
	Searches(ctx context.Context) ([]Saved, error)
	// Search gives one with its postings and subscriptions.
	Search(ctx context.Context, id string) (Saved, error)
	// Shared gives one by the unguessable part of its share link.
	Shared(ctx context.Context, link string) (Saved, error)
}

// SavedWriter changes them. What is whoever asks to mend is ErrMistake.
type SavedWriter interface {
	// Save saves a search and gives its ID.
	Save(ctx context.Context, name, query string) (id string, err error)
	// Change does one change; of SetHook it gives the secret.
	Change(ctx context.Context, id string, c SavedChange) (secret string, err error)
}

// SavedChange is one change of a saved search, with the new name, query or
// address where it has one.
type SavedChange struct{ What, Text string }

// The changes.
const (
	Rename     = "rename"
	Reword     = "reword"
	Remove     = "remove"
	RenewLink  = "renew-link"
	RenewFeed  = "renew-feed"
	Reveal     = "reveal" // the page does it: nothing is changed
	SetHook    = "hook"
	RemoveHook = "unhook"
	Resend     = "resend"
)

// ErrMistake is wrapped by what somebody asked for that can't be done.
var ErrMistake = errors.New("that can't be done")
