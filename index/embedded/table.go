package embedded

import (
	"slices"

	"onrecord/index"
)

// table counts the rows of a table. Which values have a row is known only when
// all parts are counted, so what matches is kept until then.
type table struct {
	asked   index.Table
	chosen  []string // of the table's facet
	lifts   []lift
	matched [][]set // of a part, by the place in lifts
}

// lift is the fields that are counted with the same filters: the table's facet
// counts with its own filter lifted, as each row is one of its values, and
// each field with its own.
type lift struct {
	lifted []int // filters
	facets []counter
}

// newTable gives nil where no table is asked for.
func newTable(w *view, q index.Query) *table {
	if q.Table.Of == "" {
		return nil
	}
	t := &table{asked: q.Table, chosen: q.Filter(q.Table.Of), matched: make([][]set, len(w.parts))}
	for _, f := range q.Table.Facets {
		at, _ := facet(f)
		k := counter{facet: at, field: f, chosen: q.Filter(f)}
		var lifted []int
		for i, filter := range q.Filters {
			if filter.Field == q.Table.Of || filter.Field == f {
				lifted = append(lifted, i)
			}
		}
		i := slices.IndexFunc(t.lifts, func(l lift) bool { return slices.Equal(l.lifted, lifted) })
		if i < 0 {
			i, t.lifts = len(t.lifts), append(t.lifts, lift{lifted: lifted})
		}
		t.lifts[i].facets = append(t.lifts[i].facets, k)
	}
	return t
}

// keep keeps what matches in a part. Parts are looked at by several goroutines,
// each by one.
func (t *table) keep(part int, matched set, sieves []set) {
	kept := make([]set, len(t.lifts))
	for i, l := range t.lifts {
		kept[i] = slices.Clone(matched)
		for j, s := range sieves {
			if !slices.Contains(l.lifted, j) {
				kept[i].and(s)
			}
		}
	}
	t.matched[part] = kept
}

// rows counts the table's rows, once the table's facet is counted.
func (t *table) rows(of *tally, counts []index.Count) []index.Row {
	library := of.view.library
	m := library.memory.Get().(*scratch)
	defer library.memory.Put(m)
	var rows []index.Row
	place, _ := facet(t.asked.Of)
	for _, v := range t.asked.Values(t.chosen, counts) {
		r := index.Row{Value: v, Facets: map[index.Field][]index.Count{}}
		one := sieve{place, library.ords(place, []string{v})}
		for i := range t.lifts {
			for _, k := range t.count(i, of, one, m) {
				r.Facets[k.field], _ = k.counts(library)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// count counts the fields of one lift for one row.
func (t *table) count(lift int, of *tally, one sieve, m *scratch) []counter {
	r := of.row(t.lifts[lift].facets)
	for part, kept := range t.matched {
		if kept == nil || kept[lift].empty() {
			continue
		}
		m.reset()
		p := &of.view.parts[part]
		docs := m.set(p.size)
		copy(docs, kept[lift])
		docs.and(p.having(one.facet, one.ords, of.articles, m))
		r.count(part, 0, docs, m)
	}
	m.reset()
	if r.groups != nil {
		r.groups.count(r)
	}
	return r.ways[0].facets
}

// row gives a tally of some facets alone.
func (t *tally) row(facets []counter) *tally {
	r := &tally{view: t.view, articles: t.articles, ways: []way{{lifted: -1, facets: slices.Clone(facets)}}}
	for i := range facets {
		r.ways[0].facets[i].n = make([]uint32, len(t.view.library.names(facets[i].facet)))
	}
	if t.groups != nil {
		r.groups = t.groups.fresh(1)
	}
	return r
}
