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
	Query   []string `arg:"" optional:"" help:"Words, \"phrases\", AND OR NOT, field:value (onrecord help query); several arguments are joined. After -- one may begin with a minus."`
	Verbose bool     `short:"v" help:"Tell how the query is read, on standard error."`
	Date    bool     `help:"Newest first instead of the best match first."`
	Limit   int      `help:"How many statements, 1 to 200." default:"20"`
	Cursor  string   `help:"The answer's next, for the following page."`
}

// Run prints the statements that match, with the facets' counts.
func (c searchCommand) Run(s *session) error {
	text := strings.Join(c.Query, " ")
	q, err := parseQuery(text)
	if err != nil {
		return err
	}
	q.Now = time.Now()
	q.ByDate, q.Limit, q.Cursor, q.Facets = c.Date, c.Limit, c.Cursor, index.Facets()
	if err := q.Validate(); err != nil {
		return usageError{err}
	}
	if c.Limit < 1 || c.Limit > index.MaxLimit { // to the index, 0 is its default
		return usageError{fmt.Errorf("limit %d: not 1 to %d", c.Limit, index.MaxLimit)}
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
	t := newTable(s.Out, "who", "stance", "whom", "words", "outlet", "date")
	for _, h := range r.Hits {
		t.row(who(h.Statement.Speaker), string(h.Statement.Stance), h.Statement.Target,
			inMarks(h.Statement.Quote, h.Words), h.Article.Outlet, h.Article.Published.Format("2006-01-02"))
	}
	if err := t.flush(fmt.Sprintf("%d statements", r.Total)); err != nil {
		return err
	}
	if r.Next == "" {
		return nil
	}
	_, err := fmt.Fprintf(s.Out, "more: --cursor %s\n", r.Next)
	return err
}
