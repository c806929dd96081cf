package embedded

import "onrecord/index"

// place is a field to look into, what a find there is worth, and how many
// words the field has as a rule: 0 where its length tells nothing.
type place struct {
	field   string
	boost   float64
	typical float64
}

// What a find is worth beside one in the words of a statement. Who says it is
// more than what is said of him; that it stands in the headline tells little of
// each of the twenty statements under it. The words exactly as they were asked
// for are worth a bit on top of any form of them.
const (
	sourceBoost   = 3.0
	titleBoost    = 0.25
	headlineBoost = 2.0 // in a search for articles
	exactBoost    = 0.3
)

// places tells where the words of a field stand.
func (c *compiler) places(f index.Field) []place {
	body := place{wordsField, 1, 20}
	title, source := place{titleField, titleBoost, 0}, place{sourceField, sourceBoost, 0}
	if c.articles {
		body, title.boost = place{textField, 1, 600}, headlineBoost
	}
	switch f {
	case index.Content, index.Text:
		return []place{body}
	case index.Title:
		return []place{title}
	case index.Source:
		return []place{source, {byField, 1, 0}}
	case index.Lead:
		return []place{{leadField, 1, 60}}
	}
	if c.articles {
		return []place{body, title}
	}
	return []place{body, source, title}
}

// weigh looks for any of a word's known forms, and a bit more for the word as
// it was asked for in the first place.
func (c *compiler) weigh(term string, known []string, places []place) (asked, error) {
	var list []sought
	for i, p := range places {
		for _, k := range known {
			at := p
			if k == term && i == 0 {
				at.boost *= 1 + exactBoost
			}
			list = append(list, sought{k, at})
		}
	}
	if len(list) == 0 {
		return anyOf(nil), nil
	}
	return c.weighed(list)
}

// sought is a term in a place.
type sought struct {
	term string
	place
}

// weighed looks for each term in its place. The first place tells how rare the
// word is, unless it never stands there.
func (c *compiler) weighed(list []sought) (asked, error) {
	a := &weighed{spots: make([]spot, len(list))}
	with := map[string]int{}
	for i, l := range list {
		t, err := c.term(l.field, l.term)
		if err != nil {
			return nil, err
		}
		a.spots[i] = spot{l.place, t}
		with[l.field] += t.count
	}
	if !c.scored {
		return a, nil
	}
	most := with[list[0].field]
	if most == 0 {
		for _, n := range with {
			most = max(most, n)
		}
	}
	a.value = rarity(c.view.docs, min(most, c.view.docs))
	return a, nil
}
