package server

import (
	"strings"
	"time"
	"unicode/utf8"

	"onrecord/extractor"
)

// Edit is a revision that changed an article: from the one before, with what
// became of its statements.
type Edit struct {
	// Article is the newer state, its text left out.
	Article extractor.Article
	// Was is the title before.
	Was string
	// Seen is when the newer state was first fetched, Recorded when the edit
	// came onto the record.
	Seen, Recorded time.Time
	// Changes are the statements', which may be none.
	Changes []extractor.Change
}

// EditPlace is where a list of edits, the newest first, is read on from.
type EditPlace struct {
	Recorded time.Time
	Article  string
	Revision int
}

// editView is one statement's change as the article page shows it.
type editView struct {
	Kind string
	// Speaker is who says it now, or said it; From who said it before, where
	// that is somebody else.
	Speaker, From string
	// Pieces are the words, those of both states with what is gone and come.
	Pieces []piece
	// Was and Is tell how it was and is told, where that is what changed.
	Was, Is string
	Href    string
}

func editViews(edits []Edit) map[int][]editView {
	out := make(map[int][]editView, len(edits))
	for _, e := range edits {
		for _, c := range e.Changes {
			out[e.Article.Revision] = append(out[e.Article.Revision], editViewOf(e.Article, c))
		}
	}
	return out
}

func editViewOf(a extractor.Article, c extractor.Change) editView {
	v := editView{Kind: string(c.Kind)}
	switch {
	case c.Before == nil:
		v.Speaker, v.Pieces = speakerOf(c.After), []piece{{cutWords(c.Is), '+'}}
	case c.After == nil:
		v.Speaker, v.Pieces = speakerOf(c.Before), []piece{{cutWords(c.Was), '-'}}
	default:
		v.Speaker = speakerOf(c.After)
		v.Pieces = []piece{{cutWords(c.Is), '='}}
	}
	switch c.Kind {
	case extractor.Reworded:
		v.Pieces = compareWords(c.Was, c.Is).Pieces
	case extractor.Reattributed:
		v.From = speakerOf(c.Before)
	case extractor.Rehedged:
		v.Was, v.Is = hedge(c.Before, c.CueWas), hedge(c.After, c.CueIs)
	}
	if c.After != nil {
		v.Href = articlePath(a.ID, a.Revision, c.After.ID)
	} else {
		v.Href = articlePath(a.ID, a.Revision-1, c.Before.ID)
	}
	return v
}

// hedge is how a statement is told: the cue's words, and the certainty where
// it isn't plain.
func hedge(s *extractor.Statement, cue string) string {
	if s.Certainty == extractor.Plain || s.Certainty == "" {
		return cue
	}
	return strings.TrimSpace(cue + " (" + string(s.Certainty) + ")")
}

func speakerOf(s *extractor.Statement) string {
	switch {
	case s.Speaker.Name != "":
		return s.Speaker.Name
	case s.Speaker.For != "":
		return s.Speaker.For
	}
	return "somebody"
}

// longestEdit is how many code points of a statement's words a list of changes
// shows, where they are all gone or all come.
const longestEdit = 300

func cutWords(words string) string {
	if utf8.RuneCountInString(words) <= longestEdit {
		return words
	}
	return string([]rune(words)[:longestEdit-1]) + "…"
}
