package extractor

import (
	"slices"
	"strings"
	"unicode"
)

// state is one text with its statements.
type state struct {
	// words are the text's, in lower case and without marks; line is them, each
	// between two spaces.
	words []string
	line  string
	said  []saying
}

// saying is a statement as far as two states of it are compared by.
type saying struct {
	id        string
	place     int
	speaker   Party
	certainty Certainty
	// content, source and cue are words, the cue's verbs in their base form.
	content, source, cue []string
	// backward is true when the source says by itself nothing of who it is.
	backward bool
	// pieces are the content's stretches, whole is all from the first of the
	// statement's words to the last.
	pieces [][]string
	whole  []string
}

func newState(text string, statements []Statement) state {
	s := state{words: wordsIn(text), said: make([]saying, len(statements))}
	s.line = " " + strings.Join(s.words, " ") + " "
	for i, st := range statements {
		t := saying{id: st.ID, place: i, speaker: st.Speaker, certainty: st.Certainty}
		reach := Span{Start: len(text)}
		for _, spans := range [][]Span{st.Source, st.Cue, st.Content} {
			for _, span := range spans {
				reach = Span{min(reach.Start, span.Start), max(reach.End, span.End)}
			}
		}
		if reach.Start < reach.End {
			t.whole = wordsIn(text[reach.Start:reach.End])
		}
		for _, span := range st.Content {
			piece := wordsIn(text[span.Start:span.End])
			t.pieces = append(t.pieces, piece)
			t.content = append(t.content, piece...)
		}
		for _, span := range st.Source {
			for _, w := range wordsIn(text[span.Start:span.End]) {
				if !isFiller(w) {
					t.source = append(t.source, w)
				}
			}
		}
		t.backward = len(t.source) == 0 || pointsBack(text[st.Source[0].Start:st.Source[len(st.Source)-1].End])
		t.cue = cueWords(text, st.Cue)
		s.said[i] = t
	}
	return s
}

// cueWords are the words of a cue that tell how something is told: verbs in
// their base form, without auxiliaries, small words, and through what channel
// it came ("said in a statement" is said).
func cueWords(text string, cue []Span) []string {
	var all, telling []string
	for _, span := range cue {
		for _, w := range wordsIn(text[span.Start:span.End]) {
			w = lemma(w)
			if all = append(all, w); !isFiller(w) {
				telling = append(telling, w)
			}
		}
	}
	if len(telling) == 0 {
		return all
	}
	return telling
}

func isFiller(w string) bool {
	switch w {
	case "have", "be", "do", "a", "an", "the", "in", "on", "to", "of", "at", "by", "for", "with", "that", "also", "later", "then", "his", "her", "its", "their",
		"statement", "interview", "post", "email", "letter", "call", "memo", "briefing", "conference", "news", "press", "release", "report", "filing",
		"video", "tweet", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// wordsIn are a text's words in lower case, "don't" being "do not", without
// other apostrophes, and the signs of numbers.
func wordsIn(text string) []string {
	text = strings.NewReplacer("can’t", "can not", "can't", "can not", "cannot", "can not", "won’t", "will not", "won't", "will not",
		"n’t", " not", "n't", " not", "’", "", "'", "").Replace(strings.ToLower(text))
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Sc, r) && r != '%'
	})
}

// near is how many words around its content a statement's source and cue are
// looked for in the other text.
const near = 12

// holds tells whether a statement's words stand in the text: all of them as
// they were, or the content as it was with source and cue close by.
func (s *state) holds(t saying) bool {
	if len(t.whole) > 0 && strings.Contains(s.line, " "+strings.Join(t.whole, " ")+" ") {
		return true
	}
	for _, piece := range t.pieces {
		if !s.holdsNear(piece, t) {
			return false
		}
	}
	return len(t.pieces) > 0
}

// holdsNear looks for a piece of content with the statement's source and cue
// around it.
func (s *state) holdsNear(piece []string, t saying) bool {
	needle := " " + strings.Join(piece, " ") + " "
	for from := 0; len(piece) > 0; {
		at := strings.Index(s.line[from:], needle)
		if at < 0 {
			return false
		}
		at += from
		start := strings.Count(s.line[:at], " ")
		around := s.words[max(0, start-near):min(len(s.words), start+len(piece)+near)]
		if holdsAll(around, t) {
			return true
		}
		from = at + 1
	}
	return false
}

// bothNear tells whether both texts have both sources next to the content: then
// nobody was put in another's place.
func bothNear(was *state, before saying, is *state, after saying) bool {
	return len(before.pieces) > 0 && len(after.pieces) > 0 &&
		was.holdsNear(before.pieces[0], saying{source: after.source}) && is.holdsNear(after.pieces[0], saying{source: before.source})
}

func holdsAll(around []string, t saying) bool {
	for _, w := range t.source {
		if !slices.Contains(around, w) {
			return false
		}
	}
	for _, w := range t.cue {
		if !slices.ContainsFunc(around, func(have string) bool { return lemma(have) == w }) {
			return false
		}
	}
	return true
}
