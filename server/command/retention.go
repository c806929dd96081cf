package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"onrecord/crawler"
	"onrecord/crawler/store"
)

type retentionCommand struct {
	DryRun bool   `help:"Tell what would be dropped now, and drop nothing."`
	Log    bool   `help:"List what was dropped: when, by which rule, with the hashes of what it was (--format jsonl)."`
	Since  string `help:"With --log: since this day or moment." placeholder:"DATE"`
}

// Run drops what the configuration's rules of retention name and no hold does.
func (c retentionCommand) Run(s *session) error {
	since, err := parseSince(c.Since)
	if err != nil {
		return usageError{err}
	}
	if c.Since != "" && !c.Log {
		return usageError{errors.New("--since goes with --log")}
	}
	config, err := s.settings()
	if err != nil {
		return err
	}
	if c.Log {
		return s.withStore(func(db *store.DB) error { return s.printTombstones(db, since) })
	}
	rules := config.Retention.rules()
	if len(rules) == 0 {
		_, err := fmt.Fprintln(s.Out, "nothing is dropped: the configuration has no rules of retention")
		return err
	}
	if err := s.withStore(func(db *store.DB) error { return s.printForecast(db, rules, c.DryRun) }); err != nil || c.DryRun {
		return err
	}
	return s.withRecord(func(r *record) error { return c.drop(s, r) })
}

// drop does the jobs that a server would do.
func (c retentionCommand) drop(s *session, r *record) error {
	begin := time.Now()
	if err := r.db.Enqueue(s.ctx, crawler.Job{Kind: crawler.RetentionJob, Key: allOfIt}); err != nil {
		return err
	}
	if err := r.untilIdle(s.ctx, nil, 0, crawler.HoldJob, crawler.RetentionJob, crawler.DropJob); err != nil {
		return err
	}
	stones, err := r.db.Tombstones(s.ctx, begin)
	if err != nil {
		return err
	}
	count := map[string]int{}
	for _, stone := range stones {
		count[stone.Kind]++
	}
	if _, err := fmt.Fprintf(s.Out, "dropped %d articles and the bytes of %d captures\n", count[store.DropArticle], count[store.DropCapture]); err != nil {
		return err
	}
	return r.nothingLeft(s.ctx)
}

// nothingLeft fails when rules have still something to drop: a job failed, as
// the log tells, and will be tried again.
func (r *record) nothingLeft(ctx context.Context) error {
	dooms, err := r.db.Forecast(ctx, r.config.Retention.rules())
	if err != nil {
		return err
	}
	for _, d := range dooms {
		if d.Count > 0 {
			return fmt.Errorf("%s: %d are still there, and will be dropped when the job is tried again", d.Rule, d.Count)
		}
	}
	return nil
}

func (s *session) printForecast(db *store.DB, rules []store.Rule, dry bool) error {
	dooms, err := db.Forecast(s.ctx, rules)
	if err != nil {
		return err
	}
	if s.Format != "text" {
		e := json.NewEncoder(s.Out)
		for _, d := range dooms {
			line := map[string]any{"rule": d.Rule.String(), "kind": d.Rule.Kind, "drop": d.Count, "held": d.Held, "bytes": d.Bytes, "dry_run": dry}
			if d.Count > 0 {
				line["oldest"], line["newest"] = d.Oldest, d.Last
			}
			if err := e.Encode(line); err != nil {
				return err
			}
		}
		return nil
	}
	t := newTable(s.Out, "rule", "to drop", "held", "MB", "oldest", "newest")
	for _, d := range dooms {
		oldest, newest := "", ""
		if d.Count > 0 {
			oldest, newest = d.Oldest.Format(time.DateOnly), d.Last.Format(time.DateOnly)
		}
		t.row(d.Rule.String(), strconv.Itoa(d.Count), strconv.Itoa(d.Held), fmt.Sprintf("%.1f", float64(d.Bytes)/1e6), oldest, newest)
	}
	title := ""
	if dry {
		title = "a dry run: nothing is dropped"
	}
	return t.flush(title)
}

func (s *session) printTombstones(db *store.DB, since time.Time) error {
	stones, err := db.Tombstones(s.ctx, since)
	if err != nil {
		return err
	}
	if s.Format != "text" {
		e := json.NewEncoder(s.Out)
		for _, x := range stones {
			if err := e.Encode(map[string]any{"kind": x.Kind, "id": x.ID, "dropped": x.Dropped, "rule": x.Rule, "url": x.URL,
				"outlet": x.Outlet, "seen": x.Seen, "hashes": x.Hashes}); err != nil {
				return err
			}
		}
		return nil
	}
	t := newTable(s.Out, "dropped", "kind", "id", "seen", "outlet", "rule")
	for _, x := range stones {
		t.row(x.Dropped.Format("2006-01-02 15:04"), x.Kind, x.ID, x.Seen.Format(time.DateOnly), x.Outlet, x.Rule)
	}
	return t.flush("")
}
