package embedded

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"

	"onrecord/index"
)

// compiler turns an expression into Bleve's searchers over one view.
type compiler struct {
	ctx      context.Context
	view     *view
	stems    *stems
	articles bool
	options  search.SearcherOptions
}

// compile gives a searcher, or nil for what asks for nothing.
func (c *compiler) compile(e index.Expr) (search.Searcher, error) {
	switch e := e.(type) {
	case nil:
		return nil, nil
	case index.Term:
		return c.word(e)
	case index.Phrase:
		return c.phrase(cut(e.Text), c.places(e.Field))
	case index.Value:
		return c.value(e)
	case index.Dates:
		return c.dates(e)
	case index.And:
		return c.and(e)
	case index.Or:
		list, err := c.each(e)
		if err != nil || len(list) == 0 {
			return nil, err
		}
		return searcher.NewDisjunctionSearcher(c.ctx, c.view.reader, list, 1, c.options)
	case index.Not:
		return c.and(index.And{e})
	}
	return nil, fmt.Errorf("an expression of unknown type %T", e)
}

// each compiles the operands of a node, one that is written again only once.
func (c *compiler) each(list []index.Expr) ([]search.Searcher, error) {
	var all []search.Searcher
	seen := map[string]bool{}
	for _, e := range list {
		text := e.String()
		if seen[text] {
			continue
		}
		seen[text] = true
		s, err := c.compile(e)
		if err != nil {
			return nil, err
		}
		if s != nil {
			all = append(all, s)
		}
	}
	return all, nil
}

func (c *compiler) and(e index.And) (search.Searcher, error) {
	var with, without []index.Expr
	for _, n := range e {
		if not, ok := n.(index.Not); ok {
			without = append(without, not.Expr)
			continue
		}
		with = append(with, n)
	}
	must, err := c.each(with)
	if err != nil {
		return nil, err
	}
	mustNot, err := c.each(without)
	if err != nil || len(must)+len(mustNot) == 0 {
		return nil, err
	}
	if len(must) == 0 {
		must = append(must, c.columns(func(*columns, int) bool { return true }))
	}
	s := must[0]
	if len(must) > 1 {
		if s, err = searcher.NewConjunctionSearcher(c.ctx, c.view.reader, must, c.options); err != nil {
			return nil, err
		}
	}
	if len(mustNot) == 0 {
		return s, nil
	}
	not, err := searcher.NewDisjunctionSearcher(c.ctx, c.view.reader, mustNot, 1, c.options)
	if err != nil {
		return nil, err
	}
	return searcher.NewBooleanSearcher(c.ctx, c.view.reader, s, nil, not, c.options)
}

// word looks for any form of a word. What is one word to the person and
// several to the index ("e-mail") is a phrase.
func (c *compiler) word(t index.Term) (search.Searcher, error) {
	list := cut(t.Word)
	if len(list) == 2 && list[1].term == possessive {
		list = list[:1]
	}
	places := c.places(t.Field)
	if len(list) != 1 {
		return c.phrase(list, places)
	}
	known := c.stems.words(c.stems.of(list[0].term))
	if c.scored() {
		return c.weigh(list[0].term, known, places)
	}
	var all []search.Searcher
	for _, p := range places {
		for _, term := range known {
			s, err := searcher.NewTermSearcher(c.ctx, c.view.reader, term, p.field, 1, c.options)
			if err != nil {
				return nil, fmt.Errorf("search %s: %w", p.field, err)
			}
			all = append(all, s)
		}
	}
	return searcher.NewDisjunctionSearcher(c.ctx, c.view.reader, all, 1, c.options)
}

func (c *compiler) phrase(list []word, places []place) (search.Searcher, error) {
	if len(list) == 0 {
		return nil, nil
	}
	terms := make([]string, len(list))
	for i, w := range list {
		terms[i] = w.term
	}
	return c.in(places, func(p place) (search.Searcher, error) {
		if len(terms) == 1 {
			return newWeighed(c.ctx, c.view.reader, []sought{{terms[0], p}})
		}
		return newPhrase(c.ctx, c.view.reader, terms, p)
	})
}

func (c *compiler) in(places []place, find func(place) (search.Searcher, error)) (search.Searcher, error) {
	list := make([]search.Searcher, len(places))
	for i, p := range places {
		s, err := find(p)
		if err != nil {
			return nil, fmt.Errorf("search %s: %w", p.field, err)
		}
		list[i] = s
	}
	if c.scored() {
		return newUnion(list), nil
	}
	return searcher.NewDisjunctionSearcher(c.ctx, c.view.reader, list, 1, c.options)
}

func (c *compiler) value(v index.Value) (search.Searcher, error) {
	plain := search.SearcherOptions{Score: "none"} // what holds or doesn't adds nothing to a score
	switch v.Field {
	case index.In:
		return searcher.NewTermSearcher(c.ctx, c.view.reader, v.Value, articleField, 1, plain)
	case index.Company:
		return searcher.NewTermSearcher(c.ctx, c.view.reader, fold(v.Value), companyField, 1, plain)
	}
	f, ok := facet(v.Field)
	if !ok {
		return nil, fmt.Errorf("%s has no values to ask for", v.Field)
	}
	in := c.view.library.choice(f, []string{v.Value})
	return c.columns(func(cols *columns, doc int) bool { return cols.facets[f].any(doc, in) }), nil
}

func (c *compiler) dates(d index.Dates) (search.Searcher, error) {
	from, to, err := bounds(d)
	if err != nil {
		return nil, err
	}
	return c.columns(func(cols *columns, doc int) bool {
		at := cols.date[doc]
		return at != undated && at >= from && at < to
	}), nil
}

// bounds gives the seconds of a range of days, half open.
func bounds(d index.Dates) (from, to int64, err error) {
	from, to = undated, math.MaxInt64
	if d.From != "" {
		t, err := time.Parse(time.DateOnly, d.From)
		if err != nil {
			return 0, 0, fmt.Errorf("read a range's first day: %w", err)
		}
		from = t.Unix()
	}
	if d.To != "" {
		t, err := time.Parse(time.DateOnly, d.To)
		if err != nil {
			return 0, 0, fmt.Errorf("read a range's last day: %w", err)
		}
		to = t.AddDate(0, 0, 1).Unix()
	}
	return from, to, nil
}
