package embedded

import (
	"container/heap"
	"slices"
	"strings"

	"onrecord/index"
)

// collapse takes the statements of one utterance for one hit: the first of
// them in the order asked for. It gathers all that match and that others
// repeat, so that a later page leaves out the utterances of earlier ones, and
// so that each hit can tell how many there are and where.
type collapse struct{ rivals []candidate }

// take takes the statements that others repeat, and gives the rest.
func (c *collapse) take(at int, p *part, hits set, worth []float32, m *scratch) set {
	alone := m.set(p.size)
	copy(alone, hits)
	for i, doc := range p.repeated {
		if !hits.has(doc) {
			continue
		}
		alone.drop(doc)
		one := candidate{date: p.date[p.article[doc]], key: p.key[doc], at: position{at, doc}, utterance: p.utterance[i]}
		if worth != nil {
			one.score = float64(p.score(doc, worth[doc]))
		}
		c.rivals = append(c.rivals, one)
	}
	return alone
}

// settle offers the first of each utterance's statements, unless it was on a
// page before.
func (c *collapse) settle(b *best) {
	shown := map[uint64]bool{}
	if b.after != nil {
		for i := range c.rivals {
			if r := &c.rivals[i]; !b.before(b.after, r) {
				shown[r.utterance] = true
			}
		}
	}
	for i := range c.rivals {
		if r := &c.rivals[i]; b.wants(r) && !shown[r.utterance] {
			b.offerOne(*r)
		}
	}
}

// wants tells whether a candidate would get in.
func (b *best) wants(c *candidate) bool { return !b.full() || b.before(c, &b.list[0]) }

// offerOne offers a candidate in place of another one of its utterance. What
// is left at the end are the first of each: one that had to go has to go
// whichever of its utterance is offered later, unless that is better.
func (b *best) offerOne(c candidate) {
	i := slices.IndexFunc(b.list, func(o candidate) bool { return o.utterance == c.utterance })
	if i < 0 {
		b.offer(c)
		return
	}
	if b.before(&c, &b.list[i]) {
		b.list[i] = c
		heap.Fix(b, i)
	}
}

// tell writes into the hits how many others there are, and where.
func (c *collapse) tell(w *view, list []candidate, hits []index.Hit) {
	place, _ := facet(index.Outlet)
	names := w.library.names(place)
	at := make(map[uint64]int, len(list))
	for i, one := range list {
		if one.utterance != 0 {
			at[one.utterance] = i
		}
	}
	for _, r := range c.rivals {
		i, ok := at[r.utterance]
		if !ok || r.at == list[i].at {
			continue
		}
		h := &hits[i]
		h.Alike++
		p := &w.parts[r.at.part]
		for _, code := range p.all(place, r.at.doc) {
			if name := names[p.facets[place].ords[code]]; name != h.Article.Outlet && !slices.Contains(h.Outlets, name) {
				h.Outlets = append(h.Outlets, name)
			}
		}
	}
	for i := range hits {
		slices.SortFunc(hits[i].Outlets, strings.Compare)
	}
}
