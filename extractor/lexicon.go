package extractor

// lexicon numbers the words that the stance rules know, so that a rule compares
// a token by numbers.
type lexicon struct {
	number map[string]int32
	// sets are the word sets that patterns name, made when first named.
	sets map[string]wordSet
}

func newLexicon() lexicon {
	return lexicon{number: make(map[string]int32), sets: make(map[string]wordSet)}
}

// wordSet holds words by their numbers, a bit each.
type wordSet []uint64

func (s wordSet) has(n int32) bool {
	return n > 0 && int(n>>6) < len(s) && s[n>>6]&(1<<(n&63)) != 0
}

// add takes word n in.
func (s *wordSet) add(n int32) {
	for len(*s) <= int(n>>6) {
		*s = append(*s, 0)
	}
	(*s)[n>>6] |= 1 << (n & 63)
}

// join takes all words of o in.
func (s *wordSet) join(o wordSet) {
	for len(*s) < len(o) {
		*s = append(*s, 0)
	}
	for i, bits := range o {
		(*s)[i] |= bits
	}
}

// of gives the number of word; numbers begin with 1.
func (x *lexicon) of(word string) int32 {
	n, ok := x.number[word]
	if !ok {
		n = int32(len(x.number)) + 1
		x.number[word] = n
	}
	return n
}

// set numbers the words of a set.
func (x *lexicon) set(name string, words map[string]bool) wordSet {
	s, ok := x.sets[name]
	if !ok {
		for w := range words {
			s.add(x.of(w))
		}
		x.sets[name] = s
	}
	return s
}

// unknown is the number of a word that no rule knows.
const unknown = -1

// look gives the numbers of t as it is written and of its base form. They are
// found once for a token.
func (x *lexicon) look(t *token) (word, base int32) {
	if t.word == 0 {
		t.word, t.stem = x.find(t.lower), x.find(lemmaOf(t))
	}
	return t.word, t.stem
}

func (x *lexicon) find(word string) int32 {
	if n, ok := x.number[word]; ok {
		return n
	}
	return unknown
}
