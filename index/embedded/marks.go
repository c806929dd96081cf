package embedded

import (
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord/extractor"
	"onrecord/index"
)

// needles are the words and phrases that a query wants to see in a text, each
// a sequence; a stemmed one is a single word in any form.
type needles struct {
	stems  *stems
	own    index.Field     // whose text is looked at
	forms  map[string]bool // stems of words
	begins []string
	exact  [][]word
}

func newNeedles(q index.Query, s *stems) *needles {
	n := &needles{stems: s, own: index.Content, forms: map[string]bool{}}
	if q.Of == index.Articles {
		n.own = index.Text
	}
	n.collect(q.Expr)
	return n
}

// collect takes what is asked for and leaves out what is denied.
func (n *needles) collect(e index.Expr) {
	switch e := e.(type) {
	case index.And:
		for _, x := range e {
			n.collect(x)
		}
	case index.Or:
		for _, x := range e {
			n.collect(x)
		}
	case index.Near:
		if n.here(e.Field) {
			n.collect(e.A)
			n.collect(e.B)
		}
	case index.Prefix:
		if n.here(e.Field) {
			n.begins = append(n.begins, fold(e.Word))
		}
	case index.Term:
		if !n.here(e.Field) {
			return
		}
		list := cut(e.Word)
		if len(list) == 1 || len(list) == 2 && list[1].term == possessive {
			n.forms[n.stems.of(list[0].term)] = true
		} else if len(list) > 1 {
			n.exact = append(n.exact, list)
		}
	case index.Phrase:
		if list := cut(e.Text); len(list) > 0 && n.here(e.Field) {
			n.exact = append(n.exact, list)
		}
	}
}

// here tells whether a field is the one that is looked at.
func (n *needles) here(f index.Field) bool { return f == "" || f == n.own }

// marks gives the byte ranges of what matches, in order and apart.
func (n *needles) marks(text []word) []extractor.Span {
	var spans []extractor.Span
	for i, w := range text {
		begins := func(p string) bool { return strings.HasPrefix(w.term, p) }
		if n.forms[n.stems.of(w.term)] || slices.ContainsFunc(n.begins, begins) {
			spans = append(spans, extractor.Span{Start: w.start, End: w.end})
		}
		for _, p := range n.exact {
			if startsWith(text[i:], p) {
				spans = append(spans, extractor.Span{Start: w.start, End: text[i+len(p)-1].end})
			}
		}
	}
	slices.SortFunc(spans, func(a, b extractor.Span) int { return a.Start - b.Start })
	var apart []extractor.Span
	for _, s := range spans {
		if last := len(apart) - 1; last >= 0 && s.Start < apart[last].End {
			apart[last].End = max(apart[last].End, s.End)
			continue
		}
		apart = append(apart, s)
	}
	return apart
}

func startsWith(text, phrase []word) bool {
	if len(text) < len(phrase) {
		return false
	}
	for i, w := range phrase {
		if text[i].term != w.term {
			return false
		}
	}
	return true
}

// excerptLength is about how long an excerpt is, in bytes.
const excerptLength = 280

// excerpt gives the passage of a text with the most matches, cut at words and
// on one line, and its marks. Without any match it is the text's beginning.
func (n *needles) excerpt(text string) (string, []extractor.Span) {
	list := cut(text)
	if len(list) == 0 {
		return "", nil
	}
	marks := n.marks(list)
	first, from := 0, 0
	for i, most := 0, 0; i < len(marks); i++ {
		j := i
		for j < len(marks) && marks[j].End <= marks[i].Start+excerptLength*3/4 {
			j++
		}
		if j-i > most {
			most, from = j-i, marks[i].Start
		}
	}
	for first+1 < len(list) && list[first+1].start <= max(0, from-excerptLength/4) {
		first++
	}
	start := list[first].start
	if first == 0 && start < 8 {
		start = 0 // an opening quotation mark
	}
	end := start
	for _, w := range list[first:] {
		if w.end > start+excerptLength && end > start {
			break
		}
		end = w.end
	}
	if len(text)-end < 8 {
		end = len(text) // a closing mark
	}
	return oneLine(text[start:end], start, marks)
}

// oneLine makes every run of blanks one space and moves the marks along.
func oneLine(text string, start int, marks []extractor.Span) (string, []extractor.Span) {
	var b strings.Builder
	moved := make([]int, len(text)+1)
	for i, r := range text {
		width := utf8.RuneLen(r)
		if width < 0 {
			width = 1
		}
		if strings.ContainsRune(" \t\r\n", r) {
			if b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
				moved[i] = b.Len()
				b.WriteByte(' ')
				continue
			}
			moved[i] = b.Len()
			continue
		}
		moved[i] = b.Len()
		b.WriteRune(r)
	}
	moved[len(text)] = b.Len()
	var inside []extractor.Span
	for _, m := range marks {
		if m.Start >= start && m.End <= start+len(text) {
			inside = append(inside, extractor.Span{Start: moved[m.Start-start], End: moved[m.End-start]})
		}
	}
	return strings.TrimRight(b.String(), " "), inside
}
