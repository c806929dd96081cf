package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"onrecord/crawler"
)

// Search is a query that somebody keeps. It is read anew each time that it is
// asked, so that a relative date stays relative, and one that can't be read any
// more is kept as it is.
type Search struct {
	ID, Name string
	// Query is as it was written, Canonical how it was read when it was saved.
	Query, Canonical string
	// People is true of a search that people saved here, false of one that the
	// configuration names.
	People bool
	Made   time.Time
	// Link and Token are the unguessable parts of the share link and of the
	// feeds' addresses. Both are shown again to whoever may see the search, and
	// so are not kept as hashes.
	Link, Token string
}

// The bounds of what people save.
const (
	mostSearches = 1000
	longestName  = 200 // code points
	longestQuery = 8 << 10
)

var (
	// ErrConfigured is returned for a change of a search that only the
	// configuration can change.
	ErrConfigured = errors.New("the configuration names this search: change it there")
	// ErrSearch is wrapped by what is wrong with a search that is to be saved.
	ErrSearch = errors.New("it can't be saved")
	// ErrMailed is returned for the removal of a search that somebody gets
	// digests of.
	ErrMailed = errors.New("its digests are mailed: take it out of the configuration's subscriptions first")
)

const searchColumns = `id, name, query, canonical, people, made, link, token`

func scanSearch(scan func(...any) error) (Search, error) {
	var s Search
	var made int64
	err := scan(&s.ID, &s.Name, &s.Query, &s.Canonical, &s.People, &made, &s.Link, &s.Token)
	s.Made = moment(made)
	return s, err
}

// SyncSearches makes the configuration's searches those given. Those that
// people saved stay; so do the links of one whose name or query has changed.
func (db *DB) SyncSearches(ctx context.Context, all []Search) error {
	return db.write(ctx, "save searches", func(t *tx) error {
		ids, err := t.saveAllConfigured(all)
		if err != nil {
			return err
		}
		gone, err := collect(ctx, t.Tx, func(scan func(...any) error) (id string, err error) { return id, scan(&id) },
			`SELECT id FROM searches WHERE people = 0 AND id NOT IN (`+places(len(ids))+`)`, ids...)
		if err != nil {
			return err
		}
		for _, id := range gone {
			if err := t.removeSearch(id); err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
		}
		return t.alert() // one that was mended has news that waited
	})
}

// PutSearches puts the configuration's searches on record, and takes none away.
func (db *DB) PutSearches(ctx context.Context, all []Search) error {
	return db.write(ctx, "save searches", func(t *tx) error {
		_, err := t.saveAllConfigured(all)
		return err
	})
}

// saveAllConfigured gives the IDs of what it saves.
func (t *tx) saveAllConfigured(all []Search) ([]any, error) {
	ids := make([]any, len(all))
	for i, s := range all {
		ids[i] = s.ID
		if err := t.saveConfigured(s); err != nil {
			return nil, fmt.Errorf("%s: %w", s.ID, err)
		}
	}
	return ids, nil
}

func (t *tx) saveConfigured(s Search) error {
	n, err := t.exec(`INSERT INTO searches (`+searchColumns+`) VALUES (?, ?, ?, ?, 0, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query, canonical = excluded.canonical,
			made = CASE WHEN searches.made = 0 THEN excluded.made ELSE searches.made END,
			link = CASE WHEN searches.link = '' THEN excluded.link ELSE searches.link END,
			token = CASE WHEN searches.token = '' THEN excluded.token ELSE searches.token END
		WHERE searches.people = 0`, s.ID, s.Name, s.Query, s.Canonical, micros(t.now), rand.Text(), rand.Text())
	if err == nil && n == 0 {
		err = errors.New("people saved a search here under this ID: give the configuration's another one")
	}
	return err
}

