package embedded

import (
	"slices"

	"onrecord/index"
)

// tally counts what matches: in all, for each facet value and for each bar of
// the histogram. A facet that is filtered by is counted with that filter
// lifted, so there is one way of counting for all other facets and one for each
// of those.
type tally struct {
	view     *view
	articles bool
	groups   *groups // nil where each document counts
	filters  []sieve
	ways     []way  // the first has all filters
	bars     *bars  // nil for no histogram
	table    *table // nil for none
	total    int
}

// sieve is a filter: a facet's values, as places in its dictionary.
type sieve struct {
	facet int
	ords  []uint32
}

// way is the facets that are counted with the same filters.
type way struct {
	lifted int // the filter that doesn't hold, or -1
	facets []counter
}

func newTally(w *view, q index.Query) *tally {
	t := &tally{view: w, articles: q.Of == index.Articles, groups: newGroups(w, q), ways: []way{{lifted: -1}}, table: newTable(w, q)}
	if q.Every != "" {
		t.bars = newBars(q.Every, q.Bars)
	}
	for i, f := range q.Filters {
		at, _ := facet(f.Field)
		t.filters = append(t.filters, sieve{at, w.library.ords(at, f.Values)})
		if slices.Contains(q.Facets, f.Field) {
			t.ways = append(t.ways, way{lifted: i})
		}
	}
	for _, f := range q.Facets {
		at, _ := facet(f)
		k := counter{at, f, q.Filter(f), make([]uint32, len(w.library.names(at)))}
		own := slices.IndexFunc(t.ways, func(w way) bool { return w.lifted >= 0 && t.filters[w.lifted].facet == at })
		own = max(own, 0)
		t.ways[own].facets = append(t.ways[own].facets, k)
	}
	return t
}

// fresh gives a tally that has counted nothing, for other parts of the view.
// The dictionaries may have grown since.
func (t *tally) fresh() *tally {
	f := *t
	f.ways = make([]way, len(t.ways))
	for i, w := range t.ways {
		f.ways[i] = way{w.lifted, slices.Clone(w.facets)}
		for j, k := range w.facets {
			f.ways[i].facets[j].n = make([]uint32, len(k.n))
		}
	}
	if t.groups != nil {
		f.groups = t.groups.fresh(len(t.groups.ways))
	}
	if t.bars != nil {
		f.bars = newBars(t.bars.every, t.bars.most)
	}
	return &f
}

// add counts what matches in a part, and gives what is left of it by all
// filters.
func (t *tally) add(part int, matched set, m *scratch) set {
	p := &t.view.parts[part]
	sieves := make([]set, len(t.filters))
	for i, f := range t.filters {
		sieves[i] = p.having(f.facet, f.ords, t.articles, m)
	}
	if t.table != nil {
		t.table.keep(part, matched, sieves)
	}
	var hits set
	for i := range t.ways {
		w := &t.ways[i]
		docs := m.set(p.size)
		copy(docs, matched)
		for j, s := range sieves {
			if j != w.lifted {
				docs.and(s)
			}
		}
		if i == 0 {
			hits = docs
		}
		t.count(part, i, docs, m)
	}
	return hits
}

// count counts one way's documents of a part.
func (t *tally) count(part, way int, docs set, m *scratch) {
	p := &t.view.parts[part]
	n := docs.count()
	if n == 0 {
		return
	}
	if t.groups != nil {
		if docs = t.take(part, way, docs, m); docs.empty() {
			return
		}
		n = docs.count()
	}
	if way == 0 {
		t.total += n
		if t.bars != nil {
			t.bars.add(p, docs, m)
		}
	}
	if t.articles {
		t.ways[way].countArticles(p, docs, m)
		return
	}
	t.ways[way].countStatements(p, docs, n, m)
}

// block is how many documents are counted at a time: few enough for the
// processor's nearest memory.
const block = 4096

