package server

import (
	"cmp"
	"slices"
	"strings"

	"onrecord/extractor"
)

// The roles a stretch of text plays in a statement, weakest first: where a
// statement's parts touch, the stronger one shows.
const (
	contentRole = "content"
	sourceRole  = "source"
	cueRole     = "cue"
)

// mark is one span of one statement, as it lies in the text.
type mark struct {
	extractor.Span
	role string
	// number is the statement's place in the article, from 1.
	number int
	// size is the whole statement's reach: of two marks on one place the
	// statement that reaches less far is the inner one.
	size int
}

// segment is a stretch of a paragraph within which the same marks hold.
type segment struct {
	Text string
	// Number is that of the innermost statement here, 0 for none; Role is
	// what the stretch is in it, Depth how many statements' contents hold it.
	Number int
	Role   string
	Depth  int
	// All are the numbers of every statement here.
	All []int
	// Ends are the statements whose content ends with this segment: their
	// numbers stand behind it.
	Ends []int
}

// paragraph is a paragraph with its marks, and the statements that begin in
// it.
type paragraph struct {
	Segments []segment
	Begins   []int
}

// markUp cuts a text into paragraphs and those at the borders of every
// statement's spans. Spans may nest and overlap in any way; those that don't
// fit the text are left out.
func markUp(text string, statements []extractor.Statement) []paragraph {
	marks := marksOf(text, statements)
	starts, ends := bounds(statements, marks)
	var out []paragraph
	at := 0
	for _, part := range strings.SplitAfter(text, "\n\n") {
		span := extractor.Span{Start: at, End: at + len(strings.TrimRight(part, "\n"))}
		at += len(part)
		if strings.TrimSpace(text[span.Start:span.End]) == "" {
			continue
		}
		p := paragraph{Segments: segments(text, span, marks, ends)}
		for i, start := range starts {
			if start >= span.Start && (start < at || at == len(text)) {
				p.Begins = append(p.Begins, i+1)
			}
		}
		out = append(out, p)
	}
	return out
}

func marksOf(text string, statements []extractor.Statement) []mark {
	var out []mark
	for i, st := range statements {
		from := len(out)
		lo, hi := len(text), 0
		for role, spans := range map[string][]extractor.Span{contentRole: st.Content, sourceRole: st.Source, cueRole: st.Cue} {
			for _, s := range spans {
				if s.Start < 0 || s.End > len(text) || s.Len() <= 0 {
					continue
				}
				out = append(out, mark{Span: s, role: role, number: i + 1})
				lo, hi = min(lo, s.Start), max(hi, s.End)
			}
		}
		for j := range out[from:] {
			out[from+j].size = hi - lo
		}
	}
	slices.SortFunc(out, func(a, b mark) int { return cmp.Or(a.Start-b.Start, a.End-b.End, a.number-b.number) })
	return out
}

// bounds gives where each statement begins, and where its content ends; -1 for
// one without a span that fits.
func bounds(statements []extractor.Statement, marks []mark) (starts, ends []int) {
	starts, ends = make([]int, len(statements)), make([]int, len(statements))
	for i := range statements {
		starts[i], ends[i] = -1, -1
	}
	for _, m := range marks {
		i := m.number - 1
		if starts[i] < 0 || m.Start < starts[i] {
			starts[i] = m.Start
		}
		if m.role == contentRole {
			ends[i] = max(ends[i], m.End)
		}
	}
	return starts, ends
}

// segments cuts one paragraph at every border of the marks that reach into it.
func segments(text string, span extractor.Span, marks []mark, ends []int) []segment {
	var here []mark
	cuts := []int{span.Start, span.End}
	for _, m := range marks {
		if !m.Overlaps(span) {
			continue
		}
		here = append(here, m)
		for _, c := range []int{m.Start, m.End} {
			if c > span.Start && c < span.End {
				cuts = append(cuts, c)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out := make([]segment, 0, len(cuts)-1)
	for i := 1; i < len(cuts); i++ {
		piece := extractor.Span{Start: cuts[i-1], End: cuts[i]}
		s := describe(piece, here)
		s.Text = text[piece.Start:piece.End]
		for j, end := range ends {
			if end == piece.End || (end > piece.End && end <= piece.End+1 && i == len(cuts)-1) {
				s.Ends = append(s.Ends, j+1)
			}
		}
		out = append(out, s)
	}
	return out
}

// describe tells what a piece is to the statements that cover it.
func describe(piece extractor.Span, here []mark) segment {
	var s segment
	var inner mark
	for _, m := range here {
		if !m.Contains(piece) {
			continue
		}
		if m.role == contentRole {
			s.Depth++
		}
		if !slices.Contains(s.All, m.number) {
			s.All = append(s.All, m.number)
		}
		if s.Number == 0 || m.size < inner.size || (m.size == inner.size && m.role > inner.role) {
			s.Number, s.Role, inner = m.number, m.role, m
		}
	}
	return s
}
