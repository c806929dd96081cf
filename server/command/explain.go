package command

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"onrecord/extractor"
)

// considerationLine is a reading of a cue as the outside world reads it: its
// words instead of offsets.
type considerationLine struct {
	Rule       string     `json:"rule"`
	Frame      string     `json:"frame,omitempty"`
	Source     []string   `json:"source"`
	Cue        []string   `json:"cue"`
	Content    []string   `json:"content"`
	Likelihood float64    `json:"likelihood"`
	For        []signLine `json:"for,omitempty"`
	Against    []signLine `json:"against,omitempty"`
	Refusal    string     `json:"refusal,omitempty"`
}

type signLine struct {
	Kind   string  `json:"kind"`
	Words  string  `json:"words"`
	Weight float64 `json:"weight"`
}

// explanationLine is how one cue was read.
type explanationLine struct {
	Doc         string              `json:"doc"`
	Speaker     string              `json:"speaker,omitempty"`
	Stance      string              `json:"stance,omitempty"`
	Target      string              `json:"target,omitempty"`
	StanceBy    string              `json:"stance_by,omitempty"`
	StanceWords string              `json:"stance_words,omitempty"`
	Chosen      *considerationLine  `json:"chosen"`
	Refused     []considerationLine `json:"refused"`
}

func explanationOf(doc, text string, e extractor.Explanation) explanationLine {
	l := explanationLine{Doc: doc, StanceBy: e.StanceBy, StanceWords: text[e.StanceWords.Start:e.StanceWords.End],
		Refused: make([]considerationLine, len(e.Refused))}
	if e.Statement != nil {
		l.Speaker, l.Stance, l.Target = e.Statement.Speaker.Name, string(e.Statement.Stance), e.Statement.Target
	}
	if e.Chosen != nil {
		chosen := considerationOf(text, *e.Chosen)
		l.Chosen = &chosen
	}
	for i, c := range e.Refused {
		l.Refused[i] = considerationOf(text, c)
	}
	return l
}

func considerationOf(text string, c extractor.Consideration) considerationLine {
	return considerationLine{Rule: c.Rule, Frame: c.Frame, Source: wordsOf(text, c.Source), Cue: wordsOf(text, c.Cue),
		Content: wordsOf(text, c.Content), Likelihood: c.Likelihood, For: signsOf(c.For), Against: signsOf(c.Against), Refusal: c.Refusal}
}

func wordsOf(text string, spans []extractor.Span) []string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = text[s.Start:s.End]
	}
	return out
}

func signsOf(all []extractor.Sign) []signLine {
	out := make([]signLine, len(all))
	for i, s := range all {
		out[i] = signLine(s)
	}
	return out
}

func (s *session) printExplanations(doc, text string, all []extractor.Explanation) error {
	if s.Format != "text" {
		e := json.NewEncoder(s.Out)
		if s.Format == "json" {
			e.SetIndent("", "  ")
		}
		for _, x := range all {
			if err := e.Encode(explanationOf(doc, text, x)); err != nil {
				return err
			}
		}
		return nil
	}
	for _, x := range all {
		if err := printExplanation(s.Out, explanationOf(doc, text, x)); err != nil {
			return err
		}
	}
	return nil
}

// printExplanation writes one cue's reading for people: source in brackets,
// cue in angles, content in braces, as the rule book's examples are marked.
func printExplanation(w io.Writer, l explanationLine) error {
	var b strings.Builder
	if l.Chosen == nil {
		fmt.Fprintf(&b, "- <%s> gave no statement\n", inline(l.Refused[0].Cue))
	} else {
		fmt.Fprintf(&b, "+ %s · %s", firstOf(printable(l.Speaker), "(nobody named)"), l.Stance)
		if l.Target != "" {
			fmt.Fprintf(&b, " → %s", printable(l.Target))
		}
		fmt.Fprintf(&b, "\n    %s\n", marked(*l.Chosen))
		if l.StanceBy != "" {
			fmt.Fprintf(&b, "    stance by %s: “%s”\n", l.StanceBy, printable(l.StanceWords))
		}
		b.WriteString(spoke("for", l.Chosen.For) + spoke("against", l.Chosen.Against))
	}
	for _, c := range l.Refused {
		fmt.Fprintf(&b, "    refused: %s\n             %s\n", marked(c), c.Refusal)
	}
	_, err := fmt.Fprintln(w, b.String())
	return err
}

func marked(c considerationLine) string {
	frame := ""
	if c.Frame != "" {
		frame = ", frame " + c.Frame
	}
	return fmt.Sprintf("[%s] <%s> {%s} (rule %s%s, %.2f)", inline(c.Source), inline(c.Cue), inline(c.Content), c.Rule, frame, c.Likelihood)
}

func inline(words []string) string { return printable(strings.Join(words, " … ")) }

func spoke(side string, all []signLine) string {
	if len(all) == 0 {
		return ""
	}
	told := make([]string, len(all))
	for i, s := range all {
		told[i] = fmt.Sprintf("%s %+.1f", strings.TrimSpace(s.Kind+" "+s.Words), s.Weight)
	}
	return fmt.Sprintf("    %s it: %s\n", side, strings.Join(told, ", "))
}
