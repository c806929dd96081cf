package extractor

import "slices"

// Change is what became of one statement between two states of an article.
type Change struct {
	Kind ChangeKind
	// Before is the statement in the older state, nil of one that was added;
	// After is it in the newer state, nil of one that was removed.
	Before, After *Statement
	// Was and Is are the content's words in the older and the newer state,
	// CueWas and CueIs the cue's.
	Was, Is       string
	CueWas, CueIs string
}

// ChangeKind is a way in which a statement changes.
type ChangeKind string

// One edit may be several changes of one statement: what is reworded may be
// re-attributed as well.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	// Reworded statements have other words that say much the same.
	Reworded ChangeKind = "reworded"
	// Reattributed ones are somebody else's now.
	Reattributed ChangeKind = "re-attributed"
	// Rehedged ones are told with another certainty or another word for the
	// saying: "said" has become "claimed".
	Rehedged ChangeKind = "re-hedged"
)

// ChangeKinds lists the closed set.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{Added, Removed, Reworded, Reattributed, Rehedged}
}

// Compare tells what became of the statements of an article from one state of
// its text to a later one, in the order of the newer text and then what was
// removed. A statement whose own words stand in both texts is no change,
// whatever the words around it make of it: what is told is what somebody
// edited, and not how it was read.
func Compare(before Article, old []Statement, after Article, now []Statement) []Change {
	was, is := newState(before.Text, old), newState(after.Text, now)
	pairs := match(was.said, is.said)
	var out []Change
	reworded := map[string]bool{} // by the newer statement's ID
	matched := make([]bool, len(old))
	for j := range now {
		i := pairs[j]
		if i < 0 {
			if !was.holds(is.said[j]) {
				out = append(out, changed(Added, Article{}, nil, after, &now[j]))
			}
			continue
		}
		matched[i] = true
		for _, kind := range differences(was.said[i], is.said[j]) {
			if kind == Reattributed && bothNear(&was, was.said[i], &is, is.said[j]) {
				continue
			}
			// Of a statement within a reworded one, the same edit is told already.
			if kind == Reworded {
				reworded[now[j].ID] = true
				if reworded[now[j].Within] {
					continue
				}
			}
			out = append(out, changed(kind, before, &old[i], after, &now[j]))
		}
	}
	for i := range old {
		if !matched[i] && !is.holds(was.said[i]) {
			out = append(out, changed(Removed, before, &old[i], Article{}, nil))
		}
	}
	return out
}

// changed makes a change of either side's statement, nil where it isn't.
func changed(kind ChangeKind, before Article, old *Statement, after Article, now *Statement) Change {
	c := Change{Kind: kind, Before: old, After: now}
	if old != nil {
		c.Was, c.CueWas = old.Words(before.Text), wordsOfSpans(before.Text, old.Cue)
	}
	if now != nil {
		c.Is, c.CueIs = now.Words(after.Text), wordsOfSpans(after.Text, now.Cue)
	}
	return c
}

func wordsOfSpans(text string, spans []Span) string {
	return Statement{Content: spans}.Words(text)
}

// differences are the ways in which two states of one statement differ.
func differences(was, is saying) []ChangeKind {
	if slices.Equal(was.whole, is.whole) {
		return nil
	}
	var out []ChangeKind
	if !slices.Equal(was.content, is.content) {
		out = append(out, Reworded)
	}
	if !sameParty(was.speaker, is.speaker) && otherSource(was, is) {
		out = append(out, Reattributed)
	}
	if was.certainty != is.certainty || !slices.Equal(was.cue, is.cue) {
		out = append(out, Rehedged)
	}
	return out
}
