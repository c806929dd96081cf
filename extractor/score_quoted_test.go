package extractor

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted is a text in which words are looked up as a reader quotes them: curly
// and straight quotation marks are the same.
type quoted struct {
	folded string
	at     []int // byte of the text for each byte of folded, and its length
}

func fold(text string) quoted {
	q := quoted{}
	var b strings.Builder
	for i, r := range text {
		n := b.Len()
		switch r {
		case '‘', '’':
			b.WriteByte('\'')
		case '“', '”':
			b.WriteByte('"')
		default:
			b.WriteRune(r)
		}
		for range b.Len() - n {
			q.at = append(q.at, i)
		}
	}
	q.at = append(q.at, len(text))
	q.folded = b.String()
	return q
}

// find gives the place of the words in phrase: "words", "words#2" for their
// second occurrence, "first words ... last words" for all from one to the
// other. Only occurrences that begin at byte after or later count; of several,
// the one closest to near is meant, the first one after a piece before it, and
// otherwise it is an error.
func (q quoted) find(phrase string, after int, near []Span) (Span, error) {
	first, last, long := strings.Cut(phrase, " ... ")
	first, number := occurrence(first)
	hits := q.all(fold(first).folded, after)
	var s Span
	switch {
	case len(hits) == 0:
		return s, fmt.Errorf("%q is not in the text", first)
	case number > len(hits):
		return s, fmt.Errorf("%q is in the text only %d times", first, len(hits))
	case number > 0:
		s = hits[number-1]
	case len(hits) == 1 || after > 0:
		s = hits[0]
	case near == nil:
		return s, fmt.Errorf("%q is in the text %d times: say which one with #1 to #%d", first, len(hits), len(hits))
	default:
		s = nearest(hits, near)
	}
	if !long {
		return s, nil
	}
	last, number = occurrence(last)
	ends := q.all(fold(last).folded, s.End)
	if len(ends) < max(number, 1) {
		return s, fmt.Errorf("%q doesn't follow %q", last, first)
	}
	return Span{s.Start, ends[max(number, 1)-1].End}, nil
}

// occurrence parts "words#2" into the words and 2.
func occurrence(phrase string) (string, int) {
	at := strings.LastIndexByte(phrase, '#')
	if at < 0 {
		return phrase, 0
	}
	n, err := strconv.Atoi(phrase[at+1:])
	if err != nil || n < 1 {
		return phrase, 0
	}
	return phrase[:at], n
}

// all finds words where they stand as whole words.
func (q quoted) all(words string, after int) []Span {
	var out []Span
	for from := 0; words != ""; {
		i := strings.Index(q.folded[from:], words)
		if i < 0 {
			break
		}
		start, end := from+i, from+i+len(words)
		from = start + 1
		if q.at[start] >= after && q.edge(start) && q.edge(end) {
			out = append(out, Span{q.at[start], q.at[end]})
		}
	}
	return out
}

// edge tells whether no word runs over byte i of the folded text.
func (q quoted) edge(i int) bool {
	before, _ := utf8.DecodeLastRuneInString(q.folded[:i])
	next, _ := utf8.DecodeRuneInString(q.folded[i:])
	return !letter(before) || !letter(next)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// nearest gives the hit with the fewest bytes between it and any of near.
func nearest(hits, near []Span) Span {
	best, least := hits[0], -1
	for _, h := range hits {
		for _, n := range near {
			gap := max(n.Start-h.End, h.Start-n.End)
			if gap < 0 {
				gap = h.Len() + n.Len() // inside it: the last resort
			}
			if least < 0 || gap < least {
				best, least = h, gap
			}
		}
	}
	return best
}
