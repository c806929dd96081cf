package extractor

import (
	"slices"
	"strings"
	"unicode"
)

// sameParty tells whether two names may well be one's: they have a party in
// common, differ in a letter or a space, or the words of one are within those
// of the other, as of a surname and a full name.
func sameParty(a, b Party) bool {
	if a.Kind != Person && b.Kind != Person && a.For != "" && a.For == b.For {
		return true
	}
	for x := range strings.SplitSeq(a.Name, "; ") {
		for y := range strings.SplitSeq(b.Name, "; ") {
			if x == y || namesWithin(x, y) || namesWithin(y, x) || misspelt(x, y) {
				return true
			}
		}
	}
	return false
}

func namesWithin(short, long string) bool {
	words := strings.Fields(strings.ToLower(long))
	parts := strings.Fields(strings.ToLower(short))
	for _, w := range parts {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return len(parts) > 0
}

// fewLetters is how many a name must have to be known with a letter amiss.
const fewLetters = 5

// misspelt tells whether the last words of two names, or the whole of them
// without spaces, are the same but for one letter.
func misspelt(a, b string) bool {
	last := func(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
	return oneLetterOff(letters(a), letters(b)) || oneLetterOff(letters(last(a)), letters(last(b)))
}

func letters(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s))
}

// oneLetterOff tells whether a letter at most must be put in, taken out or
// changed.
func oneLetterOff(a, b []rune) bool {
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) < fewLetters || len(b) > len(a)+1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || slices.Equal(a[i+1:], b[i+1:])
	}
	return slices.Equal(a[i:], b[i+1:])
}

// otherSource tells whether two sources' own words name two parties: neither
// is a mere "he" or "the company", and they aren't two descriptions of one.
func otherSource(was, is saying) bool {
	if was.backward || is.backward {
		return false
	}
	both := 0
	for _, w := range was.source {
		if slices.Contains(is.source, w) {
			both++
		}
	}
	fewer := min(len(was.source), len(is.source))
	if was.speaker.Kind == Person && is.speaker.Kind == Person {
		return both < fewer
	}
	return 5*both < 3*fewer && was.source[len(was.source)-1] != is.source[len(is.source)-1]
}

// pointsBack tells whether a source leaves it to the text around it who it is:
// a pronoun, or "the company" without any name.
func pointsBack(source string) bool {
	words := strings.Fields(source)
	if len(words) == 0 {
		return true
	}
	named := slices.ContainsFunc(words[1:], func(w string) bool { return strings.ContainsFunc(w, unicode.IsUpper) })
	switch strings.ToLower(words[0]) {
	case "the", "this", "that", "these", "those", "his", "her", "its", "their":
		return !named
	case "he", "she", "it", "they", "we", "i", "you", "who", "which", "one", "both", "him", "them":
		return len(words) == 1
	}
	return false
}
