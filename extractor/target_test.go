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
		{"Halden Inc. said the wall was weak. Marsh Foods Inc. disputes that.", "Halden"},
		{"Halden Inc. sued Marsh Foods Inc. on Monday. Marsh Foods denied any contact with the driver.", ""},
		{"Halden Inc. said the fares would double. Ada Lind, a rider, called that figure nonsense.", "Halden"},
		{"Marsh Foods Inc. met Halden Inc. on Monday. Ada Lind rejected a request from Halden.", "Halden"},
		{"Halden Inc. put forward a plan by Marsh Foods Inc. on Monday. Ada Lind welcomed the plan.", "Marsh Foods"},
		{"Ada Lind met Tom Reed on Monday. She called on hospitals to wait.", "hospitals"},
		{"Ada Lind met Tom Reed on Monday. She asked the province to wait.", "province"},
		{"Ada Lind spoke to the town on Monday. Asked about the loan, Lind smiled.", "Ada Lind"},
		{"Halden Inc. sued Marsh Foods Inc. on Monday. Ada Lind said the mill was sold. Marsh Foods demanded $4 million.", "Halden"},
		{"Halden Inc. apologized to every customer.", "customers"},
		{"Marsh Foods Inc. rejected calls for a review.", ""},
		{"Marsh Foods Inc. rejected an approach from its US rival Halden Inc.", "Halden"},
		{"Halden Inc. wants to build a bridge. Ada Lind opposes the bridge.", ""},
		{"Halden Inc. sued Marsh Foods Inc. on Monday. Marsh Foods said it would sue in Leeds on behalf of riders.", "Halden"},
		{"Halden Inc. has a new owner. The agency ordered the company last month to raise pay.", "Halden"},
		{"Ada Lind accused the engineer, Tom Reed, of negligence.", "Tom Reed"},
		{"Marsh Foods Inc. met Tom Reed in Leeds. Ada Lind said that Marsh Foods' losses had grown.", "Marsh Foods"},
		{"Q: Will Halden Inc. sell the yard?\n\nMs. Lind: No.\n\nQ: Did Marsh Foods Inc. ask?\n\nMs. Lind: Yes.\n\nQ: Will Halden pay?", "Lind"},
		{"Dear Ms. Ortiz,\n\nTom Reed has left the yard. We urge you to publish the report.", "Ortiz"},
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
