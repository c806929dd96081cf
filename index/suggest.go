package index

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// edit is a change to a query's text that mends what is wrong at one place.
type edit struct {
	start, end int // code points
	text       string
}

func (e edit) of(text string) string {
	in := []rune(text)
	return string(in[:e.start]) + e.text + string(in[e.end:])
}

// mostMends is how many places of one text are mended for a suggestion.
const mostMends = 8

// mended gives the text with what err finds mended, and what is found behind
// that; empty when it isn't clear how, or nothing is left to ask.
func mended(text string, err error) string {
	for range mostMends {
		var at *SyntaxError
		if !errors.As(err, &at) || at.mend == nil {
			return ""
		}
		text = tidy(at.mend.of(text))
		var q Query
		if q, err = parse(text); err == nil {
			if q.Expr == nil && len(q.Filters) == 0 {
				return ""
			}
			return text
		}
	}
	return ""
}

// longestName is how long a text may be to be taken for a misspelt name.
const longestName = 40

// Nearest gives the candidate that a person may have meant: by at most one
// slip in three letters, else by the same beginning. Empty is none.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	if utf8.RuneCountInString(word) > longestName {
		return ""
	}
	best, least := "", longestName
	for _, c := range candidates {
		if d := slips(word, c); d < least && d <= max(1, len(c)/3) {
			best, least = c, d
		}
	}
	if best != "" {
		return best
	}
	longest := 2
	for _, c := range candidates {
		if n := common(word, c); n > longest {
			best, longest = c, n
		}
	}
	return best
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// slips counts the letters that are missing, too many, wrong or swapped with
// their neighbour between two words.
func slips(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			wrong := 1
			if from[i-1] == to[j-1] {
				wrong = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+wrong)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(from)][len(to)]
}

// meantField gives the field that a name may stand for: a misspelt one, or
// what other search engines and people call it.
func meantField(name string) Field {
	switch strings.ToLower(name) {
	case "body", "fulltext":
		return Text
	case "who", "said", "saidby", "author", "person":
		return Speaker
	case "about", "whom", "against":
		return Target
	case "publisher", "publication", "site", "newspaper", "medium":
		return Outlet
	case "after", "from":
		return Since
	case "before", "to":
		return Until
	case "id":
		return InArticle
	case "verb":
		return Cue
	case "intitle", "subject":
		return Title
	case "org", "firm":
		return Company
	case "type":
		return Kind
	case "quoted":
		return Quote
	}
	return Field(Nearest(name, append(texts(fields()), "words", "headline")))
}
