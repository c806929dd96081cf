package crawler

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// noteLines are how corrections and editors' notes begin.
//
//go:embed words/notes.txt
var noteLines string

var noteStarts = readBeside(noteLines)

// noteLength is the most characters of a correction.
const noteLength = 900

// isNote tells whether a paragraph is a correction or an editor's note.
func isNote(paragraph string) bool {
	if utf8.RuneCountInString(paragraph) > noteLength {
		return false
	}
	low := strings.TrimLeft(strings.ToLower(strings.ReplaceAll(paragraph, "\u00a0", " ")), "*([•- ")
	for _, phrase := range noteStarts.starts[firstWord(low)] {
		if strings.HasPrefix(low, phrase) {
			return true
		}
	}
	for _, phrase := range noteStarts.has {
		if strings.HasPrefix(low, phrase.text) {
			return true
		}
	}
	return false
}

// partNotes takes the corrections and editors' notes out of a text.
func partNotes(text string) (rest, notes string) {
	var kept, noted []string
	for p := range strings.SplitSeq(text, "\n\n") {
		if isNote(p) {
			noted = append(noted, p)
		} else {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return text, ""
	}
	return strings.Join(kept, "\n\n"), strings.Join(noted, "\n\n")
}
