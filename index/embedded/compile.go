package embedded

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
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

// word looks for any form of a word. What is one word to the person and
// several to the index ("e-mail") is a phrase.
func (c *compiler) word(t index.Term) (asked, error) {
	if t.Field == index.Cue {
		return c.cue(t)
	}
	list := cut(t.Word)
	if len(list) == 2 && list[1].term == possessive {
		list = list[:1]
	}
	places := c.places(t.Field)
	if c.leading != nil && t == *c.leading {
		places = leading(places)
	}
	if len(list) != 1 {
		return c.phrase(list, places)
	}
	a, err := c.weigh(list[0].term, c.stems.words(c.stems.of(list[0].term)), places)
	if w, ok := a.(*weighed); ok && err == nil && t.Field == "" && c.scored && !c.articles {
		w.directed, err = c.directed(list[0].term)
	}
	return a, err
}

// exactly looks for words as they are written, one or more.
func (c *compiler) exactly(p index.Phrase) (asked, error) {
	if p.Field == index.Cue {
		return c.cue(p)
	}
	return c.phrase(cut(p.Text), c.places(p.Field))
}

func (c *compiler) phrase(list []word, places []place) (asked, error) {
	if len(list) == 0 {
		return nil, nil
	}
	all := make(anyOf, len(places))
	for i, p := range places {
		var err error
		if len(list) == 1 {
			all[i], err = c.weighed([]sought{{list[0].term, p}})
		} else {
			all[i], err = c.row(list, p)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// row looks for words that follow each other in one place.
func (c *compiler) row(list []word, p place) (asked, error) {
	a := &phrase{place: p}
	seen := map[string]int{}
	for _, w := range list {
		at, ok := seen[w.term]
		if !ok {
			t, err := c.term(p.field, w.term)
			if err != nil {
				return nil, err
			}
			if c.scored {
				a.value += rarity(c.view.docs, t.count)
			}
			at = len(a.terms)
			seen[w.term], a.terms = at, append(a.terms, t)
		}
		a.words = append(a.words, at)
	}
	return a, nil
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

// term looks a term up in all parts.
func (c *compiler) term(field, text string) (*term, error) {
	dicts, err := c.dictionaries(field)
	if err != nil {
		return nil, err
	}
	t := &term{name: field + ":" + text, lists: make([]segment.PostingsList, len(dicts)), bitmaps: make([]*roaring.Bitmap, len(dicts))}
	for i, d := range dicts {
		if t.lists[i], err = d.PostingsList([]byte(text), nil, nil); err != nil {
			return nil, fmt.Errorf("look up a word in %s: %w", field, err)
		}
		b := bitmapOf(t.lists[i])
		if t.bitmaps[i] = b; b == nil {
			continue
		}
		t.count += int(b.GetCardinality())
		if deleted := c.view.parts[i].deleted; deleted != nil {
			t.count -= int(b.AndCardinality(deleted))
		}
	}
	return t, nil
}

func (c *compiler) dictionaries(field string) ([]segment.TermDictionary, error) {
	if dicts := c.dicts[field]; dicts != nil {
		return dicts, nil
	}
	dicts := make([]segment.TermDictionary, len(c.view.parts))
	for i := range dicts {
		var err error
		if dicts[i], err = c.view.parts[i].segment.Segment().Dictionary(field); err != nil {
			return nil, fmt.Errorf("open the words of %s: %w", field, err)
		}
	}
	c.dicts[field] = dicts
	return dicts, nil
}

// bounds gives the seconds of a range of days, half open.
func bounds(d index.Dates, now time.Time) (from, to int64, err error) {
	from, to = undated, math.MaxInt64
	first, last := d.Days(now)
	if first != "" {
		t, err := time.Parse(time.DateOnly, first)
		if err != nil {
			return 0, 0, fmt.Errorf("read a range's first day: %w", err)
		}
		from = t.Unix()
	}
	if last != "" {
		t, err := time.Parse(time.DateOnly, last)
		if err != nil {
			return 0, 0, fmt.Errorf("read a range's last day: %w", err)
		}
		to = t.AddDate(0, 0, 1).Unix()
	}
	return from, to, nil
}