// countStatements goes over the documents facet by facet. Where they are most
// of a part, those that are not among them are fewer.
func (w *way) countStatements(p *part, docs set, n int, m *scratch) {
	if len(w.facets) == 0 {
		return
	}
	sizes, numbers := w.sizes(p)
	if n < numbers/fewer {
		w.countEach(p, docs, m)
		return
	}
	most := n > p.size/2
	walked := docs
	if most {
		walked = m.set(p.size)
		walked.fill(p.size)
		walked.andNot(docs)
	}
	tables := cutUp(m.counts(numbers), sizes)
	for from := 0; from < len(walked); from += block / wordBits {
		m.docs = walked.collect(m.docs[:0], from, min(from+block/wordBits, len(walked)))
		for i, table := range tables {
			if len(table) > 0 {
				p.strips[i].count(m.docs, table)
			}
		}
	}
	if most {
		for i, table := range tables {
			for number := range table {
				table[number] = p.strips[i].total[number] - table[number]
			}
		}
	}
	for i := range w.facets {
		k := &w.facets[i]
		col := &p.facets[k.facet]
		k.fold(col, tables[col.strip])
		for j, d := range col.docs {
			if docs.has(d) {
				for _, code := range col.codes[col.start[j]:col.start[j+1]] {
					k.n[col.ords[code]]++
				}
			}
		}
	}
}

// fewer documents than one for so many numbers are counted one by one: to go
// over the numbers takes longer.
const fewer = 8

func (w *way) countEach(p *part, docs set, m *scratch) {
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	for i := range w.facets {
		k := &w.facets[i]
		ords := p.facets[k.facet].ords
		for _, d := range m.docs {
			for _, code := range p.all(k.facet, d) {
				k.n[ords[code]]++
			}
		}
	}
}

// sizes tells how many numbers those of a part's strips have that hold what is
// counted, and how many they are in all.
func (w *way) sizes(p *part) (sizes []int, all int) {
	sizes = make([]int, len(p.strips))
	for i := range w.facets {
		at := p.facets[w.facets[i].facet].strip
		if sizes[at] == 0 {
			sizes[at] = len(p.strips[at].total)
			all += sizes[at]
		}
	}
	return sizes, all
}

// cutUp cuts a list into lists of these sizes.
func cutUp(list []uint32, sizes []int) [][]uint32 {
	parts := make([][]uint32, len(sizes))
	for i, n := range sizes {
		parts[i], list = list[:n:n], list[n:]
	}
	return parts
}

// countArticles counts for each article the values of its statements, each
// once.
func (w *way) countArticles(p *part, docs set, m *scratch) {
	if len(w.facets) == 0 {
		return
	}
	o := newOnce(p, w, m)
	m.docs = docs.collect(m.docs[:0], 0, len(docs))
	for _, d := range m.docs {
		a := p.article[d]
		o.add(a+1, p.of(a), nil)
	}
	o.close()
}

// merge adds what another tally has counted of other parts.
func (t *tally) merge(o *tally) {
	t.total += o.total
	if t.groups != nil {
		t.groups.merge(o.groups)
	}
	if t.bars != nil {
		t.bars.merge(o.bars)
	}
	for i := range t.ways {
		for j := range t.ways[i].facets {
			n := t.ways[i].facets[j].n
			for ord, more := range o.ways[i].facets[j].n {
				n[ord] += more
			}
		}
	}
}

// answer writes what was counted into a result.
func (t *tally) answer(r *index.Result) {
	if t.groups != nil {
		t.groups.count(t)
	}
	r.Total = t.total
	if t.bars != nil {
		r.Histogram = t.bars.list(t)
		r.Every = t.bars.every
	}
	for _, w := range t.ways {
		for i := range w.facets {
			k := &w.facets[i]
			if r.Facets == nil {
				r.Facets, r.Distinct = map[index.Field][]index.Count{}, map[index.Field]int{}
			}
			r.Facets[k.field], r.Distinct[k.field] = k.counts(t.view.library)
		}
	}
	if t.table != nil {
		r.Table = t.table.rows(t, r.Facets[t.table.asked.Of])
	}
}
