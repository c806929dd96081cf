package crawler

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// functionWords are the commonest words of some languages.
//
//go:embed words/functions.txt
var functionWords string

var functions = readFunctions(functionWords)

// wordTongues are languages, and which of them, as bits, a word is of.
type wordTongues struct {
	names []string
	of    map[string]uint32
}

func readFunctions(text string) wordTongues {
	all := wordTongues{of: map[string]uint32{}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		for _, w := range words[1:] {
			all.of[w] |= 1 << len(all.names)
		}
		all.names = append(all.names, words[0])
	}
	return all
}

const (
	// languagePieces is from how many places of a long text its language is
	// told, and languagePiece how many bytes each has.
	languagePieces, languagePiece = 16, 1000
)

// language tells by its words which language a text is in; it prefers these to
// what the page says of itself, which it takes where they tell nothing.
func language(text, declared string) string {
	declared = shortLanguage(declared)
	text = sample(text)
	// Most pages that don't say are in English.
	if guess := firstOf(declared, "en"); functions.agree(text, guess) {
		return guess
	}
	return firstOf(shortLanguage(whatlanggo.DetectLang(text).Iso6391()), declared)
}

// sample gives pieces of a long text, from its beginning to its end.
func sample(text string) string {
	if len(text) <= languagePieces*languagePiece {
		return text
	}
	var b strings.Builder
	for i := range languagePieces {
		start := (len(text) - languagePiece) * i / (languagePieces - 1)
		b.WriteString(strings.ToValidUTF8(text[start:start+languagePiece], ""))
		b.WriteByte(' ')
	}
	return b.String()
}

// shortLanguage gives the two letters of a language by which a tag begins,
// nothing for others.
func shortLanguage(tag string) string {
	l := strings.ToLower(tag)
	l, _, _ = strings.Cut(strings.ReplaceAll(l, "_", "-"), "-")
	if len(l) != 2 {
		return ""
	}
	return l
}

// agree tells whether a text is in a language by its function words: many are
// that language's, and far fewer any other's.
func (w wordTongues) agree(text, language string) bool {
	var counts [32]int
	mine, words := -1, 0
	for i, name := range w.names {
		if name == language {
			mine = i
		}
	}
	if mine < 0 {
		return false
	}
	for word := range letterRuns(text) {
		words++
		for i, of := 0, w.of[string(word)]; of != 0; i, of = i+1, of>>1 {
			counts[i] += int(of & 1)
		}
	}
	if 5*counts[mine] < words || words < 20 {
		return false
	}
	for i, n := range counts {
		if i != mine && 3*n > 2*counts[mine] {
			return false
		}
	}
	return true
}

// letterRuns gives the words of a text, their ASCII letters in lower case. A
// word is good until the next.
func letterRuns(text string) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		var word [64]byte
		size := 0
		for i := range len(text) {
			c := text[i]
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			if 'a' <= c && c <= 'z' || c >= utf8.RuneSelf {
				word[min(size, len(word)-1)] = c
				size++
				continue
			}
			if size > 0 && !yield(word[:min(size, len(word))]) {
				return
			}
			size = 0
		}
		if size > 0 {
			yield(word[:min(size, len(word))])
		}
	}
}
