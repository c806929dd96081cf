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
	values := t.asked.Values(t.chosen, counts)
	place, _ := facet(t.asked.Of)
	library := of.view.library
	row := make([]uint8, len(library.names(place))) // of each value, from 1; 0 for none
	for i, v := range values {
		for _, ord := range library.ords(place, []string{v}) {
			if int(ord) < len(row) { // others came since
				row[ord] = uint8(i + 1)
			}
		}
	}
	m := library.memory.Get().(*scratch)
	defer library.memory.Put(m)
	rows := make([]index.Row, len(values))
	for i, v := range values {
		rows[i] = index.Row{Value: v, Facets: map[index.Field][]index.Count{}}
	}
	for i := range t.lifts {
		for at, counted := range t.count(i, of, place, row, len(values), m) {
			for _, k := range counted {
				rows[at].Facets[k.field], _ = k.counts(library)
			}
		}
	}
	return rows
}

// count counts the fields of one lift for each row.
func (t *table) count(lift int, of *tally, place int, row []uint8, rows int, m *scratch) [][]counter {
	list := make([]*tally, rows)
	for i := range list {
		list[i] = of.row(t.lifts[lift].facets)
	}
	for part, kept := range t.matched {
		if kept == nil || kept[lift].empty() {
			continue
		}
		p := &of.view.parts[part]
		if of.groups == nil && !of.articles {
			for i, docs := range p.dealt(place, row, kept[lift], rows, m) {
				for j := range list[i].ways[0].facets {
					list[i].ways[0].facets[j].countList(p, docs, m)
				}
			}
			continue
		}
		m.reset()
		for i, docs := range p.dealtSets(place, row, kept[lift], of.articles, rows, m) {
			list[i].count(part, 0, docs, m)
		}
	}
	m.reset()
	counted := make([][]counter, rows)
	for i, r := range list {
		if r.groups != nil {
			r.groups.count(r)
		}
		counted[i] = r.ways[0].facets
	}
	return counted
}

// row gives a tally of some facets alone.
func (t *tally) row(facets []counter) *tally {
	r := &tally{view: t.view, articles: t.articles, ways: []way{{lifted: -1, facets: slices.Clone(facets)}}}
	for i := range facets {
		r.ways[0].facets[i].n = make([]uint32, len(t.view.library.names(facets[i].facet)))
	}
	if t.groups != nil {
		r.groups = &groups{unit: t.groups.unit, articles: t.articles, ways: make([][]member, 1)}
	}
	return r
}
