package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"onrecord/crawler"
	"onrecord/crawler/store"
	"onrecord/index"
	"onrecord/index/embedded"
)

type holdCommand struct {
	List   holdList   `cmd:"" default:"withargs" help:"List what is held."`
	Add    holdAdd    `cmd:"" help:"Hold something: no rule of retention drops it."`
	Remove holdRemove `cmd:"" help:"Hold something no more."`
}

type (
	holdList struct{}
	holdAdd  struct {
		Kind   string `arg:"" help:"What it is: statement, article, outlet, search (a saved one) or query." enum:"statement,article,outlet,search,query"`
		What   string `arg:"" help:"The statement's or article's ID, the outlet's name, the saved search's ID, or the query."`
		Reason string `help:"Why, for people." placeholder:"TEXT"`
	}
	holdRemove struct {
		Kind string `arg:"" help:"What it is, as it was added." enum:"statement,article,outlet,search,query"`
		What string `arg:"" help:"What is held, as the list has it."`
	}
)

// holdLine is a hold as the outside world reads it.
type holdLine struct {
	Kind     string `json:"kind"`
	What     string `json:"what"`
	Reason   string `json:"reason"`
	Added    string `json:"added"`
	Articles int    `json:"articles"`
	// Waiting is true while what a search names is still to be found.
	Waiting bool `json:"waiting"`
}

func waiting(h store.Hold) bool {
	return h.Settled.IsZero() && (h.Kind == store.HoldSearch || h.Kind == store.HoldQuery)
}

// Run lists the holds.
func (holdList) Run(s *session) error {
	return s.withStore(func(db *store.DB) error {
		holds, err := db.Holds(s.ctx)
		if err != nil {
			return err
		}
		return s.printHolds(holds)
	})
}

func (s *session) printHolds(holds []store.Hold) error {
	e := json.NewEncoder(s.Out)
	t := newTable(s.Out, "kind", "what", "articles", "since", "reason")
	for _, h := range holds {
		l := holdLine{Kind: h.Kind, What: h.What, Reason: h.Reason, Added: h.Added.Format("2006-01-02"), Articles: h.Articles, Waiting: waiting(h)}
		if s.Format != "text" {
			if err := e.Encode(l); err != nil {
				return err
			}
			continue
		}
		count := fmt.Sprint(l.Articles)
		if l.Waiting {
			count += ", more to be found"
		}
		t.row(l.Kind, l.What, count, l.Added, l.Reason)
	}
	if s.Format != "text" {
		return nil
	}
	return t.flush("")
}

// Run holds something. What a search names is looked up in the index at once,
// or by the server that is running.
func (c holdAdd) Run(s *session) error {
	config, err := s.settings()
	if err != nil {
		return err
	}
	h := store.Hold{Kind: c.Kind, What: c.What, Reason: c.Reason}
	asks := c.Kind == store.HoldSearch || c.Kind == store.HoldQuery
	err = s.withStore(func(db *store.DB) error {
		if asks {
			known, err := knownSearches(s.ctx, db, config.Searches)
			if err != nil {
				return err
			}
			if _, err := holdQuery(known, h); err != nil {
				return usageError{err}
			}
		}
		return db.AddHold(s.ctx, h)
	})
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("there is no %s %q on record", c.Kind, c.What)}
	}
	if err != nil || !asks {
		return err
	}
	err = s.withRecord(func(r *record) error { return r.untilIdle(s.ctx, nil, 0, crawler.HoldJob) })
	if errors.Is(err, embedded.ErrLocked) || errors.Is(err, store.ErrBusy) {
		_, err = fmt.Fprintln(s.Err, "held; the server that is running finds what it names")
	}
	return err
}

// Run holds something no more.
func (c holdRemove) Run(s *session) error {
	err := s.withStore(func(db *store.DB) error { return db.RemoveHold(s.ctx, c.Kind, c.What) })
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("no %s %q is held", c.Kind, c.What)}
	}
	return err
}

// holdQuery is what a hold asks the index, given the saved searches.
func holdQuery(searches []SearchConfig, h store.Hold) (index.Query, error) {
	text := h.What
	if h.Kind == store.HoldSearch {
		at := slices.IndexFunc(searches, func(s SearchConfig) bool { return s.ID == h.What })
		if at < 0 {
			return index.Query{}, fmt.Errorf("there is no saved search %q", h.What)
		}
		text = searches[at].Query
	}
	q, err := index.Parse(text)
	if err != nil {
		return q, fmt.Errorf("query: %w", err)
	}
	return q, nil
}
