package crawler

import (
	"strings"
	"unicode"
)

// TitleKey is what is left of a title when case, punctuation and spaces are
// not looked at.
func TitleKey(title string) string { return strings.Join(words(title), " ") }

// words are a text's stretches of letters and digits in lower case. An
// apostrophe within one is left out.
func words(text string) []string {
	text = strings.NewReplacer("’", "", "'", "").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Simhash is a 64-bit fingerprint of a text by its runs of three words: two
// texts with much in common differ in few bits.
func Simhash(text string) uint64 {
	var votes [64]int32
	for h := range shingles(text) {
		for bit := range votes {
			votes[bit] += int32(h>>bit&1)*2 - 1
		}
	}
	var sum uint64
	for bit, v := range votes {
		if v > 0 {
			sum |= 1 << bit
		}
	}
	return sum
}

// shingles is the set of hashes of a text's runs of three words.
func shingles(text string) map[uint64]struct{} {
	w := words(text)
	set := make(map[uint64]struct{}, len(w))
	if len(w) > 0 && len(w) < 3 {
		set[shingle(w...)] = struct{}{}
	}
	for i := 0; i+3 <= len(w); i++ {
		set[shingle(w[i:i+3]...)] = struct{}{}
	}
	return set
}

// shingle hashes a run of words: FNV-1a, with its bits mixed once more because
// every one of them votes.
func shingle(words ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
