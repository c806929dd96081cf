package embedded

import (
	"cmp"
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
	doc   uint32
}

// take takes the statements that others repeat, and gives the rest.
func (c *collapse) take(at int, p *part, hits set, worth []float32, m *scratch) set {
	alone, mine := m.set(p.size), m.set(p.size)
	copy(alone, hits)
	copy(mine, hits)
	among := p.repeats().among
	alone.andNot(among)
	mine.and(among)
	m.docs = mine.collect(m.docs[:0], 0, len(mine))
	list := make([]rival, len(m.docs))
	for i, doc := range m.docs {
		if list[i].doc = doc; worth != nil {
			list[i].worth = p.score(doc, worth[doc])
		}
	}
	c.parts = append(c.parts, rivals{at, p, list})
	return alone
}

// candidate gives all that a rival is sorted by.
func (s *rivals) candidate(r rival) candidate {
	return candidate{score: float64(r.worth), date: s.part.date[s.part.article[r.doc]], key: s.part.key[r.doc], at: position{s.at, r.doc}}
}

// utterance gives the one of a statement that others repeat.
func (s *rivals) utterance(doc uint32) uint64 {
	place, _ := slices.BinarySearch(s.part.repeated, doc)
	return s.part.utterance[place]
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
			one := s.candidate(r)
			if !b.wants(&one) {
				continue
			}
			if one.utterance = s.utterance(r.doc); !shown[one.utterance] {
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
				shown[s.utterance(r.doc)] = true
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
	for i, one := range list {
		if one.utterance == 0 {
			continue
		}
		for _, s := range c.parts {
			for doc := range s.part.repeating(one.utterance) {
				if one.at != (position{s.at, doc}) && s.has(doc) {
					s.tell(doc, names, &hits[i])
				}
			}
		}
		slices.SortFunc(hits[i].Outlets, strings.Compare)
	}
}

func (s *rivals) has(doc uint32) bool {
	_, ok := slices.BinarySearchFunc(s.list, doc, func(r rival, doc uint32) int { return cmp.Compare(r.doc, doc) })
	return ok
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
