package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"
)

// Changed tells which state of the index answers, and since when. The name is
// another one whenever an answer may be; the time is zero while nobody can say,
// as while something is being written.
type Changed func() (generation string, since time.Time)

// generations tags answers that are too large to be held by what was asked of
// which state of the index.
type generations struct {
	changed Changed
	// broken counts the exports that broke off. Each had a tag already, under
	// which nobody may take it for whole.
	broken atomic.Uint64
}

// tag names the answer to a request, weakly: the same statements, while their
// bytes may differ. It is empty where nobody tells about the index. Dates of a
// query may count back from today, so a tag is one of a day.
func (g *generations) tag(r *http.Request, base, version string, now time.Time) string {
	if g.changed == nil {
		return ""
	}
	generation, _ := g.changed()
	sum := sha256.New()
	for _, part := range []any{r.URL.Path, r.URL.Query().Encode(), base, version, now.UTC().Format(time.DateOnly), generation, g.broken.Load()} {
		fmt.Fprintf(sum, "%v\x00", part)
	}
	return `W/"` + hex.EncodeToString(sum.Sum(nil)[:12]) + `"`
}

// since is from when on answers are what they are now, to the second; zero
// where nobody can say. What counts back from today changes with the day.
func (g *generations) since(now time.Time) time.Time {
	if g.changed == nil {
		return time.Time{}
	}
	_, at := g.changed()
	if at.IsZero() || !at.Truncate(time.Second).Before(now.Truncate(time.Second)) {
		return time.Time{} // what is written later in this second would have the same time
	}
	if today := now.UTC().Truncate(24 * time.Hour); at.Before(today) {
		return today
	}
	return at
}

// unmodified tells whether a client that names no tag has what was last changed
// at a time.
func unmodified(r *http.Request, changed string) bool {
	at, err := http.ParseTime(changed)
	if err != nil || len(r.Header.Values("If-None-Match")) > 0 {
		return false
	}
	had, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !had.Before(at)
}
