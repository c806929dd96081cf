package server

import (
	"strings"

	"onrecord/extractor"
	"onrecord/index"
)

// paragraphView is a paragraph with the notes on the statements beginning in
// it.
type paragraphView struct {
	Segments []segmentView
	Notes    []note
}

type segmentView struct {
	segment
	// Href leads to the innermost statement's note.
	Href  string
	Class string
	// Blank is true for white space alone: nothing to click on.
	Blank bool
	Ends  []noteRef
}

type noteRef struct {
	Number int
	Href   string
}

// note tells all that is known of one statement.
type note struct {
	statementView
	Number int
	Anchor string
	Lit    bool
	Within *noteRef
	// Read tells how the statement was found; nil where nothing is known.
	Read *readingView
	// Repeats is how many other articles have the same words.
	Repeats int
	// Proof is where its evidence can be fetched, if it can.
	Proof string
}

// paragraphViews lays the statements' marks and notes over the text. read tells
// by statement ID how each was found.
func paragraphViews(a extractor.Article, statements []extractor.Statement, read map[string]*readingView) []paragraphView {
	numbers := make(map[string]int, len(statements))
	for i, st := range statements {
		numbers[st.ID] = i + 1
	}
	ref := func(number int) noteRef {
		return noteRef{Number: number, Href: "#" + anchor(statements[number-1].ID)}
	}
	_, entries := index.Documents(a, statements, nil)
	var out []paragraphView
	for _, p := range markUp(a.Text, statements) {
		var v paragraphView
		for _, seg := range p.Segments {
			sv := segmentView{segment: seg}
			if seg.Number > 0 {
				sv.Href, sv.Class = ref(seg.Number).Href, classOf(seg, lookOf(statements[seg.Number-1].Stance))
				sv.Blank = strings.TrimSpace(seg.Text) == ""
			}
			for _, n := range seg.Ends {
				sv.Ends = append(sv.Ends, ref(n))
			}
			v.Segments = append(v.Segments, sv)
		}
		for _, n := range p.Begins {
			st := statements[n-1]
			one := note{statementView: viewOf(index.Hit{Entry: entries[n-1]}), Number: n, Anchor: anchor(st.ID), Lit: n <= highlights, Read: read[st.ID]}
			if outer, ok := numbers[st.Within]; ok && st.Within != "" {
				o := ref(outer)
				one.Within = &o
			}
			v.Notes = append(v.Notes, one)
		}
		out = append(out, v)
	}
	return out
}

// classOf gives the style classes of a marked stretch: what it is to the
// innermost statement, and the number of every statement that it belongs to.
func classOf(s segment, look stance) string {
	class := "m " + s.Role + " " + look.Family
	if s.Depth > 1 {
		class += " deep"
	}
	for _, n := range s.All {
		class += " m" + itoa(n)
	}
	return class
}
