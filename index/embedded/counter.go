package embedded

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/index"
)

// counter counts one facet's values, by their places in the dictionary.
type counter struct {
	facet  int
	field  index.Field
	chosen []string
	n      []uint32
}

// fold adds to what the values have what the numbers of a part's strip have.
func (k *counter) fold(col *column, table []uint32) {
	if col.digit == nil {
		for code := 1; code < len(col.ords); code++ {
			k.n[col.ords[code]] += table[code]
		}
		return
	}
	step, size := int(col.step), col.size()
	for from := 0; from < len(table); from += step * size {
		for code := 1; code < len(col.ords); code++ {
			sum := uint32(0)
			for _, n := range table[from+code*step:][:step] {
				sum += n
			}
			k.n[col.ords[code]] += sum
		}
	}
}

// counts gives the most frequent values, and the chosen ones in each spelling
// that counts, and how many values there are.
func (k *counter) counts(l *library) (list []index.Count, distinct int) {
	names := l.names(k.facet)
	least, distinct := k.least()
	for ord, n := range k.n {
		if n >= least {
			list = append(list, index.Count{Value: names[ord], Count: int(n)})
		}
	}
	slices.SortFunc(list, func(a, b index.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	list = list[:min(len(list), index.MaxCounts)]
	for _, v := range k.chosen {
		found := false
		for _, ord := range l.ords(k.facet, []string{v}) {
			if int(ord) >= len(k.n) || k.n[ord] == 0 {
				continue
			}
			found = true
			c := index.Count{Value: names[ord], Count: int(k.n[ord])}
			if !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
		if !found {
			list = append(list, index.Count{Value: v})
		}
	}
	return list, distinct
}

// least is the count from which on values are among the most frequent: to sort
// thousands of names that nobody will see takes longer than the search.
func (k *counter) least() (least uint32, distinct int) {
	var counts []uint32
	for _, n := range k.n {
		if n > 0 {
			counts = append(counts, n)
		}
	}
	if len(counts) <= index.MaxCounts {
		return 1, len(counts)
	}
	slices.Sort(counts)
	return counts[len(counts)-index.MaxCounts], len(counts)
}
