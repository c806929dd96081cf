package server

import (
	"fmt"
	"strings"

	"onrecord/extractor"
)

// readingView tells how a statement's cue was read.
type readingView struct {
	Frame, Likelihood     string
	For, Against          string
	StanceBy, StanceWords string
	Refused               []refusedView
}

// refusedView is a reading that was considered and not taken.
type refusedView struct {
	Rule, Cue, Content, Why string
}

// explanations gives the article page what the extractor tells of its text:
// how each statement was read, by its ID, and the cues that gave none.
func (s *site) explanations(a extractor.Article) (map[string]*readingView, []refusedView) {
	if s.Explain == nil {
		return nil, nil
	}
	read := map[string]*readingView{}
	var passed []refusedView
	for _, e := range s.Explain(a) {
		if e.Statement == nil || e.Chosen == nil {
			if len(e.Refused) > 0 {
				passed = append(passed, refusedOf(a.Text, e.Refused[0]))
			}
			continue
		}
		v := &readingView{
			Frame: e.Chosen.Frame, Likelihood: fmt.Sprintf("%.2f", e.Chosen.Likelihood),
			For: signs(e.Chosen.For), Against: signs(e.Chosen.Against), StanceBy: e.StanceBy,
			StanceWords: cut(a.Text, e.StanceWords),
		}
		for _, c := range e.Refused {
			v.Refused = append(v.Refused, refusedOf(a.Text, c))
		}
		read[e.Statement.ID] = v
	}
	return read, passed
}

func refusedOf(text string, c extractor.Consideration) refusedView {
	return refusedView{Rule: c.Rule, Cue: pieces(text, c.Cue), Content: pieces(text, c.Content), Why: c.Refusal}
}

func pieces(text string, spans []extractor.Span) string {
	all := make([]string, len(spans))
	for i, s := range spans {
		all[i] = cut(text, s)
	}
	return strings.Join(all, " … ")
}

func cut(text string, s extractor.Span) string { return text[s.Start:s.End] }

// signs lists what spoke for or against a reading, with the weights.
func signs(all []extractor.Sign) string {
	told := make([]string, len(all))
	for i, s := range all {
		told[i] = strings.TrimSpace(s.Kind+" "+s.Words) + fmt.Sprintf(" %+.1f", s.Weight)
	}
	return strings.Join(told, ", ")
}
