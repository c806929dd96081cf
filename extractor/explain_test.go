package extractor

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExplainReadsAlike holds Explain to Read: the same statements, each with
// the rule that found it, and no cue without a reason.
func TestExplainReadsAlike(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	a := Article{ID: "a", Text: "Harbor Air accused Northgate Systems of shipping an untested update. " +
		"“We are sorry,” said Ana Ruiz, the airline's chief executive. Northgate Systems declined to comment.\n\n" +
		"The airline called off ninety flights on Monday and people slept in the hall."}
	want := b.Read(a)
	got, explained := b.Explain(a)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Explain reads otherwise than Read:\n%s", d)
	}
	if len(want.Statements) < 3 {
		t.Fatalf("only %d statements", len(want.Statements))
	}
	for _, s := range want.Statements {
		at := slices.IndexFunc(explained, func(e Explanation) bool { return e.Statement != nil && e.Statement.ID == s.ID })
		if at < 0 {
			t.Errorf("%q has no explanation", s.Words(a.Text))
			continue
		}
		e := explained[at]
		if e.Chosen == nil || e.Chosen.Rule != s.Rule || e.Chosen.Likelihood < e.Chosen.Needed || len(e.Chosen.For) == 0 {
			t.Errorf("%q: chosen reading %+v", s.Words(a.Text), e.Chosen)
		}
		if s.Stance == Accuse && (e.StanceBy == "" || !strings.Contains(a.Text[e.StanceWords.Start:e.StanceWords.End], "accused")) {
			t.Errorf("accuse by %q, words %q", e.StanceBy, a.Text[e.StanceWords.Start:e.StanceWords.End])
		}
	}
	for _, e := range explained {
		for _, c := range e.Refused {
			if c.Refusal == "" || c.Rule == "" || len(c.Cue) == 0 {
				t.Errorf("refused without a reason, rule or cue: %+v", c)
			}
		}
	}
}
