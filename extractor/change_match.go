package extractor

import (
	"cmp"
	"slices"
)

const (
	// alike is how much of their words two contents must share to be states of
	// one statement of the same party; alikeOther is that of two parties.
	alike      = 0.5
	alikeOther = 0.75
	// fewOther is how many words the content of two parties must have.
	fewOther = 4
	// inOther is what one content counts for that is wholly in the other, which
	// is at most timesLonger its length; it must have fewInOther words.
	inOther     = 0.9
	timesLonger = 4
	fewInOther  = 5
)

// couple is two statements that may be states of one.
type couple struct {
	i, j  int
	score float64
	// apart is how far their places among the statements are from each other.
	apart int
}

// match pairs the statements of two states, each with one at most, the likest
// first: it gives for each of the newer the older one, or -1.
func match(old, now []saying) []int {
	var all []couple
	byContent := counted(old)
	for j, n := range now {
		for i, o := range old {
			if score := likeness(o, n, byContent); score > 0 {
				all = append(all, couple{i, j, score, max(i*len(now)-j*len(old), j*len(old)-i*len(now))})
			}
		}
	}
	slices.SortFunc(all, func(a, b couple) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.apart-b.apart, a.j-b.j, a.i-b.i)
	})
	pairs := make([]int, len(now))
	for j := range pairs {
		pairs[j] = -1
	}
	taken := make([]bool, len(old))
	for _, c := range all {
		if pairs[c.j] < 0 && !taken[c.i] {
			pairs[c.j], taken[c.i] = c.i, true
		}
	}
	return pairs
}

// wordCount tells how often each word stands in a content.
type wordCount map[string]int

func counted(all []saying) []wordCount {
	out := make([]wordCount, len(all))
	for i, t := range all {
		out[i] = wordCount{}
		for _, w := range t.content {
			out[i][w]++
		}
	}
	return out
}

// likeness is above zero where two statements may be states of one, and rises
// with how likely that is: above 3 by identity, above 2 by their content
// words, else by how much these are alike and in the same order.
func likeness(o, n saying, counts []wordCount) float64 {
	same := sameParty(o.speaker, n.speaker)
	plus := 0.0
	if same {
		plus = 0.2
	}
	if slices.Equal(o.whole, n.whole) {
		plus += 0.5
	}
	if slices.Equal(o.cue, n.cue) {
		plus += 0.1
	}
	if o.id == n.id && o.id != "" {
		return 3 + plus
	}
	if slices.Equal(o.content, n.content) && (same || len(n.content) >= fewOther) {
		return 2 + plus
	}
	least := alikeOther
	if same {
		least = alike
	}
	if shareable(counts[o.place], o.content, n.content, same) < least {
		return 0
	}
	if !same && len(n.content) < fewOther {
		return 0
	}
	if share := shareInOrder(o.content, n.content, same); share >= least {
		return share + plus
	}
	return 0
}

// shareable is the most that two contents can share whatever their order.
func shareable(count wordCount, a, b []string, same bool) float64 {
	both := 0
	seen := make(wordCount, len(b))
	for _, w := range b {
		if seen[w]++; seen[w] <= count[w] {
			both++
		}
	}
	return ratio(both, len(a), len(b), same)
}

// shareInOrder is the part of two contents that both have in the same order.
func shareInOrder(a, b []string, same bool) float64 {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return ratio(row[len(b)], len(a), len(b), same)
}

// ratio is how much of two lists is in both: of both together, or, for the same
// party, nearly of the shorter one where that is no mere phrase.
func ratio(both, a, b int, same bool) float64 {
	if a+b == 0 {
		return 0
	}
	share := 2 * float64(both) / float64(a+b)
	if shorter := min(a, b); same && shorter >= fewInOther && max(a, b) <= timesLonger*shorter {
		share = max(share, inOther*float64(both)/float64(shorter))
	}
	return share
}
