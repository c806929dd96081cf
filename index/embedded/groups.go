package embedded

import (
	"cmp"
	"slices"

	"onrecord/index"
)

// groups counts what several documents make together: the articles, stories or
// utterances that matching statements belong to, the stories of matching
// articles. What is together in a part is counted there; what may be in others
// too is collected while parts are walked, and counted in the end.
type groups struct {
	unit     index.Unit
	articles bool
	printed  hashes // the stories that may be several articles
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
	g := &groups{unit: q.Count, articles: of == index.Articles, ways: make([][]member, 1+len(q.Filters))}
	if g.unit == index.ByStory {
		g.printed = w.printed()
	}
	return g
}

// fresh gives groups that have counted nothing, for so many ways.
func (g *groups) fresh(ways int) *groups {
	f := *g
	f.ways = make([][]member, ways)
	return &f
}

// hashes tells which of some hashes were put into it; of others too it may say
// so, of one in sixteen.
type hashes []uint64

func (h hashes) place(hash uint64) uint32 {
	return uint32((hash ^ hash>>32) % uint64(len(h)*wordBits))
}

// printed gives the stories that articles name as theirs: theirs alone may be
// several articles.
func (v *view) printed() hashes {
	n := 0
	for i := range v.parts {
		n += len(v.parts[i].named)
	}
	const room = 16
	h := make(hashes, setSize(room*n)+1)
	for i := range v.parts {
		p := &v.parts[i]
		for _, a := range p.named {
			set(h).add(h.place(p.story[a]))
		}
	}
	return h
}

// alone tells whether an article makes a group by itself.
func (g *groups) alone(p *columns, article uint32) bool {
	return g.unit == index.ByArticle || !set(g.printed).has(g.printed.place(p.story[article]))
}

// take takes the documents that are in groups, and gives those that count for
// themselves.
func (t *tally) take(part, way int, docs set, m *scratch) set {
	g, p := t.groups, &t.view.parts[part]
	rest := m.set(p.size)
	if g.unit == index.ByUtterance {
		copy(rest, docs)
		for i, d := range p.repeated {
			if docs.has(d) {
				rest.drop(d)
				g.ways[way] = append(g.ways[way], member{p.utterance[i], int32(part), d})
			}
		}
		return rest
	}
	among := docs
	if g.articles {
		among = nil // an article has the values of all its statements
	}
	o := newOnce(p, &t.ways[way], m)
	found := m.set(len(p.own))
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	for _, d := range m.docs {
		found.add(p.article[d])
	}
	m.docs = found.collect(m.docs[:0], 0, len(found))
	for _, a := range m.docs {
		if g.alone(p.columns, a) {
			o.add(a+1, p.of(a), among)
			if way > 0 {
				continue
			}
			if t.total++; t.bars != nil {
				t.bars.count(p.date[a], 1)
			}
			continue
		}
		for _, d := range p.of(a) {
			if docs.has(d) {
				g.ways[way] = append(g.ways[way], member{p.story[a], int32(part), d})
			}
		}
	}
	o.close()
	return rest
}

func (g *groups) merge(o *groups) {
	for i := range g.ways {
		g.ways[i] = append(g.ways[i], o.ways[i]...)
	}
}

// count counts each group once, and once for each value that a member has.
func (g *groups) count(t *tally) {
	for i := range t.ways {
		members := sorted(g.ways[i])
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

// sorted puts the members of a group together. Those of one article already are.
func sorted(members []member) []member {
	var runs []run
	for i, one := range members {
		if i == 0 || one.group != members[i-1].group {
			runs = append(runs, run{one.group, i, i})
		}
		runs[len(runs)-1].to++
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.group, b.group) })
	list := make([]member, 0, len(members))
	for _, r := range runs {
		list = append(list, members[r.from:r.to]...)
	}
	return list
}

// run is members of one group that follow each other.
type run struct {
	group    uint64
	from, to int
}

// countGroups counts members that are sorted by their groups, and tells how
// many groups there are.
func (w *way) countGroups(v *view, members []member, articles bool) int {
	units := make([]uint32, len(members))
	at := uint32(0)
	for i, one := range members {
		if i == 0 || one.group != members[i-1].group {
			at++
		}
		units[i] = at
	}
	if articles {
		members, units = v.withStatements(members, units)
	}
	for i := range w.facets {
		w.facets[i].countUnits(v, members, units)
	}
	return int(at)
}

// countUnits counts the values of members once for each of the units that they
// are in, which follow each other.
func (k *counter) countUnits(v *view, members []member, units []uint32) {
	columns := make([]valuesIn, len(v.parts))
	for i := range v.parts {
		col := &v.parts[i].facets[k.facet]
		columns[i] = valuesIn{&v.parts[i].strips[col.strip], col.digit, col.ords, col.many, col}
	}
	seen := make([]uint32, len(k.n)) // the last unit that had a value
	for i, one := range members {
		c := &columns[one.part]
		code := c.strip.at(one.doc)
		if c.digit != nil {
			code = c.digit[code]
		}
		if code == 0 {
			continue
		}
		if code != c.many {
			if ord := c.ords[code]; seen[ord] != units[i] {
				seen[ord] = units[i]
				k.n[ord]++
			}
			continue
		}
		for _, code := range c.column.several(one.doc) {
			if ord := c.ords[code]; seen[ord] != units[i] {
				seen[ord] = units[i]
				k.n[ord]++
			}
		}
	}
}

// valuesIn is what a part has of one facet, at hand.
type valuesIn struct {
	strip  *strip
	digit  []uint32
	ords   []uint32
	many   uint32
	column *column
}

// withStatements puts the documents of articles in the place of the articles.
func (v *view) withStatements(members []member, units []uint32) (all []member, of []uint32) {
	for i, one := range members {
		p := &v.parts[one.part]
		for _, doc := range p.of(p.article[one.doc]) {
			all, of = append(all, member{one.group, one.part, doc}), append(of, units[i])
		}
	}
	return all, of
}
