package extractor

import "unicode/utf8"

// StatementLine is a statement as the outside world reads it: one line of
// JSON, offsets counted in Unicode code points as W3C Web Annotation's
// TextPositionSelector does, the end exclusive.
type StatementLine struct {
	Doc       string   `json:"doc"`
	ID        int      `json:"id"`
	Source    [][2]int `json:"source"`
	Cue       [][2]int `json:"cue"`
	Content   [][2]int `json:"content"`
	Speaker   string   `json:"speaker"`
	Kind      string   `json:"kind"`
	For       string   `json:"for"`
	Stance    string   `json:"stance"`
	Target    string   `json:"target"`
	Certainty string   `json:"certainty"`
	Channel   string   `json:"channel"`
	Via       string   `json:"via"`
	Within    *int     `json:"within"`
	Quote     string   `json:"quote"`
	Rule      string   `json:"rule"`
}

// NamesLine is an article's names as the outside world reads them. A mention
// is [start, end, kind, canonical name].
type NamesLine struct {
	Doc       string   `json:"doc"`
	Companies []string `json:"companies"`
	Mentions  [][4]any `json:"mentions"`
}

// Lines turns a reading of text into its JSON lines. Statements are numbered
// from 1 in their order; within names the number of the outer statement.
func Lines(doc, text string, r Reading) ([]StatementLine, NamesLine) {
	at := codePoints(text)
	number := make(map[string]int, len(r.Statements))
	for i, s := range r.Statements {
		number[s.ID] = i + 1
	}
	lines := make([]StatementLine, len(r.Statements))
	for i, s := range r.Statements {
		lines[i] = StatementLine{
			Doc: doc, ID: i + 1,
			Source: at.spans(s.Source), Cue: at.spans(s.Cue), Content: at.spans(s.Content),
			Speaker: s.Speaker.Name, Kind: string(s.Speaker.Kind), For: s.Speaker.For,
			Stance: string(s.Stance), Target: s.Target, Certainty: string(s.Certainty),
			Channel: string(s.Channel), Via: s.Via, Quote: string(s.Quote), Rule: s.Rule,
		}
		if n, ok := number[s.Within]; ok && s.Within != "" {
			lines[i].Within = &n
		}
	}
	names := NamesLine{Doc: doc, Companies: r.Companies, Mentions: make([][4]any, len(r.Mentions))}
	if names.Companies == nil {
		names.Companies = []string{}
	}
	for i, m := range r.Mentions {
		names.Mentions[i] = [4]any{at.of(m.Span.Start), at.of(m.Span.End), string(m.Kind), m.Name}
	}
	return lines, names
}

// positions maps byte offsets to code points: one checkpoint every 64 bytes.
type positions struct {
	text  string
	marks []int
}

const stride = 64

func codePoints(text string) positions {
	p := positions{text: text, marks: make([]int, 0, len(text)/stride+1)}
	count := 0
	for i := range text {
		for len(p.marks)*stride <= i {
			p.marks = append(p.marks, count)
		}
		count++
	}
	return p
}

// of counts the code points that begin before byte b.
func (p positions) of(b int) int {
	mark := min(b/stride, len(p.marks)-1)
	if mark < 0 {
		return 0
	}
	start := mark * stride
	for start < b && !utf8.RuneStart(p.text[start]) {
		start++
	}
	return p.marks[mark] + utf8.RuneCountInString(p.text[min(start, b):b])
}

func (p positions) spans(spans []Span) [][2]int {
	out := make([][2]int, len(spans))
	for i, s := range spans {
		out[i] = [2]int{p.of(s.Start), p.of(s.End)}
	}
	return out
}
