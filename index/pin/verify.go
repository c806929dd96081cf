package pin

import (
	"context"
	"fmt"
	"slices"
	"time"

	"onrecord/index"
)

// Difference is what has become of a manifest's statements.
type Difference struct {
	// ReadAs is how the query is read now where that is not how the manifest
	// has it: another version of the query language may mean something else.
	ReadAs string `json:"read_as,omitempty"`
	// Same counts those that the query still finds as they were.
	Same int `json:"same"`
	// Added are found now and were not, Removed were and are not.
	Added   []Statement `json:"added"`
	Removed []Removal   `json:"removed"`
	Changed []Change    `json:"changed"`
}

// None tells that nothing is different.
func (d Difference) None() bool { return len(d.Added)+len(d.Removed)+len(d.Changed) == 0 }

// Removal is a statement that the query finds no more.
type Removal struct {
	Statement
	// Now is what the record tells of it still; nil when it is not on record any
	// more.
	Now *Statement `json:"now,omitempty"`
	// Fields are those in which Now differs: what took it out of the answer, if
	// there are some.
	Fields []Field `json:"fields,omitempty"`
}

// Change is a statement of which something else is told now.
type Change struct {
	Was    Statement `json:"was"`
	Is     Statement `json:"is"`
	Fields []Field   `json:"fields"`
}

// Field is one thing that is told, as it was and as it is.
type Field struct {
	Name string `json:"field"`
	Was  string `json:"was"`
	Is   string `json:"is"`
}

// Verify asks a manifest's query again, its relative dates still counted from
// the manifest's moment, and tells what is different.
func (m Manifest) Verify(ctx context.Context, x Searcher) (Difference, error) {
	d := Difference{Added: []Statement{}, Removed: []Removal{}, Changed: []Change{}}
	now, err := Make(ctx, x, m.Query, m.Made, "")
	if err != nil {
		return d, err
	}
	if now.Canonical != m.Canonical {
		d.ReadAs = now.Canonical
	}
	for _, s := range now.Statements {
		at, held := find(m.Statements, s)
		switch {
		case !held:
			d.Added = append(d.Added, s)
		case m.Statements[at].Hash != s.Hash:
			d.Changed = append(d.Changed, Change{m.Statements[at], s, differing(m.Statements[at].Told, s.Told)})
		default:
			d.Same++
		}
	}
	for _, s := range m.Statements {
		if _, held := find(now.Statements, s); !held {
			d.Removed = append(d.Removed, Removal{Statement: s})
		}
	}
	for some := range slices.Chunk(d.Removed, asked) {
		if err := lookFor(ctx, x, some, m.Made); err != nil {
			return d, err
		}
	}
	return d, nil
}

// asked is how many statements are looked for at once: a query has at most
// index.MaxTerms values, in index.MaxLength characters.
const asked = 100

// lookFor fills in what the record still tells of statements.
func lookFor(ctx context.Context, x Searcher, removed []Removal, at time.Time) error {
	var articles index.Or
	for _, r := range removed {
		v := index.Value{Field: index.InArticle, Value: r.Article}
		if !slices.Contains(articles, index.Expr(v)) {
			articles = append(articles, v)
		}
	}
	err := each(ctx, x, index.Query{Expr: articles}, at, func(e index.Entry) error {
		for i := range removed {
			r := &removed[i]
			if e.Statement.ID != r.ID || e.Article.ID != r.Article {
				continue
			}
			now, err := statementOf(e)
			if err != nil {
				return err
			}
			r.Now, r.Fields = &now, differing(r.Told, now.Told)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("look for %d statements: %w", len(removed), err)
	}
	return nil
}

// differing gives the fields in which two tellings differ.
func differing(was, is Told) []Field {
	var out []Field
	for _, f := range []Field{
		{"speaker", was.Speaker, is.Speaker}, {"for", was.For, is.For}, {"stance", was.Stance, is.Stance},
		{"target", was.Target, is.Target}, {"words", was.Words, is.Words}, {"quote", was.Quote, is.Quote},
		{"certainty", was.Certainty, is.Certainty}, {"channel", was.Channel, is.Channel}, {"via", was.Via, is.Via},
		{"outlet", was.Outlet, is.Outlet}, {"title", was.Title, is.Title}, {"url", was.URL, is.URL},
		{"published", was.Published, is.Published},
	} {
		if f.Was != f.Is {
			out = append(out, f)
		}
	}
	return out
}
