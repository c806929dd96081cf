package server

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"onrecord/index"
)

// healthPage is what the health template shows.
type healthPage struct {
	frame
	Health
	// States are the columns of the job table, Kinds its rows.
	States []string
	Kinds  []jobRow
	// Failing counts the feeds that fail, Silent those that have fallen silent,
	// Failed the jobs that were given up after all attempts.
	Failing, Silent, Failed int
	Now                     time.Time
}

type jobRow struct {
	Kind   string
	Counts []int
}

func (s *site) health(w http.ResponseWriter, r *http.Request) error {
	h, err := s.Record.Health(r.Context())
	if err != nil {
		return fmt.Errorf("read health: %w", err)
	}
	p := healthPage{frame: s.frame("Health"), Health: h, Now: s.Now()}
	p.Here = "health"
	p.States, p.Kinds = jobTable(h.Jobs)
	for _, f := range h.Feeds {
		switch {
		case f.Failure != "":
			p.Failing++
		case !f.Silent.IsZero():
			p.Silent++
		}
	}
	for _, d := range h.Dead {
		if !d.Final {
			p.Failed++
		}
	}
	p.Feeds = slices.Clone(p.Feeds)
	slices.SortStableFunc(p.Feeds, func(a, b FeedHealth) int { return trouble(b) - trouble(a) })
	return s.send(w, http.StatusOK, "health", p)
}

// trouble puts dead feeds first, then failing and silent ones.
func trouble(f FeedHealth) int {
	switch {
	case f.Dead:
		return 3
	case f.Failure != "":
		return 2
	case !f.Silent.IsZero():
		return 1
	}
	return 0
}

// jobTable arranges job counts by kind and state, states in the order in which
// a job lives through them.
func jobTable(jobs []JobCount) (states []string, rows []jobRow) {
	life := []string{"waiting", "running", "dead", "gone"}
	number := make(map[[2]string]int)
	var kinds []string
	for _, j := range jobs {
		if !slices.Contains(kinds, j.Kind) {
			kinds = append(kinds, j.Kind)
		}
		if !slices.Contains(states, j.State) {
			states = append(states, j.State)
		}
		number[[2]string{j.Kind, j.State}] += j.Count
	}
	slices.SortStableFunc(states, func(a, b string) int { return slices.Index(life, a) - slices.Index(life, b) })
	for _, kind := range kinds {
		row := jobRow{Kind: kind}
		for _, state := range states {
			row.Counts = append(row.Counts, number[[2]string{kind, state}])
		}
		rows = append(rows, row)
	}
	return states, rows
}

// healthz answers a machine: 200 when the record and the index answer, else
// 503. A failing feed or a dead job is for people, on the health page.
func (s *site) healthz(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := s.alive(r); err != nil {
		s.logFailure(r, http.StatusServiceUnavailable, err)
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "not well")
		return
	}
	fmt.Fprintln(w, "ok")
}

func (s *site) alive(r *http.Request) error {
	h, err := s.Record.Health(r.Context())
	if err != nil {
		return fmt.Errorf("read health: %w", err)
	}
	if h.Index.Failure != "" {
		return fmt.Errorf("index: %s", h.Index.Failure)
	}
	if _, err := s.Index.Search(r.Context(), index.Query{Limit: 1}); err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return nil
}
