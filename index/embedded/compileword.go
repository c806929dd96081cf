package embedded

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"onrecord/index"
)

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

// term looks a term up in all parts.
func (c *compiler) term(field, text string) (*term, error) {
	dicts, err := c.dictionaries(field)
	if err != nil {
		return nil, err
	}
	t := &term{field: field, text: text, lists: make([]segment.PostingsList, len(dicts)), bitmaps: make([]*roaring.Bitmap, len(dicts))}
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
