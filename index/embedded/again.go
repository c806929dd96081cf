package embedded

import (
	"sync"
	"time"

	"onrecord/index"
)

// mostAgain is how many queries' documents are remembered of a segment.
const mostAgain = 24

// again remembers which documents of a segment the latest queries matched,
// before any filter. Whoever draws a page asks for the same words several
// times, with other filters, and so does whoever reads on. A segment never
// changes, but that documents of it are deleted.
type again struct {
	mu   sync.Mutex
	list []matched
	next int // to be forgotten
}

// matched are the documents of a query that weren't deleted at the time, when
// so many were.
type matched struct {
	key     string
	deleted uint64
	docs    set
}

// againKey names what is asked, and of which kind of documents; empty asks for
// everything.
func againKey(q index.Query) string {
	if q.Expr == nil {
		return ""
	}
	// Some dates count from the day of the search.
	return string(q.Of) + " " + q.Now.UTC().Format(time.DateOnly) + " " + q.Expr.String()
}

// recall leaves of docs those that the query matched. It is false when nobody
// knows: when that isn't remembered, or was found after documents were deleted
// that are still there in this view.
func (g *again) recall(key string, deleted uint64, docs set) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i := range g.list {
		if m := &g.list[i]; m.key == key && m.deleted <= deleted {
			docs.and(m.docs)
			return true
		}
	}
	return false
}

// keep remembers what a query matched.
func (g *again) keep(key string, deleted uint64, docs set) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i := range g.list {
		if g.list[i].key == key {
			return // for a newer view, or a like one; older ones are about to end
		}
	}
	if len(g.list) < mostAgain {
		g.list = append(g.list, matched{key, deleted, append(set{}, docs...)})
		return
	}
	m := &g.list[g.next]
	m.key, m.deleted = key, deleted
	copy(m.docs, docs)
	g.next = (g.next + 1) % mostAgain
}
