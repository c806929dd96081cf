package embedded

import (
	"cmp"
	"slices"

	"onrecord/index"
)

// groups counts what several documents make together: the articles, stories or
// utterances that matching statements belong to, the stories of matching
// articles. While parts are walked it only collects them; count does the rest.
type groups struct {
	unit     index.Unit
	articles bool
	ways     [][]member
}

// member is a document that matches one way, with the group that it is in.
type member struct {
	group uint64
	part  int32
	doc   uint32
}

// newGroups gives nil where each document counts for itself.
func newGroups(w *view, q index.Query) *groups {
	of := q.Of
	if of == "" {
		of = index.Statements
	}
	if q.Count == "" || string(q.Count) == string(of) {
		return nil
	}
	return &groups{unit: q.Count, articles: of == index.Articles, ways: make([][]member, 1+len(q.Filters))}
}

// take takes the documents that are in groups, and gives those that count for
// themselves.
func (g *groups) take(part, way int, docs set, p *columns, m *scratch) set {
	alone := m.set(p.size)
	if g.unit == index.ByUtterance {
		copy(alone, docs)
		for i, d := range p.repeated {
			if docs.has(d) {
				alone.drop(d)
				g.ways[way] = append(g.ways[way], member{p.utterance[i], int32(part), d})
			}
		}
		return alone
	}
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	for _, d := range m.docs {
		a := p.article[d]
		group := p.story[a]
		if g.unit == index.ByArticle {
			group = p.key[p.own[a]]
		}
		g.ways[way] = append(g.ways[way], member{group, int32(part), d})
	}
	return alone
}

func (g *groups) merge(o *groups) {
	for i := range g.ways {
		g.ways[i] = append(g.ways[i], o.ways[i]...)
	}
}

// count counts each group once, and once for each value that a member has.
func (g *groups) count(t *tally) {
	for i := range t.ways {
		members := g.ways[i]
		slices.SortFunc(members, func(a, b member) int { return cmp.Compare(a.group, b.group) })
		n := t.ways[i].countGroups(t.view, members, g.articles)
		if i > 0 {
			continue
		}
		t.total += n
		if t.bars != nil {
			t.bars.addGroups(t.view, members)
		}
	}
}

// countGroups counts members that are sorted by their groups, and tells how
// many groups there are.
func (w *way) countGroups(v *view, members []member, articles bool) int {
	seen := make([][]uint32, len(w.facets)) // the last group that had a value
	for i := range w.facets {
		seen[i] = make([]uint32, len(w.facets[i].n))
	}
	at := uint32(0)
	for i, one := range members {
		if i == 0 || one.group != members[i-1].group {
			at++
		}
		p := &v.parts[one.part]
		docs := []uint32{one.doc}
		if articles {
			docs = p.of(p.article[one.doc])
		}
		for _, doc := range docs {
			for i := range w.facets {
				facet := w.facets[i].facet
				for _, code := range p.all(facet, doc) {
					if ord := p.facets[facet].ords[code]; seen[i][ord] != at {
						seen[i][ord] = at
						w.facets[i].n[ord]++
					}
				}
			}
		}
	}
	return int(at)
}
