package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"onrecord/index"
	"onrecord/index/embedded"
	"onrecord/server"
)

type searchCommand struct {
	Query    []string `arg:"" optional:"" help:"Words, \"phrases\", AND OR NOT, field:value (onrecord help query); several arguments are joined. After -- one may begin with a minus."`
	Verbose  bool     `short:"v" help:"Tell how the query is read, on standard error."`
	Date     bool     `help:"Newest first instead of the best match first."`
	Limit    int      `help:"How many statements, 1 to 200." default:"20"`
	Cursor   string   `help:"The answer's next, for the following page."`
	Count    string   `help:"What totals and facets count: statements, utterances (the same words of one speaker, wherever they stand), articles or stories (reprints are one)." enum:"statements,utterances,articles,stories" default:"statements"`
	Every    string   `help:"Count by day, week or month of publication, too." enum:",day,week,month" default:"" placeholder:"day|week|month"`
	Collapse bool     `help:"The same words at several outlets as one statement."`
}

// Run prints the statements that match, with the facets' counts.
func (c searchCommand) Run(s *session) error {
	text := strings.Join(c.Query, " ")
	q, err := parseQuery(text)
	if err != nil {
		return err
	}
	if err := c.arrange(&q); err != nil {
		return usageError{err}
	}
	if s.wholeResult() && (q.Count != "" || q.Every != "" || q.Collapse) {
		return usageError{fmt.Errorf("--format %s writes all statements one by one: leave out --count, --every and --collapse", s.Format)}
	}
	if c.Verbose {
		if err := tellReading(s.Err, text, q); err != nil {
			return err
		}
	}
	config, err := s.settings()
	if err != nil {
		return err
	}
	err = s.withIndex(config, func(x server.Searcher) error {
		if s.wholeResult() {
			return server.Export(s.ctx, s.Out, x, q, server.Format(s.Format), strings.TrimSuffix(config.PublicURL, "/"))
		}
		result, err := x.Search(s.ctx, q)
		if err != nil {
			return err
		}
		return s.printResult(q, result)
	})
	if errors.Is(err, embedded.ErrLocked) {
		return fmt.Errorf("%w: ask it at %s%s", err, config.PublicURL, server.AddressOf(q, server.Format(s.Format)))
	}
	if errors.Is(err, index.ErrCursor) {
		return usageError{err}
	}
	return err
}

// arrange sets how the answer is counted and arranged.
func (c searchCommand) arrange(q *index.Query) error {
	q.Now = time.Now()
	q.ByDate, q.Limit, q.Cursor, q.Facets = c.Date, c.Limit, c.Cursor, index.Facets()
	q.Every, q.Collapse = index.Interval(c.Every), c.Collapse
	if unit := index.Unit(c.Count); unit != index.ByStatement { // which has no name of its own in an address
		q.Count = unit
	}
	if c.Limit < 1 || c.Limit > index.MaxLimit { // to the index, 0 is its default
		return fmt.Errorf("limit %d: not 1 to %d", c.Limit, index.MaxLimit)
	}
	return q.Validate()
}

// withIndex asks the index; one that isn't built yet is built first.
func (s *session) withIndex(config Config, ask func(server.Searcher) error) error {
	idx, err := openIndex(config.Index)
	if err != nil {
		return err
	}
	if !idx.Stale() {
		return errors.Join(ask(idx), idx.Close())
	}
	if err := idx.Close(); err != nil {
		return err
	}
	r, err := s.open(config)
	if err != nil {
		return err
	}
	return errors.Join(ask(r.index), r.close())
}

func (s *session) printResult(q index.Query, r index.Result) error {
	e := json.NewEncoder(s.Out)
	switch s.Format {
	case "json":
		e.SetIndent("", "  ")
		return e.Encode(server.Answer(q, r))
	case "jsonl":
		for _, statement := range server.Answer(q, r).Statements {
			if err := e.Encode(statement); err != nil {
				return err
			}
		}
		return nil
	}
	return s.printTables(q, r)
}

// printTables prints a result for people: the statements, and how they lie in
// time where that was asked for.
func (s *session) printTables(q index.Query, r index.Result) error {
	t := newTable(s.Out, "who", "stance", "whom", "words", "outlet", "date")
	for _, h := range r.Hits {
		t.row(who(h.Statement.Speaker), string(h.Statement.Stance), h.Statement.Target,
			inMarks(h.Statement.Quote, h.Words), alsoAt(h), h.Article.Published.Format("2006-01-02"))
	}
	if err := t.flush(fmt.Sprintf("%d %s", r.Total, server.UnitName(q.Count, r.Total))); err != nil {
		return err
	}
	if q.Every != "" {
		t = newTable(s.Out, string(q.Every), server.UnitName(q.Count, 2), "of all")
		for _, b := range r.Histogram {
			t.row(b.Start.Format("2006-01-02"), fmt.Sprint(b.Count), fmt.Sprint(b.All))
		}
		if err := t.flush("\nby " + string(q.Every) + " of publication"); err != nil {
			return err
		}
	}
	if r.Next == "" {
		return nil
	}
	_, err := fmt.Fprintf(s.Out, "more: --cursor %s\n", r.Next)
	return err
}

// alsoAt names a hit's outlet, and how many others have the same words.
func alsoAt(h index.Hit) string {
	switch {
	case h.Alike == 0:
		return h.Article.Outlet
	case len(h.Outlets) == 0:
		return fmt.Sprintf("%s +%d", h.Article.Outlet, h.Alike)
	case len(h.Outlets) == 1:
		return h.Article.Outlet + " +1 outlet"
	}
	return fmt.Sprintf("%s +%d outlets", h.Article.Outlet, len(h.Outlets))
}
