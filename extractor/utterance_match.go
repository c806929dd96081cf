package extractor

import (
	"math"
	"slices"
)

// SameUtterance tells whether two statements are one utterance: of one speaker,
// in the same or nearly the same words. It doesn't matter which is asked about
// the other.
func SameUtterance(a, b *Wording) bool {
	if len(a.parts) > len(b.parts) {
		a, b = b, a
	}
	if !sameSpeaker(a.Speaker, b.Speaker) || (a.Mood == Asked) != (b.Mood == Asked) {
		return false
	}
	if a.Sentence != 0 && a.Sentence == b.Sentence {
		return sameStems(a.all, b.all)
	}
	if len(a.parts) < 2 {
		return false
	}
	if slices.IndexFunc(a.parts, unstock) < 0 || slices.IndexFunc(b.parts, unstock) < 0 {
		return false
	}
	if len(a.parts) < fewParts {
		return shortMatch(a, b)
	}
	if !shareEnough(a.parts, b.parts) {
		return quotedMatch(a, b)
	}
	m := measure(a, b)
	return m.agree() || !m.conflict && quotedMatch(a, b)
}

func unstock(t said) bool { return sayingWords().sorts[t.stem]&stockWord == 0 }

func sameStems(a, b []said) bool {
	return slices.EqualFunc(a, b, func(x, y said) bool { return x.stem == y.stem })
}

// closeBy tells whether two articles were published within a few days.
func closeBy(a, b *Wording) bool {
	return a.Day != 0 && b.Day != 0 && max(a.Day, b.Day)-min(a.Day, b.Day) <= nearDays
}

// shareEnough tells whether enough words of the shorter one are in the other,
// in whatever order.
func shareEnough(a, b []said) bool {
	missing := 0
	for i := range a {
		if !slices.ContainsFunc(b, func(t said) bool { return matches(&a[i], &t) }) {
			missing++
		}
	}
	return 2*missing <= len(a)
}

// shortMatch compares wordings of which one has few words: they must be the
// same, or the beginning of a quotation, within a few days.
func shortMatch(a, b *Wording) bool {
	if !closeBy(a, b) {
		return false
	}
	m := measure(a, b)
	n := len(a.parts)
	if m.conflict || m.flips() || len(m.pairs) < n || m.inside > 0 {
		return false
	}
	if n == len(b.parts) {
		return n > 2 || a.quotes() && b.quotes() || sameStems(a.all, b.all)
	}
	quoted := a.parts[0].quoted && b.parts[m.pairs[0][1]].quoted
	return quoted && unstock(a.parts[0]) && unstock(a.parts[1])
}

func (w *Wording) quotes() bool { return w.parts[0].quoted || w.parts[len(w.parts)-1].quoted }

// quotedMatch tells whether two wordings give the same quotation, whatever
// stands around it.
func quotedMatch(a, b *Wording) bool {
	least := fewParts
	if closeBy(a, b) {
		least--
	}
	for _, x := range quotations(a.parts) {
		for _, y := range quotations(b.parts) {
			if len(y) < len(x) {
				x, y = y, x
			}
			if len(x) >= least && within(x, y) {
				return true
			}
		}
	}
	return false
}

// quotations are the stretches of words between quotation marks.
func quotations(words []said) [][]said {
	var out [][]said
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && words[j].quoted == words[i].quoted {
			j++
		}
		if words[i].quoted {
			out = append(out, words[i:j])
		}
		i = j
	}
	return out
}

// within tells whether x stands in y as it is.
func within(x, y []said) bool {
	for i := 0; i+len(x) <= len(y); i++ {
		if slices.EqualFunc(x, y[i:i+len(x)], func(s, t said) bool { return matches(&s, &t) && s.not == t.not }) {
			return true
		}
	}
	return false
}

// sameNumber tells whether two numbers are one, or one is a rounding of the
// other and says so.
func sameNumber(a, b *said) bool {
	if a.number == b.number {
		return a.bound*b.bound >= 0
	}
	return !a.ordinal && (rounds(a, b) || rounds(b, a))
}

// rounds tells whether a, which is hedged, is b with fewer digits.
func rounds(a, b *said) bool {
	if !a.hedged || a.number == 0 || b.number == 0 {
		return false
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(a.number))))
	for range 3 {
		if math.Mod(a.number, unit) == 0 {
			break
		}
		unit /= 10
	}
	return math.Abs(a.number-b.number) <= unit/2 && math.Abs(a.number-b.number) <= 0.05*b.number &&
		(a.bound <= 0 || b.number >= a.number) && (a.bound >= 0 || b.number <= a.number)
}
