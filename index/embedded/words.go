package embedded

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/clipperhouse/uax29/v2/words"

	"onrecord/index"
)

// word is one word of a text as it is compared: in lower case, without
// accents and without what has no width. A possessive 's is a word of its
// own, so that "Delta" finds "Delta's" and "Delta's outage" is still exact.
type word struct {
	term       string
	start, end int // bytes of the text
}

// possessive is the term of an 's.
const possessive = "'s"

// longest is the longest word that is looked at, in bytes: longer ones are no
// words of a language.
const longest = 200

// cut gives the words of a text. No word is left out: phrases are exact.
func cut(text string) []word {
	list := make([]word, 0, len(text)/6+1)
	it := words.FromString(text)
	glue := -1 // where a run without width behind a word ends
	for it.Next() {
		raw := it.Value()
		r, _ := utf8.DecodeRuneInString(raw)
		if last := len(list) - 1; unicode.Is(unicode.Cf, r) && last >= 0 && (list[last].end == it.Start() || glue == it.Start()) {
			glue = it.End()
			continue
		}
		if glue == it.Start() && unicode.IsLetter(r) && len(raw) <= longest {
			last := &list[len(list)-1]
			if len(last.term) <= longest {
				last.term, last.end = last.term+fold(raw), it.End()
				continue
			}
		}
		if len(raw) > longest || (!unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsFunc(raw, wordRune)) {
			continue
		}
		list = split(list, raw, it.Start(), it.End())
	}
	return list
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// split appends a raw word, its possessive apart.
func split(list []word, raw string, start, end int) []word {
	term := fold(raw)
	if stem, ok := strings.CutSuffix(term, possessive); ok && stem != "" {
		at := end - len(raw) + strings.LastIndexAny(raw, "'’＇")
		return append(list, word{undot(stem), start, at}, word{possessive, at, end})
	}
	if term == "" {
		return list
	}
	return append(list, word{undot(term), start, end})
}

// fold is how words and values are compared.
func fold(raw string) string { return index.Fold(raw) }

// undot makes us of u.s and leaves example.com alone.
func undot(term string) string {
	if len(term) < 3 || term[1] != '.' {
		return term
	}
	for i := 1; i < len(term); i += 2 {
		if term[i] != '.' || term[i-1] < 'a' || term[i-1] > 'z' {
			return term
		}
	}
	return strings.ReplaceAll(term, ".", "")
}

// stems reduces words to their stems, and knows all words that were indexed:
// a search for a word asks for every known word of its stem. The words of news
// are few and come again. It grows as the index's own dictionaries do.
type stems struct {
	mu    sync.RWMutex
	seen  map[string]string   // the stem of each known word
	forms map[string][]string // the known words of each stem
}

func newStems() *stems { return &stems{seen: map[string]string{}, forms: map[string][]string{}} }

// of gives a word's stem.
func (s *stems) of(term string) string {
	s.mu.RLock()
	stem, ok := s.seen[term]
	s.mu.RUnlock()
	if ok {
		return stem
	}
	return stemOf(term)
}

// words gives the known words of a stem.
func (s *stems) words(stem string) []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.forms[stem]
}

// learn takes a text's words for known.
func (s *stems) learn(list []word) {
	var fresh []string
	s.mu.RLock()
	for _, w := range list {
		if _, ok := s.seen[w.term]; !ok {
			fresh = append(fresh, w.term)
		}
	}
	s.mu.RUnlock()
	if len(fresh) > 0 {
		s.add(fresh)
	}
}

func (s *stems) add(terms []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, term := range terms {
		if _, ok := s.seen[term]; ok {
			continue
		}
		term = strings.Clone(term)
		stem := stemOf(term)
		s.seen[term] = stem
		s.forms[stem] = append(s.forms[stem], term)
	}
}

func stemOf(term string) string {
	env := snowballstem.NewEnv(term)
	english.Stem(env)
	return env.Current()
}
