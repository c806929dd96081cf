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
type collapse struct{ parts []rivals }

// rivals are the statements of a part that match and that others repeat: a
// page keeps some of thousands, so that each is as small as it can be.
type rivals struct {
	at   int
	part *part
	list []rival
}

type rival struct {
	worth float32 // 0 where all are worth the same
	place uint32  // among the part's repeated ones
}

// take takes the statements that others repeat, and gives the rest.
func (c *collapse) take(at int, p *part, hits set, worth []float32, m *scratch) set {
	alone := m.set(p.size)
	copy(alone, hits)
	m.docs = m.docs[:0]
	for i, doc := range p.repeated {
		if hits.has(doc) {
			m.docs = append(m.docs, uint32(i))
		}
	}
	list := make([]rival, len(m.docs))
	for i, place := range m.docs {
		doc := p.repeated[place]
		alone.drop(doc)
		if list[i].place = place; worth != nil {
			list[i].worth = p.score(doc, worth[doc])
		}
	}
	c.parts = append(c.parts, rivals{at, p, list})
	return alone
}

// candidate gives all that a rival is sorted by.
func (s *rivals) candidate(r rival) candidate {
	doc := s.part.repeated[r.place]
	return candidate{score: float64(r.worth), date: s.part.date[s.part.article[doc]], key: s.part.key[doc],
		at: position{s.at, doc}, utterance: s.part.utterance[r.place]}
}

// settle offers the first of each utterance's statements, unless it was on a
// page before.
func (c *collapse) settle(b *best) {
	shown := c.before(b)
	for _, s := range c.parts {
		for _, r := range s.list {
			if !b.byDate && b.full() && float64(r.worth) < b.list[0].score {
				continue
			}
			if one := s.candidate(r); b.wants(&one) && !shown[one.utterance] {
				b.offerOne(one)
			}
		}
	}
}

// before gives the utterances that were on a page before.
func (c *collapse) before(b *best) map[uint64]bool {
	if b.after == nil {
		return nil
	}
	shown := map[uint64]bool{}
	for _, s := range c.parts {
		for _, r := range s.list {
			if one := s.candidate(r); !b.before(b.after, &one) {
				shown[one.utterance] = true
			}
		}
	}
	return shown
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
	for _, s := range c.parts {
		for _, r := range s.list {
			i, ok := at[s.part.utterance[r.place]]
			if doc := s.part.repeated[r.place]; ok && list[i].at != (position{s.at, doc}) {
				s.tell(doc, names, &hits[i])
			}
		}
	}
	for i := range hits {
		slices.SortFunc(hits[i].Outlets, strings.Compare)
	}
}

// tell writes into a hit that a document is alike, and where it stands.
func (s *rivals) tell(doc uint32, outlets []string, h *index.Hit) {
	h.Alike++
	place, _ := facet(index.Outlet)
	for _, code := range s.part.all(place, doc) {
		if name := outlets[s.part.facets[place].ords[code]]; name != h.Article.Outlet && !slices.Contains(h.Outlets, name) {
			h.Outlets = append(h.Outlets, name)
		}
	}
}
