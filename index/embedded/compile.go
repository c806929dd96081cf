package embedded

import (
	"fmt"
	"slices"
	"time"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

// compiler makes an expression ready to be asked of one view.
type compiler struct {
	view     *view
	stems    *stems
	articles bool
	now      time.Time                           // what relative dates count from
	leading  *index.Term                         // the first of several words
	scored   bool                                // it matters how well a document matches
	dicts    map[string][]segment.TermDictionary // of each field, for each part
}

// compile gives what to ask, or nil for what asks for nothing.
func (c *compiler) compile(e index.Expr) (asked, error) {
	if f := fieldOf(e); c.articles && f.OfStatement() || !c.articles && f.OfArticle() {
		return c.across(e)
	}
	switch e := e.(type) {
	case nil:
		return nil, nil
	case index.Term:
		return c.word(e)
	case index.Phrase:
		return c.exactly(e)
	case index.Prefix:
		return c.prefix(e)
	case index.Near:
		return c.near(e)
	case index.Value:
		return c.value(e)
	case index.Dates:
		from, to, err := bounds(e, c.now)
		return &dated{from, to}, err
	case index.And:
		return c.and(e)
	case index.Or:
		list, err := c.each(e)
		if err != nil || len(list) == 0 {
			return nil, err
		}
		return anyOf(list), nil
	case index.Not:
		return c.and(index.And{e})
	}
	return nil, fmt.Errorf("an expression of unknown type %T", e)
}

// fieldOf gives the field of a node that has one.
func fieldOf(e index.Expr) index.Field {
	switch e := e.(type) {
	case index.Term:
		return e.Field
	case index.Phrase:
		return e.Field
	case index.Prefix:
		return e.Field
	case index.Near:
		return e.Field
	case index.Value:
		return e.Field
	}
	return ""
}

// across asks the other kind of documents.
func (c *compiler) across(e index.Expr) (asked, error) {
	other := *c
	other.articles, other.scored = !c.articles, false
	a, err := other.compile(e)
	if a == nil {
		return nil, err
	}
	return &across{a, c.articles}, err
}

// each compiles the operands of a node, one that is written again only once.
func (c *compiler) each(list []index.Expr) ([]asked, error) {
	var all []asked
	seen := map[string]bool{}
	for _, e := range list {
		text := e.String()
		if seen[text] {
			continue
		}
		seen[text] = true
		n, err := c.compile(e)
		if err != nil {
			return nil, err
		}
		if n != nil {
			all = append(all, n)
		}
	}
	return all, nil
}

func (c *compiler) and(e index.And) (asked, error) {
	var with, without []index.Expr
	for _, n := range e {
		if not, ok := n.(index.Not); ok {
			without = append(without, not.Expr)
			continue
		}
		with = append(with, n)
	}
	if c.leading == nil && len(with) > 1 {
		if t, ok := with[0].(index.Term); ok && t.Field == "" {
			c.leading = &t
		}
	}
	var all allOf
	var err error
	if all.with, err = c.each(with); err != nil {
		return nil, err
	}
	if all.close, err = c.pairs(with); err != nil {
		return nil, err
	}
	all.without, err = c.each(without)
	if err != nil || len(all.with)+len(all.without) == 0 {
		return nil, err
	}
	// What has to look where words stand comes last, when little is left to
	// look at.
	slices.SortStableFunc(all.with, func(a, b asked) int { return slowness(a) - slowness(b) })
	return all, nil
}

// slowness is 1 for what looks where words stand, 0 for what looks up bits.
func slowness(a asked) int {
	slow := 0
	switch a := a.(type) {
	case *phrase, *near:
		return 1
	case *across:
		return slowness(a.asked)
	case anyOf:
		for _, n := range a {
			slow = max(slow, slowness(n))
		}
	case allOf:
		for _, n := range slices.Concat(a.with, a.without) {
			slow = max(slow, slowness(n))
		}
	}
	return slow
}

func (c *compiler) value(v index.Value) (asked, error) {
	switch v.Field {
	case index.InArticle:
		return c.term(articleField, v.Value)
	case index.InStory:
		return c.term(storyField, v.Value)
	case index.InUtterance:
		return c.term(sameField, v.Value)
	case index.Rule:
		return c.term(ruleField, fold(v.Value))
	case index.Company:
		return c.term(companyField, fold(v.Value))
	}
	f, ok := facet(v.Field)
	if !ok {
		return nil, fmt.Errorf("%s has no values to ask for", v.Field)
	}
	return &valued{f, c.view.library.ords(f, []string{v.Value}), c.articles}, nil
}
