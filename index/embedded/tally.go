package embedded

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/index"
)

// tally counts what matches: in all, and for each facet value. One walk does
// for all facets: a document that fails no filter counts everywhere, one that
// fails a single filter counts for that filter's own facet, and any other
// nowhere.
type tally struct {
	library  *library
	articles bool
	filters  []sieve
	facets   []counter
	total    int
}

// sieve is a filter over the columns.
type sieve struct {
	facet int
	in    choice
}

// counter counts one facet's values, by ordinal.
type counter struct {
	facet  int
	field  index.Field
	filter int // its own filter among the filters, or -1
	chosen []string
	n      []int
}

func newTally(w *view, q index.Query) *tally {
	t := &tally{library: w.library, articles: q.Of == index.Articles}
	for _, f := range q.Filters {
		at, _ := facet(f.Field)
		t.filters = append(t.filters, sieve{at, w.library.choice(at, f.Values)})
	}
	for _, f := range q.Facets {
		at, _ := facet(f)
		own := slices.IndexFunc(t.filters, func(s sieve) bool { return s.facet == at })
		t.facets = append(t.facets, counter{at, f, own, q.Filter(f), make([]int, len(w.library.names(at)))})
	}
	return t
}

// add counts a document and tells whether it is a hit.
func (t *tally) add(c *columns, doc int) bool {
	if c.article[doc] != t.articles {
		return false
	}
	failed, failures := -1, 0
	for i := range t.filters {
		f := &t.filters[i]
		if c.facets[f.facet].any(doc, f.in) {
			continue
		}
		failed = i
		if failures++; failures > 1 {
			return false
		}
	}
	if failures == 0 {
		t.total++
	}
	for i := range t.facets {
		k := &t.facets[i]
		if failures == 1 && k.filter != failed {
			continue
		}
		col := &c.facets[k.facet]
		ord := col.one[doc]
		switch {
		case ord == 0:
		case ord&several == 0:
			k.n[ord]++
		default:
			for _, o := range col.many[ord&^several] {
				k.n[o]++
			}
		}
	}
	return failures == 0
}

func (t *tally) counts() map[index.Field][]index.Count {
	if len(t.facets) == 0 {
		return nil
	}
	all := make(map[index.Field][]index.Count, len(t.facets))
	for i := range t.facets {
		all[t.facets[i].field] = t.facets[i].counts(t.library.names(t.facets[i].facet))
	}
	return all
}

// counts gives the most frequent values, and the chosen ones in any case.
func (k *counter) counts(names []string) []index.Count {
	least := k.least()
	var list []index.Count
	for ord, n := range k.n {
		if n >= least {
			list = append(list, index.Count{Value: names[ord], Count: n})
		}
	}
	slices.SortFunc(list, func(a, b index.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	list = list[:min(len(list), index.MaxCounts)]
	for _, v := range k.chosen {
		same := func(c index.Count) bool { return strings.EqualFold(c.Value, v) }
		if slices.ContainsFunc(list, same) {
			continue
		}
		c := index.Count{Value: v}
		for ord, n := range k.n {
			if n > 0 && strings.EqualFold(names[ord], v) {
				c = index.Count{Value: names[ord], Count: n}
			}
		}
		list = append(list, c)
	}
	return list
}

// least is the count from which on values are among the most frequent: to sort
// thousands of names that nobody will see takes longer than the search.
func (k *counter) least() int {
	var counts []int
	for _, n := range k.n {
		if n > 0 {
			counts = append(counts, n)
		}
	}
	if len(counts) <= index.MaxCounts {
		return 1
	}
	slices.Sort(counts)
	return counts[len(counts)-index.MaxCounts]
}
