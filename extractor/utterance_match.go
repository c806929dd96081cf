package extractor

import (
	"math"
	"slices"
)

// SameUtterance tells whether two statements are one utterance: of one speaker,
// in the same or nearly the same words. It doesn't matter which is asked about
// the other.
func SameUtterance(a, b *Wording) bool {
	if n := len(a.parts) - len(b.parts); n > 0 || n == 0 && a.Words > b.Words {
		a, b = b, a
	}
	if a.Alone != "" || b.Alone != "" {
		return false
	}
	if !sameSpeaker(a.Speaker, b.Speaker) || (a.Mood == Asked) != (b.Mood == Asked) {
		return false
	}
	if a.Sentence != 0 && a.Sentence == b.Sentence && daysApart(a, b) <= copiedDays {
		return sameStems(a.all, b.all)
	}
	if len(a.parts) < 2 {
		return closeBy(a, b) && (sameAlone(a, b) || a.cites(b) || b.cites(a))
	}
	if slices.IndexFunc(a.parts, unstock) < 0 || slices.IndexFunc(b.parts, unstock) < 0 {
		return false
	}
	if !a.sketch.MayBe(&b.sketch) || !a.sketch.citesAs(&b.sketch) && 2*a.lacking(b) > len(a.parts) {
		return false
	}
	m := measure(a, b)
	if m.conflict || m.flips() {
		return false
	}
	if len(a.parts) < fewParts {
		return shortMatch(&m) || a.sketch.citesAs(&b.sketch) && quotedMatch(a, b)
	}
	return m.agree() || !m.goOn && quotedMatch(a, b) || m.reordered()
}

// sameAlone tells whether wordings with one telling word or none have all words
// in common.
func sameAlone(a, b *Wording) bool {
	if len(a.all) >= fewShort && (a.Quoted || b.Quoted) && sameStems(a.all, b.all) {
		return true
	}
	x, y := only(a.all, (*said).spoken), only(b.all, (*said).spoken)
	return len(x) > fewShort && sameStems(x, y)
}

// reordered tells whether two wordings have the same words in another order, as
// a report turns around what was said: but for one that the other has beside,
// and most of those too that say nothing by themselves.
func (m *measurement) reordered() bool {
	n := len(m.a.parts)
	if n < fewParts || len(m.b.parts) > n+1 || 2*len(m.pairs) < n || !closeBy(m.a, m.b) || m.a.lacking(m.b) > 0 {
		return false
	}
	x, y := only(m.a.all, (*said).spoken), only(m.b.all, (*said).spoken)
	return 5*lackingStems(x, y) <= len(x) && 5*lackingStems(y, x) <= len(y)
}

// lackingStems counts the words of x that aren't in y.
func lackingStems(x, y []said) int {
	n := 0
	for i := range x {
		if !slices.ContainsFunc(y, func(t said) bool { return t.stem == x[i].stem }) {
			n++
		}
	}
	return n
}

func unstock(t said) bool { return sayingWords().sorts[t.stem]&stockWord == 0 }

func sameStems(a, b []said) bool {
	return slices.EqualFunc(a, b, func(x, y said) bool { return x.stem == y.stem })
}

// closeBy tells whether two articles were published within a few days.
func closeBy(a, b *Wording) bool { return a.Day != 0 && b.Day != 0 && daysApart(a, b) <= nearDays }

func daysApart(a, b *Wording) int32 {
	if a.Day == 0 || b.Day == 0 {
		return 0
	}
	return max(a.Day, b.Day) - min(a.Day, b.Day)
}

const (
	// copiedDays is how many days a copied sentence is printed apart at most.
	copiedDays = 7
	// repeatedDays is how many days a short wording is repeated apart at most.
	repeatedDays = 14
	// fewShort is how many words a short wording has at least that is known by
	// all of them.
	fewShort = 3
)

// shortMatch compares wordings of which one has few telling words: within a few
// days, they must be the same, or one the other's beginning, word by word.
func shortMatch(m *measurement) bool {
	a, b := m.a, m.b
	n := len(a.parts)
	if len(m.pairs) < n || m.inside > 0 {
		return false
	}
	if !closeBy(a, b) {
		return n == len(b.parts) && daysApart(a, b) <= repeatedDays && a.spokenHash() == b.spokenHash() && a.spokenHash() != 0
	}
	spoken := (*said).spoken
	if a.Quoted && b.Quoted {
		spoken = func(*said) bool { return true }
	}
	x, y := only(a.all, spoken), only(b.all, spoken)
	if n == len(b.parts) {
		return n >= fewShort || sameStems(x, y) || n > 1 && len(x) >= fewShort && 4*lackingStems(x, y) <= len(x) && 4*lackingStems(y, x) <= len(y) || a.sketch.quotes && b.sketch.quotes
	}
	if len(only(a.parts, func(t *said) bool { return unstock(*t) })) < 2 {
		return false
	}
	if a.parts[0].quoted && b.parts[m.pairs[0][1]].quoted && within(only(x, func(t *said) bool { return t.quoted }), y) {
		return true
	}
	return len(x) > fewShort && inPieces(x, y) || len(x) == fewShort && isClause(x, y)
}

// fewSpoken is how many words a wording has at least that is known by all of
// them though few of them say something.
const fewSpoken = 5

// spokenHash is the hash of all words that a report has as a quotation has
// them, 0 where they are few.
func (w *Wording) spokenHash() uint64 {
	words := only(w.all, (*said).spoken)
	if len(words) < fewSpoken {
		return 0
	}
	return hashRun(words)
}

// only gives some of the words; what is left out before one that isn't given is
// left out before the next one.
func only(words []said, keep func(*said) bool) []said {
	out := make([]said, 0, len(words))
	gap := false
	for i := range words {
		gap = gap || words[i].gap
		if keep(&words[i]) {
			out = append(out, words[i])
			out[len(out)-1].gap = gap
			gap = false
		}
	}
	return out
}

// sameNumber tells whether two numbers are one, or one is a rounding of the
// other and says so.
func sameNumber(a, b *said) bool {
	if a.number == b.number {
		return (a.bound < 0) == (b.bound < 0)
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
