package server

import "strings"

const (
	// likeParagraph is the part of their words that two paragraphs share at
	// least when one has become the other.
	likeParagraph = 0.3
	// maxPairs bounds the work of pairing: longer lists are paired by order.
	maxPairs = 40_000
)

// pairUp chooses which paragraphs have become which, so that what the pairs
// share is the most and none cross; one and one are a pair. It ends with the
// pair of both ends.
func pairUp(gone, come []string) [][2]int {
	ends := [2]int{len(gone), len(come)}
	var pairs [][2]int
	if len(gone) == 1 && len(come) == 1 || len(gone)*len(come) > maxPairs {
		for i := range min(len(gone), len(come)) {
			pairs = append(pairs, [2]int{i, i})
		}
		return append(pairs, ends)
	}
	like := likenesses(gone, come)
	// best[i][j] is the most that the paragraphs from i and j on can share.
	best := make([][]float64, len(gone)+1)
	for i := range best {
		best[i] = make([]float64, len(come)+1)
	}
	for i := len(gone) - 1; i >= 0; i-- {
		for j := len(come) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if like[i][j] >= likeParagraph {
				best[i][j] = max(best[i][j], best[i+1][j+1]+like[i][j])
			}
		}
	}
	for i, j := 0, 0; i < len(gone) && j < len(come); {
		switch {
		case like[i][j] >= likeParagraph && best[i][j] == best[i+1][j+1]+like[i][j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return append(pairs, ends)
}

// likenesses tells of each two paragraphs which part of their words they share.
func likenesses(gone, come []string) [][]float64 {
	counts := make([]map[string]int, len(come))
	sizes := make([]int, len(come))
	for j, p := range come {
		counts[j] = map[string]int{}
		for w := range strings.FieldsFuncSeq(p, noWord) {
			counts[j][w]++
			sizes[j]++
		}
	}
	out := make([][]float64, len(gone))
	for i, p := range gone {
		out[i] = make([]float64, len(come))
		mine := map[string]int{}
		size := 0
		for w := range strings.FieldsFuncSeq(p, noWord) {
			mine[w]++
			size++
		}
		for j := range come {
			both := 0
			for w, n := range mine {
				both += min(n, counts[j][w])
			}
			if size+sizes[j] > 0 {
				out[i][j] = 2 * float64(both) / float64(size+sizes[j])
			}
		}
	}
	return out
}

func noWord(r rune) bool { return !isWord(r) }
