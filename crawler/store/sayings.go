package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"onrecord/crawler"
	"onrecord/extractor"
)

// saying is a statement with its wording, once for all revisions that hold it.
type saying struct {
	statement   string
	wording     int64
	bond        int64
	first, last int
}

// assign makes known which wording each statement of an article has, of those
// that any of its revisions holds, and which utterances they are. To do it
// again changes nothing. Other articles whose utterances change by it are put
// into the index again by their jobs.
func (t *tx) assign(article string) error {
	held, err := collect(t.ctx, t.Tx, func(scan func(...any) error) (s saying, err error) { return s, scan(&s.statement, &s.first, &s.last) },
		`SELECT id, MIN(revision), MAX(revision) FROM statements WHERE article = ? GROUP BY id ORDER BY id`, article)
	if err != nil {
		return err
	}
	known, err := t.knownSayings(article)
	if err != nil {
		return err
	}
	wordings, err := t.wordingsOf(article, held)
	if err != nil {
		return err
	}
	var m moves
	for _, s := range held {
		w := wordings[s.statement]
		if w == nil {
			return fmt.Errorf("statement %s isn't in revision %d", s.statement, s.last)
		}
		old, ok := known[s.statement]
		delete(known, s.statement)
		if s.wording = int64(w.ID()); ok && old.wording == s.wording && old.last == s.last {
			continue
		}
		if ok && old.wording != s.wording {
			m.leave(old)
		}
		if err := t.say(article, s, w, ok, &m); err != nil {
			return err
		}
	}
	for _, old := range known {
		m.leave(old)
		if _, err := t.exec(`DELETE FROM sayings WHERE statement = ?`, old.statement); err != nil {
			return err
		}
	}
	if _, err := t.exec(`UPDATE articles SET assigned = 1 WHERE id = ? AND assigned = 0`, article); err != nil {
		return err
	}
	return t.settleBonds(article, m.touched, m.left)
}

// moves are the groups that an assignment touches, and the wordings that
// statements of it have left.
type moves struct{ touched, left []int64 }

func (m *moves) leave(old saying) {
	m.touched, m.left = append(m.touched, old.bond), append(m.left, old.wording)
}

// say places a statement's wording and keeps that it has it. Of one that was
// said otherwise before, the group is touched even where it is alone there.
func (t *tx) say(article string, s saying, w *extractor.Wording, before bool, m *moves) error {
	bond, alone, err := t.place(w)
	if err != nil {
		return fmt.Errorf("place statement %s: %w", s.statement, err)
	}
	if !alone || before {
		m.touched = append(m.touched, bond)
	}
	_, err = t.exec(`INSERT INTO sayings (statement, article, wording, bond, seen, last, utterance)
		SELECT ?, article, ?, ?, seen, ?, '' FROM revisions WHERE article = ? AND number = ?
		ON CONFLICT (statement) DO UPDATE SET wording = excluded.wording, bond = excluded.bond, last = excluded.last`,
		s.statement, s.wording, bond, s.last, article, s.first)
	return err
}

func (t *tx) knownSayings(article string) (map[string]saying, error) {
	all, err := collect(t.ctx, t.Tx, func(scan func(...any) error) (s saying, err error) {
		return s, scan(&s.statement, &s.wording, &s.bond, &s.last)
	}, `SELECT statement, wording, bond, last FROM sayings WHERE article = ?`, article)
	known := make(map[string]saying, len(all))
	for _, s := range all {
		known[s.statement] = s
	}
	return known, err
}

// wordingsOf makes the wordings of an article's statements as the newest
// revision that holds them has them.
func (t *tx) wordingsOf(article string, held []saying) (map[string]*extractor.Wording, error) {
	out := make(map[string]*extractor.Wording, len(held))
	var revisions []int
	for _, s := range held {
		if !slices.Contains(revisions, s.last) {
			revisions = append(revisions, s.last)
		}
	}
	for _, number := range revisions {
		a, statements, err := revisionOf(t.ctx, t.Tx, article, number)
		if err != nil {
			return nil, err
		}
		for _, s := range statements {
			if i, ok := slices.BinarySearchFunc(held, s.ID, func(h saying, id string) int { return strings.Compare(h.statement, id) }); ok && held[i].last == number {
				w := extractor.WordingOf(a, s)
				out[s.ID] = &w
			}
		}
	}
	return out, nil
}

