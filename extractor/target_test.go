package extractor

import "testing"

// TestTargetsOfAnswers holds the target of a text's last statement: the other
// party of the dispute, whom a pronoun means, who is told or asked.
func TestTargetsOfAnswers(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, target string }{
		{"Halden Inc. accused Marsh Foods Inc. of hiding the fault. Marsh Foods denied the allegations.", "Halden"},
		{"Halden Inc. sued Marsh Foods Inc. on Monday. “They lied to us,” said Ada Lind, Halden’s chief executive.", "Marsh Foods"},
		{"Halden Inc. is late again. The riders’ council criticized the company’s plan.", "Halden"},
		{"Halden Inc. and Marsh Foods Inc. met on Monday. Tom Reed, a mediator, urged both companies to return.", "Halden; Marsh Foods"},
		{"Ada Lind urged her colleagues to resign.", "colleagues"},
		{"Halden Inc. offered Marsh Foods Inc. its help. Marsh Foods refused.", "Halden"},
	} {
		all := b.Extract(Article{Text: c.text})
		if len(all) == 0 {
			t.Errorf("nothing found in %q", c.text)
			continue
		}
		if got := all[len(all)-1]; got.Target != c.target {
			t.Errorf("%s\ngot %s at %q, want it at %q", c.text, got.Stance, got.Target, c.target)
		}
	}
}
