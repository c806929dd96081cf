package embedded

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
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

// fold makes forms that people take for the same the same.
func fold(raw string) string {
	ascii := true
	for i := 0; i < len(raw); i++ {
		if raw[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(raw)
	}
	raw = strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘' || r == '＇':
			return '\''
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, raw)
	plain, _, err := transform.String(transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), raw)
	if err != nil {
		plain = raw
	}
	return plainLetters.Replace(strings.ToLower(plain))
}

// plainLetters are letters that no decomposition makes plain, as people write
// them who don't have them on their keyboards.
var plainLetters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i")

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

// stems reduces words to their stems and remembers those seen: the words of
// news are few and come again. It is bounded: full, it starts afresh.
type stems struct {
	mu   sync.RWMutex
	seen map[string]string
}

const mostStems = 100_000

func newStems() *stems { return &stems{seen: map[string]string{}} }

func (s *stems) of(term string) string {
	s.mu.RLock()
	stem, ok := s.seen[term]
	s.mu.RUnlock()
	if ok {
		return stem
	}
	env := snowballstem.NewEnv(term)
	english.Stem(env)
	stem = env.Current()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.seen) >= mostStems {
		s.seen = map[string]string{}
	}
	s.seen[strings.Clone(term)] = stem
	return stem
}

// exact gives Bleve the words of a text.
type exact struct{}

// Analyze is Bleve's analysis.Analyzer.
func (exact) Analyze(text []byte) analysis.TokenStream {
	return stream(cut(string(text)), func(t string) string { return t })
}

// Analyze gives Bleve the stems of a text's words.
func (s *stems) Analyze(text []byte) analysis.TokenStream {
	return stream(cut(string(text)), s.of)
}

func stream(list []word, term func(string) string) analysis.TokenStream {
	block := make([]analysis.Token, len(list))
	tokens := make(analysis.TokenStream, len(list))
	for i, w := range list {
		block[i] = analysis.Token{Start: w.start, End: w.end, Term: []byte(term(w.term)), Position: i + 1}
		tokens[i] = &block[i]
	}
	return tokens
}