// settleBonds drops the wordings that nothing has any more and names the
// utterances of the groups that changed.
func (t *tx) settleBonds(article string, touched, left []int64) error {
	for _, wording := range left {
		bonds, err := t.displace(wording)
		if err != nil {
			return fmt.Errorf("drop a wording: %w", err)
		}
		touched = append(touched, bonds...)
	}
	slices.Sort(touched)
	for _, bond := range slices.Compact(touched) {
		if err := t.nameUtterance(article, bond); err != nil {
			return fmt.Errorf("name an utterance: %w", err)
		}
	}
	return nil
}

// nameUtterance gives the statements of one group the ID of the one that was
// seen first, or none when no article repeats another and none itself. The
// articles of which the index tells otherwise are put there again.
func (t *tx) nameUtterance(article string, bond int64) error {
	type member struct {
		statement, article string
		last               int
	}
	scan := func(scan func(...any) error) (m member, err error) { return m, scan(&m.statement, &m.article, &m.last) }
	// Two that repeat each other are among the first of them, unless these are
	// many revisions of one article.
	first, err := collect(t.ctx, t.Tx, scan, `SELECT statement, article, last FROM sayings WHERE bond = ? ORDER BY seen, statement LIMIT 100`, bond)
	if err != nil || len(first) == 0 {
		return err
	}
	name := ""
	for i, m := range first {
		for _, n := range first[:i] {
			if m.article != n.article || m.last == n.last {
				name = first[0].statement
			}
		}
	}
	changed, err := collect(t.ctx, t.Tx, scan, `UPDATE sayings SET utterance = ? WHERE bond = ? AND (utterance < ? OR utterance > ?)
		RETURNING statement, article, last`, name, bond, name, name)
	if err != nil {
		return err
	}
	var jobs []crawler.Job
	for _, m := range changed {
		j := crawler.Job{Kind: crawler.ArticleJob, Key: m.article}
		if m.article == article || slices.ContainsFunc(jobs, func(o crawler.Job) bool { return o.Key == j.Key }) {
			continue
		}
		if err := t.row(`SELECT revision FROM articles WHERE id = ?`, m.article).Scan(&j.Revision); err != nil {
			return err
		}
		jobs = append(jobs, j)
	}
	return t.enqueue(jobs...)
}

// Assign saves the statements of a revision before they come onto the record
// with SaveStatements, and finds the utterances that they are: what is told of
// them to an index is known from here on.
func (db *DB) Assign(ctx context.Context, article string, revision int, all []extractor.Statement) error {
	what := fmt.Sprintf("assign statements of %s, revision %d", article, revision)
	return db.write(ctx, what, func(t *tx) error { return t.saveAll(article, revision, all) })
}

// Unassigned tells whether there are statements of which nobody knows what
// utterances they are, for the record is older than how these are found.
func (db *DB) Unassigned(ctx context.Context) (bool, error) {
	n := 0
	if err := db.row(ctx, `SELECT COUNT(*) FROM (SELECT 1 FROM articles a WHERE a.assigned = 0
		AND EXISTS (SELECT 1 FROM statements s WHERE s.article = a.id) LIMIT 1) u`).Scan(&n); err != nil {
		return false, fmt.Errorf("statements without utterances: %w", err)
	}
	return n > 0, nil
}

// AssignAll assigns the articles of records that are older than utterances. It
// tells done how many it has assigned, and can be interrupted.
func (db *DB) AssignAll(ctx context.Context, done func(int)) error {
	for n := 0; ; {
		page, err := collect(ctx, db.reader, scanText, `SELECT id FROM articles WHERE assigned = 0 ORDER BY id LIMIT 100`)
		if err != nil {
			return fmt.Errorf("articles without utterances: %w", err)
		}
		if len(page) == 0 {
			return nil
		}
		for _, id := range page {
			if err := db.write(ctx, "assign "+id, func(t *tx) error {
				if err := t.tellStory(id); err != nil {
					return fmt.Errorf("story: %w", err)
				}
				return t.assign(id)
			}); err != nil {
				return err
			}
			n++
			done(n)
		}
	}
}

func scanText(scan func(...any) error) (s string, err error) { return s, scan(&s) }
