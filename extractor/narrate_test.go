package extractor

import (
	"strings"
	"testing"
)

// TestNarrates tells the article's own remarks from statements, and what stands
// within a statement from what stands by itself. A want is a statement's cue,
// its stance, and what it stands within.
func TestNarrates(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"event", "The public dispute between Norvik and Harbor Air also reflects broader worries in the trade.", ""},
		{"person", "Norvik's report highlights broader worries in the trade.", "highlights say"},
		{"remark", "Norvik refuted the port's claims and sent files, highlighting the risks of trade.", "refuted deny"},
		{"purpose", "Norvik refuted the port's claims and sent files to support its position.", "refuted deny"},
		{"elsewhere", "Read more: Norvik accused Harbor Air of fraud", ""},
		{"relative", "Norvik Corp. has stated that it offered help to Harbor Air Inc. during the strike, which was allegedly rejected by the airline.", "has stated offer; was allegedly rejected decline within has stated"},
		{"went on", "Okafor said the line “was safe,” adding that the port was not to blame.", "said say; adding deny"},
		{"answer owed", "Harbor Air has yet to provide a detailed response to Norvik's claim.", "has yet to provide a detailed response to silent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := b.Read(Article{ID: "a", Text: c.text})
			cues := map[string]string{"": ""}
			var got []string
			for _, s := range r.Statements {
				words := ""
				for _, p := range s.Cue {
					words += c.text[p.Start:p.End]
				}
				cues[s.ID] = words
				line := words + " " + string(s.Stance)
				if s.Within != "" {
					line += " within " + cues[s.Within]
				}
				got = append(got, line)
			}
			if got := strings.Join(got, "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
