package command

import (
	"context"
	"errors"
	"runtime/debug"

	"onrecord/crawler/evidence"
	"onrecord/crawler/store"
)

// holding gives a capture with all that is on record about it.
func holding(ctx context.Context, db *store.DB, capture string) (evidence.Holding, error) {
	var h evidence.Holding
	c, err := db.Capture(ctx, capture)
	if err != nil {
		return h, err
	}
	visits, err := db.Visits(ctx, c)
	if err != nil {
		return h, err
	}
	made, err := db.Made(ctx, capture)
	if err != nil {
		return h, err
	}
	h.Capture, h.Visits = c, visits
	for _, m := range made {
		h.Made = append(h.Made, evidence.Made{Article: m.Article, Statements: m.Statements, Reader: m.Reader, Credit: m.Credit})
	}
	return h, nil
}

// addTo writes captures into an archive. One that was dropped meanwhile is
// left out.
func addTo(ctx context.Context, a *evidence.Archive, db *store.DB, capture string) (bool, error) {
	h, err := holding(ctx, db, capture)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, a.Add(h)
}

// software names this program for what it writes.
func software() string {
	v, commit := "devel", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			v = info.Main.Version
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				commit = setting.Value
			}
		}
	}
	return "onrecord " + v + " (commit " + commit + ")"
}
