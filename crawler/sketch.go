package crawler

import (
	"iter"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TitleKey is what is left of a title when case, punctuation and spaces are
// not looked at.
func TitleKey(title string) string { return strings.Join(words(title), " ") }

// words are a text's stretches of letters and digits in lower case. An
// apostrophe within one is left out.
func words(text string) []string { return slices.Collect(wordsOf(text)) }

// wordsOf gives the words one by one.
func wordsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		written, ends := writeWords(text)
		start := 0
		for _, end := range ends {
			if !yield(written[start:end]) {
				return
			}
			start = int(end)
		}
	}
}

// writeWords gives the words of a text without what is between them, and where
// each ends.
func writeWords(text string) (written string, ends []uint32) {
	to := make([]byte, 0, len(text))
	ends = make([]uint32, 0, len(text)/5+1)
	start := 0
	end := func() {
		if len(to) > start {
			ends = append(ends, uint32(len(to)))
		}
		start = len(to)
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch i++; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			to = append(to, c)
		case 'A' <= c && c <= 'Z':
			to = append(to, c+'a'-'A')
		case c < utf8.RuneSelf:
			if c != '\'' {
				end()
			}
		default:
			r, size := utf8.DecodeRuneInString(text[i-1:])
			i += size - 1
			switch r = unicode.ToLower(r); {
			case unicode.IsLetter(r) || unicode.IsDigit(r):
				to = utf8.AppendRune(to, r)
			case r != '’':
				end()
			}
		}
	}
	end()
	return string(to), ends
}

// Sketch describes a text loosely in four bands of 16 bits. A band is the hash
// of the two least shingles in two orders of all, which two texts share as
// often as they share shingles: of texts that are half the same, two in three
// share a band; of those that are mostly the same, nearly all do.
func Sketch(text string) uint64 {
	var least [8]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	some := false
	for h := range shinglesOf(text) {
		some = true
		for i := range least {
			least[i] = min(least[i], mix(h+uint64(i)*0x9e3779b97f4a7c15))
		}
	}
	if !some {
		return 0
	}
	var s uint64
	for band := range 4 {
		s |= mix(least[2*band]+mix(least[2*band+1])) >> 48 << (16 * band)
	}
	return s
}

// shingles is the set of hashes of a text's runs of three words.
func shingles(text string) map[uint64]struct{} {
	set := map[uint64]struct{}{}
	for h := range shinglesOf(text) {
		set[h] = struct{}{}
	}
	return set
}

// shinglesOf gives the hashes one by one, some more than once.
func shinglesOf(text string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		var last [3]string
		n := 0
		for w := range wordsOf(text) {
			last[0], last[1], last[2] = last[1], last[2], w
			if n++; n >= 3 && !yield(shingle(last[:]...)) {
				return
			}
		}
		if n == 1 || n == 2 {
			yield(shingle(last[3-n:]...))
		}
	}
}

// shingle hashes a run of words: FNV-1a, its bits mixed.
func shingle(words ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return mix(h)
}

// mix spreads what differs between two numbers over all of their bits.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
