package extractor

import (
	"regexp"
	"slices"
	"strings"
)

// countedForm is what the measures count: a word with its inner apostrophes.
var countedForm = regexp.MustCompile(`[\pL\pN_]+(?:['’][\pL\pN_]+)*`)

// namedForm is a word of a name.
var namedForm = regexp.MustCompile(`[\pL\pN_]+`)

// countedWord is a counted word with its bytes.
type countedWord struct {
	Span
	lower string
}

func countedWords(text string) []countedWord {
	var out []countedWord
	for _, m := range countedForm.FindAllStringIndex(text, -1) {
		out = append(out, countedWord{Span{m[0], m[1]}, strings.ToLower(text[m[0]:m[1]])})
	}
	return out
}

// covered gives the numbers of the words that overlap any of spans.
func covered(words []countedWord, spans []Span) map[int]bool {
	out := make(map[int]bool)
	for i, w := range words {
		for _, s := range spans {
			if w.Overlaps(s) {
				out[i] = true
			}
		}
	}
	return out
}

// inQuotationMarks gives the stretches of text between quotation marks; an
// open one ends with its paragraph.
func inQuotationMarks(text string) []Span {
	var out []Span
	curly, straight := -1, -1
	shut := func(open *int, end int) {
		if *open >= 0 {
			out = append(out, Span{*open, end})
		}
		*open = -1
	}
	for i, r := range text {
		switch {
		case strings.HasPrefix(text[i:], "\n\n"):
			shut(&curly, i)
			shut(&straight, i)
		case r == '“' && curly < 0:
			curly = i
		case r == '”':
			shut(&curly, i)
		case r == '"' && straight < 0:
			straight = i
		case r == '"':
			shut(&straight, i)
		}
	}
	return out
}

func shared(a, b map[int]bool) int {
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

// jaccard is how much of two sets is shared.
func jaccard(a, b map[int]bool) float64 {
	both := shared(a, b)
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

// agreeingSource tells whether half of the shorter source's words stand in the
// other one, stop words aside, or neither names any.
func agreeingSource(a, b map[int]bool, words []countedWord) bool {
	a, b = keyWords(a, words), keyWords(b, words)
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return 2*shared(a, b) >= min(len(a), len(b))
}

func keyWords(set map[int]bool, words []countedWord) map[int]bool {
	out := make(map[int]bool)
	for i := range set {
		switch words[i].lower {
		case "a", "an", "the", "of", "in", "on", "at", "for", "to", "and", "or", "his", "her",
			"its", "their", "our", "my", "your", "s", "’s":
		default:
			out[i] = true
		}
	}
	if len(out) == 0 {
		return set
	}
	return out
}

// sameName tells whether two labels name the same party. Loose, half of the
// shorter one's words are enough.
func sameName(a, b string, loose bool) bool {
	if strings.Contains(a, ";") || strings.Contains(b, ";") {
		return sameNames(joint(a), joint(b), loose)
	}
	x, y := nameWords(a), nameWords(b)
	if slices.Equal(x, y) {
		return true
	}
	if !loose || len(x) == 0 || len(y) == 0 {
		return false
	}
	slices.Sort(x)
	slices.Sort(y)
	x, y = slices.Compact(x), slices.Compact(y)
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	return 2*both >= min(len(x), len(y))
}

func sameNames(a, b []string, loose bool) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !slices.ContainsFunc(b, func(y string) bool { return sameName(x, y, loose) }) {
			return false
		}
	}
	return true
}

func joint(s string) []string {
	return slices.DeleteFunc(strings.Split(s, ";"), func(n string) bool { return strings.TrimSpace(n) == "" })
}

// nameWords gives a name's words without articles and legal suffixes.
func nameWords(s string) []string {
	s = strings.NewReplacer("’s", "", "'s", "").Replace(strings.ToLower(s))
	all := namedForm.FindAllString(s, -1)
	out := make([]string, 0, len(all))
	for _, w := range all {
		switch w {
		case "inc", "corp", "corporation", "co", "company", "holdings", "ltd", "llc", "llp", "plc",
			"group", "the", "a", "an":
		default:
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

func nameKey(s string) string { return strings.Join(nameWords(s), " ") }
