package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"onrecord/extractor"
)

// sameAs gives the wordings on record that are one utterance with w. Of those
// that it has marks in common with, the likeliest are looked at.
func sameAs(ctx context.Context, q querier, w *extractor.Wording, marks []uint64) ([]placed, error) {
	shared := map[int64]int{}
	for some := range slices.Chunk(marks, marksAtOnce) {
		near, err := marked(ctx, q, some)
		if err != nil {
			return nil, err
		}
		for _, n := range near {
			shared[n]++
		}
	}
	delete(shared, int64(w.ID()))
	likely := make([]int64, 0, len(shared))
	for n := range shared {
		likely = append(likely, n)
	}
	slices.SortFunc(likely, func(a, b int64) int { return cmp.Or(shared[b]-shared[a], cmp.Compare(a, b)) })
	likely = likely[:min(len(likely), mostLikely)]
	if len(likely) == 0 {
		return nil, nil
	}
	args := make([]any, len(likely))
	for i, n := range likely {
		args[i] = n
	}
	all, err := collect(ctx, q, scanUnlessApart(w.Sketch()), `SELECT id, bond, data, sketch FROM wordings WHERE id IN (`+places(len(likely))+`) ORDER BY id`, args...)
	return slices.DeleteFunc(all, func(p placed) bool { return p.apart || !extractor.SameUtterance(w, &p.wording) }), err
}

// marked gives the wordings that have some marks, at most mostOfMark of each,
// once for each mark. Most marks have one or none: only where all together have
// more are they asked for one by one.
func marked(ctx context.Context, q querier, marks []uint64) ([]int64, error) {
	args := make([]any, 0, marksAtOnce+1)
	for _, mark := range marks {
		args = append(args, int64(mark))
	}
	all, err := collect(ctx, q, scanID, `SELECT wording FROM wording_marks WHERE mark IN (`+places(len(marks))+`) LIMIT ?`, append(args, mostOfMark+1)...)
	if err != nil || len(all) <= mostOfMark {
		return all, err
	}
	all = nil
	for _, mark := range args {
		near, err := collect(ctx, q, scanID, `SELECT wording FROM wording_marks WHERE mark = ? ORDER BY wording LIMIT ?`, mark, mostOfMark)
		if err != nil {
			return nil, err
		}
		all = append(all, near...)
	}
	return all, nil
}

// Told is what an index tells of an article beside its text.
type Told struct {
	// Story is the article of its story that was seen first, empty when nobody
	// reprints it.
	Story string
	// Utterances gives for each statement that is repeated the one of its
	// utterance that was seen first.
	Utterances map[string]string
}

// Told gives what is to be told of an article.
func (db *DB) Told(ctx context.Context, article string) (Told, error) {
	told := Told{Utterances: map[string]string{}}
	if err := db.row(ctx, `SELECT story FROM articles WHERE id = ?`, article).Scan(&told.Story); err != nil {
		return told, fmt.Errorf("story of %s: %w", article, notFound(err))
	}
	all, err := collect(ctx, db.reader, func(scan func(...any) error) (s [2]string, err error) { return s, scan(&s[0], &s[1]) },
		`SELECT statement, utterance FROM sayings WHERE article = ? AND utterance <> ''`, article)
	for _, s := range all {
		told.Utterances[s[0]] = s[1]
	}
	if err != nil {
		return told, fmt.Errorf("utterances of %s: %w", article, err)
	}
	return told, nil
}

// Saying is one statement of an utterance.
type Saying struct {
	Statement extractor.Statement
	// Article is the newest revision that holds the statement.
	Article extractor.Article
	// Seen is when the first revision that holds it was fetched.
	Seen time.Time
	// Gone is true where the article doesn't hold it any more.
	Gone bool
}

// mostSayings is how many statements of an utterance are given.
const mostSayings = 500

// Utterance gives the statements that are one utterance with a statement, that
// one too, by when they were seen, at most 500, and how many there are.
func (db *DB) Utterance(ctx context.Context, statement string) ([]Saying, int, error) {
	var bond int64
	if err := db.row(ctx, `SELECT bond FROM sayings WHERE statement = ?`, statement).Scan(&bond); err != nil {
		return nil, 0, fmt.Errorf("utterance of %s: %w", statement, notFound(err))
	}
	total := 0
	if err := db.row(ctx, `SELECT COUNT(*) FROM sayings WHERE bond = ?`, bond).Scan(&total); err != nil {
		return nil, 0, fmt.Errorf("count sayings of %s: %w", statement, err)
	}
	all, err := collect(ctx, db.reader, scanSaying, `SELECT `+articleColumns+`, t.data, s.seen, CASE WHEN s.last < a.revision
			AND EXISTS (SELECT 1 FROM revisions n WHERE n.article = s.article AND n.number > s.last AND n.extracted > 0) THEN 1 ELSE 0 END
		FROM sayings s JOIN articles a ON a.id = s.article
		JOIN revisions r ON r.article = s.article AND r.number = s.last
		JOIN statements t ON t.article = s.article AND t.revision = s.last AND t.id = s.statement
		WHERE s.bond = ? ORDER BY s.seen, s.statement LIMIT ?`, bond, mostSayings)
	if err != nil {
		return nil, 0, fmt.Errorf("utterance of %s: %w", statement, err)
	}
	return all, total, nil
}

func scanSaying(scan func(...any) error) (Saying, error) {
	var s Saying
	var seen, gone int64
	var data []byte
	var err error
	if s.Article, err = scanArticle(func(to ...any) error { return scan(append(to, &data, &seen, &gone)...) }); err != nil {
		return s, err
	}
	s.Seen, s.Gone = moment(seen), gone > 0
	return s, json.Unmarshal(data, &s.Statement)
}

// Repeats tells for each statement of an article that others repeat how many
// articles do.
func (db *DB) Repeats(ctx context.Context, article string) (map[string]int, error) {
	out := map[string]int{}
	type repeat struct {
		statement string
		articles  int
	}
	all, err := collect(ctx, db.reader, func(scan func(...any) error) (r repeat, err error) { return r, scan(&r.statement, &r.articles) },
		`SELECT s.statement, COUNT(DISTINCT o.article) FROM sayings s JOIN sayings o ON o.bond = s.bond AND o.article <> s.article
			WHERE s.article = ? AND s.utterance <> '' GROUP BY s.statement`, article)
	if err != nil {
		return nil, fmt.Errorf("repeats of %s: %w", article, err)
	}
	for _, r := range all {
		out[r.statement] = r.articles
	}
	return out, nil
}
