package extractor

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed utterances/words.txt
var sayingText string

// wordSort is what a word counts for when two statements are compared, as a
// set.
type wordSort uint16

const (
	littleWord wordSort = 1 << iota
	selfWord
	roleName
	noWord
	hedgeWord
	floorWord
	ceilingWord
	stockWord
	turnedWord
	futureWord
	apartWord
)

// sayings is what is known of words; it is made once and never changes.
type sayings struct {
	sorts   map[string]wordSort
	against map[[2]string]bool
	// as gives for a spelling the other one.
	as map[string]string
	// kin gives for a word its kind and what it stands for among it, both as
	// numbers.
	kin map[string][2]int
	// alike gives for a word the sets of those that stand for each other.
	alike map[string][]int
	sets  int
	// roots gives for a word of one set the first one of it.
	roots map[string]string
	// facts has all that is known of a word by itself.
	facts map[string]wordFact
}

// wordFact is how a word is spelled here, what those that stand for it have in
// common, and its sort.
type wordFact struct {
	stem, root string
	sort       wordSort
}

var sayingWords = sync.OnceValue(readSayings)

// readSayings reads the list of words, which is part of the program: a line
// that can't be read is a mistake of ours that a test finds.
func readSayings() *sayings {
	names := map[string]wordSort{"little": littleWord, "self": selfWord, "role": roleName, "no": noWord, "hedge": hedgeWord,
		"floor": floorWord, "ceiling": ceilingWord, "stock": stockWord, "turned": turnedWord,
		"future": futureWord, "apart": apartWord}
	s := &sayings{sorts: map[string]wordSort{}, against: map[[2]string]bool{}, kin: map[string][2]int{},
		as: map[string]string{}, alike: map[string][]int{}, roots: map[string]string{}}
	kind := 0
	for line := range strings.Lines(sayingText) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if fields[0] == "as" {
			first, others, _ := strings.Cut(fields[1], "/")
			for word := range strings.SplitSeq(others, "/") {
				s.as[stem(word)] = stem(first)
			}
			continue
		}
		if fields[0] == "same" {
			s.together(fields[1])
			continue
		}
		if fields[0] == "against" {
			s.together(fields[1])
			s.together(fields[2])
			for a := range strings.SplitSeq(fields[1], "/") {
				for b := range strings.SplitSeq(fields[2], "/") {
					a, b := stem(a), stem(b)
					s.against[[2]string{a, b}], s.against[[2]string{b, a}] = true, true
				}
			}
			continue
		}
		if fields[0] == "kin" {
			kind++
			for i, one := range fields[1:] {
				s.together(one)
				for word := range strings.SplitSeq(one, "/") {
					s.kin[stem(word)] = [2]int{kind, i}
				}
			}
			continue
		}
		for _, word := range fields[1:] {
			s.sorts[stem(word)] |= names[fields[0]]
			s.sorts[word] |= names[fields[0]]
		}
	}
	s.gather()
	return s
}

// gather puts together what is known of each word.
func (s *sayings) gather() {
	s.facts = map[string]wordFact{}
	note := func(word, stem string) {
		f := wordFact{stem: stem, root: stem, sort: s.sorts[stem]}
		if root, ok := s.roots[stem]; ok {
			f.root = root
		}
		s.facts[word] = f
	}
	for word := range s.sorts {
		note(word, word)
	}
	for word := range s.roots {
		note(word, word)
	}
	for word, stem := range s.as {
		note(word, stem)
	}
}

// together notes that words with strokes between them stand for each other.
func (s *sayings) together(words string) {
	s.sets++
	first := ""
	for word := range strings.SplitSeq(words, "/") {
		word = stem(word)
		if first == "" {
			first = word
		}
		s.alike[word] = append(s.alike[word], s.sets)
		s.roots[word] = first
		if len(s.alike[word]) > 1 {
			s.roots[word] = word
		}
	}
}

// instead tells whether two words stand for each other.
func (s *sayings) instead(a, b string) bool {
	return slices.ContainsFunc(s.alike[a], func(set int) bool { return slices.Contains(s.alike[b], set) })
}

// stem gives what a word in lower case is compared by: verbs in their base
// form, nouns in the singular, British and American spellings alike. It needs
// to be the same for the same word, not to be one.
func stem(word string) string {
	if base := lemma(word); base != word {
		word = base
	} else {
		word = oneOf(word)
	}
	switch {
	case strings.HasSuffix(word, "ise") || strings.HasSuffix(word, "yse"):
		word = word[:len(word)-2] + "ze"
	case strings.HasSuffix(word, "isation"):
		word = word[:len(word)-7] + "ization"
	case strings.HasSuffix(word, "our") && len(word) > 4:
		word = word[:len(word)-3] + "or"
	case strings.HasSuffix(word, "tre"):
		word = word[:len(word)-2] + "er"
	case strings.HasSuffix(word, "ence"):
		word = word[:len(word)-2] + "se"
	case strings.HasSuffix(word, "ogue"):
		word = word[:len(word)-2]
	}
	return undouble(word)
}

func oneOf(word string) string {
	n := len(word)
	switch {
	case n < 4 || word[n-1] != 's' || word[n-2] == 's' || word[n-2] == 'u' || word[n-2] == 'i':
		return word
	case strings.HasSuffix(word, "ies") && n > 4:
		return word[:n-3] + "y"
	case strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "xes"):
		return word[:n-2]
	}
	return word[:n-1]
}

// undouble writes doubled consonants once: cancelled, program and programme.
func undouble(word string) string {
	if strings.HasSuffix(word, "mme") {
		word = word[:len(word)-2]
	}
	for i := 1; i < len(word); i++ {
		if word[i] == word[i-1] && !vowel(word[i]) {
			b := []byte(word[:i])
			for ; i < len(word); i++ {
				if c := word[i]; c != b[len(b)-1] || vowel(c) {
					b = append(b, c)
				}
			}
			return string(b)
		}
	}
	return word
}

// opposite tells whether one word stands for the other's opposite, or for
// another thing of its kind.
func (s *sayings) opposite(a, b string) bool {
	if x, ok := s.kin[a]; ok {
		if y, ok := s.kin[b]; ok && x[0] == y[0] && x[1] != y[1] {
			return true
		}
	}
	if s.against[[2]string{a, b}] {
		return true
	}
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) < 4 || !strings.HasSuffix(b, a) {
		return false
	}
	switch b[:len(b)-len(a)] {
	case "un", "in", "im", "ir", "il", "dis", "non", "mis", "de", "anti", "over", "under":
		return true
	}
	return false
}
