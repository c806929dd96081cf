package embedded

import (
	"slices"
	"sync"
)

// mostHaving is how many choices of values are remembered of a segment.
const mostHaving = 24

// havings remembers which documents of a segment have one of a facet's values.
// The same few are asked for again and again: what readers filter by, and the
// most frequent ones, which have a row in every table. A segment never changes;
// deleted documents are among them.
type havings struct {
	mu   sync.Mutex
	list []choice
	next int // to be forgotten
}

// choice is some of a facet's values, as places in its dictionary, with the
// documents that have one. An article has the values of its statements.
type choice struct {
	facet    int
	articles bool
	ords     []uint32
	docs     set
}

// having gives the documents with one of a facet's values. Nobody may change
// the set.
func (c *columns) having(facet int, ords []uint32, articles bool, m *scratch) set {
	if docs := c.havings.recall(facet, ords, articles); docs != nil {
		return docs
	}
	docs := make(set, setSize(c.size))
	chosen, ok := c.facets[facet].choice(ords)
	switch {
	case ok && articles:
		each := m.set(c.size)
		c.choose(facet, chosen, each)
		for _, d := range each.collect(nil, 0, len(each)) {
			docs.add(c.own[c.article[d]])
		}
	case ok:
		c.choose(facet, chosen, docs)
	}
	c.havings.keep(choice{facet, articles, ords, docs})
	return docs
}

func (h *havings) recall(facet int, ords []uint32, articles bool) set {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range h.list {
		if o := &h.list[i]; o.facet == facet && o.articles == articles && slices.Equal(o.ords, ords) {
			return o.docs
		}
	}
	return nil
}

func (h *havings) keep(o choice) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.list) < mostHaving {
		h.list = append(h.list, o)
		return
	}
	h.list[h.next] = o
	h.next = (h.next + 1) % mostHaving
}
