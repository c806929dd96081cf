package server

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// unseenPage is what the unseen template shows.
type unseenPage struct {
	frame
	Outlets []unseenOutlet
	// Pages is how many pages without an article there are.
	Pages int
	Now   time.Time
}

type unseenOutlet struct {
	Name          string
	Looked, Count int
	Reasons       []unseenReason
}

type unseenReason struct {
	Name, Means string
	Count       int
	Last        time.Time
	Example     string
}

// unseen shows what of each outlet cannot be seen, the worst first.
func (s *site) unseen(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Record.Unseen(r.Context())
	if err != nil {
		return fmt.Errorf("read what cannot be seen: %w", err)
	}
	p := unseenPage{frame: s.frame("What we cannot see"), Now: s.Now()}
	p.Here = "health"
	for _, o := range all {
		v := unseenOutlet{Name: o.Outlet, Looked: o.Looked, Count: o.Count}
		for _, reason := range o.Reasons {
			v.Reasons = append(v.Reasons, unseenReason{Name: reason.Reason, Means: meaning(reason.Reason), Count: reason.Count,
				Last: reason.Last, Example: webURL(reason.URL)})
		}
		slices.SortStableFunc(v.Reasons, func(a, b unseenReason) int { return cmp.Compare(b.Count, a.Count) })
		p.Outlets = append(p.Outlets, v)
		p.Pages += o.Count
	}
	slices.SortStableFunc(p.Outlets, func(a, b unseenOutlet) int { return cmp.Compare(b.Count, a.Count) })
	return s.send(w, http.StatusOK, "unseen", p)
}

// meaning tells people what a reason means.
func meaning(reason string) string {
	switch reason {
	case "bot wall":
		return "the site takes us for a robot, and shows a check instead of the story"
	case "paywall":
		return "only the beginning is free to read"
	case "login":
		return "the site wants a login first"
	case "consent page":
		return "the site wants consent to cookies first"
	case "soft 404":
		return "the site says that there is no such page, though not by its status"
	case "needs JavaScript":
		return "the page is empty until its scripts have run"
	case "no text":
		return "the page has no text that could be an article's: pictures, a video, a list"
	case "not HTML":
		return "what came is no web page"
	}
	if strings.HasPrefix(reason, "status ") {
		return "what the site's server answered"
	}
	return ""
}
