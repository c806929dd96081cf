package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"onrecord/crawler"
)

// Tombstone is what is left of what retention dropped.
type Tombstone struct {
	Kind, ID, Rule, URL, Outlet string
	Seen, Dropped               time.Time
	Hashes                      Hashes
}

// Hashes identify dropped bytes and texts without telling them.
type Hashes struct {
	Captures  []CaptureHash  `json:"captures"`
	Revisions []RevisionHash `json:"revisions,omitempty"`
}

// CaptureHash is a capture's: its ID is a hash of its URL and body, Payload
// that of the body as it came, empty in old records.
type CaptureHash struct {
	ID      string    `json:"id"`
	Payload string    `json:"payload,omitempty"`
	Fetched time.Time `json:"fetched"`
}

// RevisionHash is that of a revision's text.
type RevisionHash struct {
	Number int       `json:"number"`
	SHA256 string    `json:"sha256"`
	Seen   time.Time `json:"seen"`
}

// droppedWith are the tables whose rows are dropped with their article, by
// the columns that name it; those that others refer to come last.
var droppedWith = []struct{ table, column string }{
	{"changes", "article"}, {"prints", "article"}, {"reprints", "article"}, {"reprints", "other"},
	{"sayings", "article"}, {"statements", "article"}, {"kin", "article"}, {"held", "article"}, {"revisions", "article"},
}

func (t *tx) drop(d Doomed, rule string) error {
	h, err := t.hashes(d)
	if err != nil {
		return err
	}
	if d.Kind == DropArticle {
		err = t.dropArticle(d.ID, h)
	} else {
		err = t.blank(d.ID)
	}
	if err != nil {
		return err
	}
	told, err := json.Marshal(h)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO tombstones (kind, id, dropped, rule, url, outlet, seen, hashes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		d.Kind, d.ID, micros(t.now), rule, d.URL, d.Outlet, micros(d.Seen), string(told))
	return err
}

// hashes gives those of what will be dropped.
func (t *tx) hashes(d Doomed) (h Hashes, err error) {
	scanCapture := func(scan func(...any) error) (c CaptureHash, err error) {
		var fetched int64
		err = scan(&c.ID, &c.Payload, &fetched)
		c.Fetched = moment(fetched)
		return c, err
	}
	if d.Kind == DropCapture {
		h.Captures, err = collect(t.ctx, t, scanCapture, `SELECT id, payload, fetched FROM captures WHERE id = ?`, d.ID)
		return h, err
	}
	h.Captures, err = collect(t.ctx, t, scanCapture, `SELECT id, payload, fetched FROM captures c
		WHERE (c.article = ? OR c.id IN (SELECT capture FROM revisions WHERE article = ?))
			AND NOT EXISTS (SELECT 1 FROM revisions v WHERE v.capture = c.id AND v.article <> ?) ORDER BY fetched, id`, d.ID, d.ID, d.ID)
	if err != nil {
		return h, err
	}
	scanRevision := func(scan func(...any) error) (r RevisionHash, err error) {
		var seen int64
		err = scan(&r.Number, &r.SHA256, &seen)
		r.Seen = moment(seen)
		return r, err
	}
	h.Revisions, err = collect(t.ctx, t, scanRevision, `SELECT number, hash, seen FROM revisions WHERE article = ? ORDER BY number`, d.ID)
	return h, err
}

// dropArticle drops an article with its captures, and what is still to be done
// for it. The index follows with a job.
func (t *tx) dropArticle(id string, h Hashes) error {
	said, err := t.knownSayings(id)
	if err != nil {
		return err
	}
	for _, from := range droppedWith {
		if _, err := t.exec(`DELETE FROM `+from.table+` WHERE `+from.column+` = ?`, id); err != nil {
			return fmt.Errorf("%s: %w", from.table, err)
		}
	}
	var touched, left []int64
	for _, s := range said {
		touched, left = append(touched, s.bond), append(left, s.wording)
	}
	if err := t.settleBonds(id, touched, left); err != nil {
		return err
	}
	if err := t.untellStory(id); err != nil {
		return fmt.Errorf("take it out of its story: %w", err)
	}
	if _, err := t.exec(`DELETE FROM articles WHERE id = ?`, id); err != nil {
		return err
	}
	for _, c := range h.Captures {
		if _, err := t.exec(`DELETE FROM visits WHERE capture = ?`, c.ID); err != nil {
			return err
		}
		if _, err := t.exec(`DELETE FROM captures WHERE id = ?`, c.ID); err != nil {
			return err
		}
	}
	if _, err := t.exec(`DELETE FROM jobs WHERE state <> 'running' AND (kind = ? AND subject = ?
		OR kind = ? AND subject IN (SELECT url FROM pages WHERE article = ?))`, crawler.ArticleJob, id, crawler.PageJob, id); err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE pages SET article = '', revision = 0, reason = ? WHERE article = ?`, Dropped, id); err != nil {
		return err
	}
	return t.enqueue(crawler.Job{Kind: crawler.DropJob, Key: id})
}

// Dropped is the reason of a page whose article was dropped.
const Dropped = "dropped by a rule of retention"

// blank drops a capture's bytes and visits. Its row stays, for revisions refer
// to it.
func (t *tx) blank(capture string) error {
	if _, err := t.exec(`DELETE FROM visits WHERE capture = ?`, capture); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE captures SET header = '{}', body = ?, length = 0, exchanges = 'null', wire = NULL, dropped = ? WHERE id = ?`,
		[]byte{}, micros(t.now), capture)
	return err
}

// Tombstones gives what was dropped since a moment, as it was.
func (db *DB) Tombstones(ctx context.Context, since time.Time) ([]Tombstone, error) {
	all, err := collect(ctx, db.reader, scanTombstone, `SELECT `+tombstoneColumns+` FROM tombstones WHERE dropped >= ? ORDER BY dropped, kind, id`, micros(since))
	if err != nil {
		return nil, fmt.Errorf("tombstones: %w", err)
	}
	return all, nil
}

// Tombstone gives what is left of an article or capture, the latest when it
// was dropped more than once.
func (db *DB) Tombstone(ctx context.Context, kind, id string) (Tombstone, error) {
	s, err := scanTombstone(db.row(ctx, `SELECT `+tombstoneColumns+` FROM tombstones WHERE kind = ? AND id = ? ORDER BY dropped DESC LIMIT 1`, kind, id).Scan)
	if err != nil {
		return s, fmt.Errorf("tombstone of %s %s: %w", kind, id, notFound(err))
	}
	return s, nil
}

const tombstoneColumns = `kind, id, rule, url, outlet, seen, dropped, hashes`

func scanTombstone(scan func(...any) error) (Tombstone, error) {
	var s Tombstone
	var seen, dropped int64
	var hashes []byte
	if err := scan(&s.Kind, &s.ID, &s.Rule, &s.URL, &s.Outlet, &seen, &dropped, &hashes); err != nil {
		return s, err
	}
	s.Seen, s.Dropped = moment(seen), moment(dropped)
	return s, json.Unmarshal(hashes, &s.Hashes)
}
