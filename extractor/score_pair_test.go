package extractor

import (
	"cmp"
	"slices"
)

// sided is a statement with the words that it covers.
type sided struct {
	Statement
	source, cue, content map[int]bool
}

func sides(statements []Statement, words []countedWord, inner bool) []sided {
	var out []sided
	for _, s := range statements {
		v := sided{s, covered(words, s.Source), covered(words, s.Cue), covered(words, s.Content)}
		if (s.Within != "") == inner && len(v.content) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// partner is the found statement for a gold one.
type partner struct {
	found   int
	overlap float64
}

// pairUp pairs statements one to one, the best overlap of contents first.
func pairUp(gold, found []sided) map[int]partner {
	type candidate struct {
		gold int
		partner
	}
	var all []candidate
	for i, g := range gold {
		for j, f := range found {
			if o := jaccard(g.content, f.content); o > 0 {
				all = append(all, candidate{i, partner{j, o}})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.overlap, a.overlap), cmp.Compare(b.gold, a.gold), cmp.Compare(b.found, a.found))
	})
	pairs, used := make(map[int]partner), make(map[int]bool)
	for _, c := range all {
		if _, ok := pairs[c.gold]; !ok && !used[c.found] {
			pairs[c.gold] = c.partner
			used[c.found] = true
		}
	}
	return pairs
}

// quoteType tells how much of the content stands in quotation marks.
func quoteType(s sided, quoted map[int]bool) string {
	switch n := shared(s.content, quoted); {
	case 10*n >= 9*len(s.content):
		return "direct"
	case n > 0:
		return "mixed"
	}
	return "indirect"
}
