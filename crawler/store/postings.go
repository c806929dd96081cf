package store

import (
	"context"
	"fmt"
	"time"

	"onrecord/crawler"
)

// The states of a posting.
const (
	Pending = "pending"  // it is still to be taken
	Taken   = "taken"    // the receiver has answered that it has it
	GivenUp = "given up" // it failed too often
)

// keptPostings is how many postings of a search are kept, to be looked at.
const keptPostings = 50

// Posting is what is posted to a hook at once: the same bytes under the same ID
// at each attempt.
type Posting struct {
	ID, Search string
	// What it tells came on record after Since and up to Until.
	Since, Until        time.Time
	Statements, Changes int
	Body                []byte
	State               string
	Attempts            int
	// Status is that of the last answer, 0 when there was none; Error is what
	// went wrong last.
	Status int
	Error  string
	// Tried is when it was last tried.
	Made, Tried time.Time
}

const postingColumns = `id, search, since, until, statements, changes, state, attempts, status, error, made, tried`

func scanPosting(scan func(...any) error) (Posting, error) {
	var p Posting
	var since, until, made, tried int64
	err := scan(&p.ID, &p.Search, &since, &until, &p.Statements, &p.Changes, &p.State, &p.Attempts, &p.Status, &p.Error, &made, &tried)
	p.Since, p.Until, p.Made, p.Tried = moment(since), moment(until), moment(made), moment(tried)
	return p, err
}

// AddPosting keeps a posting, remembers at the hook that what it tells is dealt
// with, and asks for it to be posted: all or nothing. When the hook was changed
// meanwhile, it does nothing.
func (db *DB) AddPosting(ctx context.Context, h Hook, p Posting) error {
	return db.write(ctx, "keep a posting of "+h.Search, func(t *tx) error {
		n, err := t.exec(`UPDATE hooks SET since = ? WHERE search = ? AND since = ? AND made = ?`,
			micros(p.Until), h.Search, micros(h.Since), micros(h.Made))
		if err != nil || n == 0 {
			return err
		}
		if _, err := t.exec(`INSERT INTO postings (`+postingColumns+`, body) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '', ?, 0, ?)`,
			p.ID, h.Search, micros(p.Since), micros(p.Until), p.Statements, p.Changes, Pending, micros(t.now), p.Body); err != nil {
			return err
		}
		if _, err := t.exec(`DELETE FROM postings WHERE search = ? AND state <> ? AND id NOT IN
			(SELECT id FROM postings WHERE search = ? ORDER BY made DESC LIMIT ?)`, h.Search, Pending, h.Search, keptPostings); err != nil {
			return err
		}
		return t.enqueue(crawler.Job{Kind: crawler.PostJob, Key: p.ID})
	})
}

// Posting gives a posting with its bytes.
func (db *DB) Posting(ctx context.Context, id string) (Posting, error) {
	var body []byte
	p, err := scanPosting(func(to ...any) error {
		return db.row(ctx, `SELECT `+postingColumns+`, body FROM postings WHERE id = ?`, id).Scan(append(to, &body)...)
	})
	if err != nil {
		return p, fmt.Errorf("posting %s: %w", id, notFound(err))
	}
	p.Body = body
	return p, nil
}

// Postings gives a search's newest postings without their bytes, at most so
// many.
func (db *DB) Postings(ctx context.Context, search string, most int) ([]Posting, error) {
	all, err := collect(ctx, db.reader, scanPosting, `SELECT `+postingColumns+` FROM postings
		WHERE search = ? ORDER BY made DESC, id LIMIT ?`, search, most)
	if err != nil {
		return nil, fmt.Errorf("postings of %s: %w", search, err)
	}
	return all, nil
}

// Posted remembers an attempt at a posting. Once it is over, what came on record
// meanwhile is looked for.
func (db *DB) Posted(ctx context.Context, p Posting) error {
	return db.write(ctx, "note an attempt at posting "+p.ID, func(t *tx) error {
		if _, err := t.exec(`UPDATE postings SET state = ?, attempts = ?, status = ?, error = ?, tried = ? WHERE id = ?`,
			p.State, p.Attempts, p.Status, p.Error, micros(t.now), p.ID); err != nil || p.State == Pending {
			return err
		}
		return t.enqueue(crawler.Job{Kind: crawler.AlertJob, Key: everyone})
	})
}

// PostAgain tries a search's postings that were not taken yet, those that were
// given up too, and tells how many there are.
func (db *DB) PostAgain(ctx context.Context, search string) (int, error) {
	n := 0
	err := db.write(ctx, "post again for "+search, func(t *tx) error {
		ids, err := collect(ctx, t.Tx, func(scan func(...any) error) (id string, err error) { return id, scan(&id) },
			`SELECT id FROM postings WHERE search = ? AND state <> ? ORDER BY made`, search, Taken)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := t.exec(`UPDATE postings SET state = ? WHERE id = ?`, Pending, id); err != nil {
				return err
			}
			if err := t.enqueue(crawler.Job{Kind: crawler.PostJob, Key: id}); err != nil {
				return err
			}
		}
		n = len(ids)
		return nil
	})
	return n, err
}

// everyone is the key of the one alert job.
const everyone = "all"

// gathering is how long an alert waits for more of the same: what is saved in
// one go is told in one go.
const gathering = 2 * time.Second

// alert asks for what is new to be told where somebody waits for it.
func (t *tx) alert() error {
	n := 0
	if err := t.row(`SELECT (SELECT COUNT(*) FROM hooks) + (SELECT COUNT(*) FROM subscriptions WHERE schedule = ?)`,
		crawler.Immediately).Scan(&n); err != nil || n == 0 {
		return err
	}
	return t.enqueue(crawler.Job{Kind: crawler.AlertJob, Key: everyone, At: t.now.Add(gathering)})
}
