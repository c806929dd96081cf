package embedded

import (
	"fmt"

	"onrecord/index"
)

// hits reads what is kept of them and marks what matched. A statement is
// kept with its article, which the hits of one article share.
func (x *Index) hits(w *view, q index.Query, list []candidate) ([]index.Hit, error) {
	l := loader{view: w, press: x.press, wanted: newNeedles(q, x.stems), read: map[string]*kept{}}
	hits := make([]index.Hit, len(list))
	for i, c := range list {
		hits[i].Score = c.score
		load := l.statement
		if q.Of == index.Articles {
			load = l.article
		}
		if err := load(c.at, &hits[i]); err != nil {
			return nil, fmt.Errorf("read a hit: %w", err)
		}
	}
	return hits, nil
}

// loader reads the hits of one search.
type loader struct {
	view   *view
	press  *press
	wanted *needles
	read   map[string]*kept // by the article's ID
}

func (l *loader) statement(at position, h *index.Hit) error {
	id, err := l.view.parts[at.part].segment.DocID(uint64(at.doc))
	if err != nil {
		return err
	}
	article, n, err := ofStatement(string(id))
	if err != nil {
		return err
	}
	k := l.read[article]
	if k == nil {
		p := &l.view.parts[at.part]
		if k, err = l.kept(position{at.part, p.own[p.article[at.doc]]}); err != nil {
			return err
		}
		l.read[article] = k
	}
	if h.Entry, err = k.entry(n); err != nil {
		return err
	}
	h.Marks = l.wanted.marks(cut(h.Words))
	return nil
}

func (l *loader) article(at position, h *index.Hit) error {
	k, err := l.kept(at)
	if err != nil {
		return err
	}
	if h.Article, err = k.tells(); err != nil {
		return err
	}
	h.Excerpt, h.Marks = l.wanted.excerpt(k.text)
	return nil
}

func (l *loader) kept(at position) (*kept, error) {
	blob, err := l.view.stored(at, keptField)
	if err != nil {
		return nil, err
	}
	return l.press.expand(blob)
}