// removeSearch takes a search away with all that hangs on it.
func (t *tx) removeSearch(id string) error {
	for _, q := range []struct {
		query string
		args  []any
	}{
		{`DELETE FROM jobs WHERE kind = ? AND state <> 'running' AND subject IN (SELECT id FROM subscriptions WHERE search = ?)`,
			[]any{crawler.DigestJob, id}},
		{`DELETE FROM subscriptions WHERE search = ?`, []any{id}},
	} {
		if _, err := t.exec(q.query, q.args...); err != nil {
			return err
		}
	}
	if err := t.removeHook(id); err != nil {
		return err
	}
	n, err := t.exec(`DELETE FROM searches WHERE id = ?`, id)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// Searches gives the saved searches, by name.
func (db *DB) Searches(ctx context.Context) ([]Search, error) {
	all, err := collect(ctx, db.reader, scanSearch, `SELECT `+searchColumns+` FROM searches ORDER BY name, id`)
	if err != nil {
		return nil, fmt.Errorf("searches: %w", err)
	}
	return all, nil
}

// Search gives a saved search by its ID.
func (db *DB) Search(ctx context.Context, id string) (Search, error) {
	s, err := scanSearch(db.row(ctx, `SELECT `+searchColumns+` FROM searches WHERE id = ?`, id).Scan)
	if err != nil {
		return s, fmt.Errorf("search %s: %w", id, notFound(err))
	}
	return s, nil
}

// SharedSearch gives a saved search by the unguessable part of its share link.
func (db *DB) SharedSearch(ctx context.Context, link string) (Search, error) {
	s, err := scanSearch(db.row(ctx, `SELECT `+searchColumns+` FROM searches WHERE link = ? AND link <> ''`, link).Scan)
	if err != nil {
		return s, fmt.Errorf("shared search: %w", notFound(err))
	}
	return s, nil
}

// AddSearch saves a search that somebody made here. Without an ID it gets one
// made of its name.
func (db *DB) AddSearch(ctx context.Context, s Search) (Search, error) {
	err := db.write(ctx, "save a search", func(t *tx) (err error) {
		if s.Name, err = searchName(s.Name); err != nil {
			return err
		}
		if len(s.Query) > longestQuery {
			return fmt.Errorf("%w: a query may have %d bytes", ErrSearch, longestQuery)
		}
		n := 0
		if err := t.row(`SELECT COUNT(*) FROM searches WHERE people = 1`).Scan(&n); err != nil {
			return err
		}
		if n >= mostSearches {
			return fmt.Errorf("%w: there are %d already", ErrSearch, n)
		}
		if s.ID, err = t.searchID(s); err != nil {
			return err
		}
		s.People, s.Made, s.Link, s.Token = true, moment(micros(t.now)), rand.Text(), rand.Text()
		_, err = t.exec(`INSERT INTO searches (`+searchColumns+`) VALUES (?, ?, ?, ?, 1, ?, ?, ?)`,
			s.ID, s.Name, s.Query, s.Canonical, micros(s.Made), s.Link, s.Token)
		return err
	})
	return s, err
}

// searchName refuses what is no name for people.
func searchName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	n := utf8.RuneCountInString(name)
	if n > longestName || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || !strings.ContainsFunc(name, unicode.IsGraphic) {
		return "", fmt.Errorf("%w: a name has 1 to %d characters that can be seen", ErrSearch, longestName)
	}
	return name, nil
}

// searchID gives a free ID: the wanted one, or one made of the name.
func (t *tx) searchID(s Search) (string, error) {
	wanted := s.ID
	if wanted == "" {
		wanted = plainID(s.Name)
	}
	if wanted != plainID(wanted) {
		return "", fmt.Errorf("%w: an ID has 1 to 60 small letters, digits and hyphens, as %q", ErrSearch, plainID(wanted))
	}
	id := wanted
	for i := 2; ; i++ {
		n := 0
		if err := t.row(`SELECT COUNT(*) FROM searches WHERE id = ?`, id).Scan(&n); err != nil {
			return "", err
		}
		if n == 0 {
			return id, nil
		}
		if s.ID != "" {
			return "", fmt.Errorf("%w: the ID %q is taken", ErrSearch, id)
		}
		id = fmt.Sprint(wanted, "-", i)
	}
}

// plainID keeps of a name what needs no quoting anywhere.
func plainID(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' })
	id := strings.Join(words, "-")
	if id = strings.TrimRight(id[:min(len(id), 60)], "-"); id == "" {
		return "search"
	}
	return id
}
