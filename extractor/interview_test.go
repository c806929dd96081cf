package extractor

import (
	"strings"
	"testing"
)

// TestInterview tells an interview without names from what only looks like one.
// A want is the speaker and the stance of each turn.
func TestInterview(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	talk := []string{
		"Mara Velasco runs Tidewater Ferries. Jonas Pike met her in Dieppe.",
		"The union says you hid the fault. Did you?",
		"No. We told the inspectors in May.",
		"Will you refund the fares?",
		"No, and I have said why.",
		"Your chairman has gone. Do you miss him?",
		"I do.",
		"He said that you were lucky.",
		"I work hard, and that is all there is to it.",
		"And what comes next for you?",
		"We will open a line to Cork.",
	}
	faq := []string{
		"The ferry line is closed. Mara Velasco of Tidewater Ferries spoke on Monday.",
		"Why is it closed?", "An engine failed.",
		"When will it open?", "In May, the company says.",
		"Can you get a refund?", "Yes, on paper.",
		"Who pays?", "The port does.",
	}
	column := []string{
		"Mara Velasco of Tidewater Ferries spoke on Monday.",
		"What did you expect?", "“We are sorry,” she said. I was not moved.",
		"Who would be?", "“We were wrong,” she added, and I laughed.",
		"Would you not?", "“I am staying,” she told me.",
		"Are you surprised?", "“We have plans,” she said to my face.",
	}
	for _, c := range []struct {
		name string
		text []string
		want string
	}{
		{"interview", talk, "Jonas Pike question, Mara Velasco deny, Jonas Pike question, Mara Velasco decline, Jonas Pike question, Mara Velasco say, " +
			"Jonas Pike question, Mara Velasco say, Jonas Pike question, Mara Velasco commit"},
		{"questions nobody is asked", faq, ""},
		{"a column that quotes", column, ""},
		{"too short", talk[:5], ""},
		{"nobody introduced", talk[1:], ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range b.Extract(Article{ID: "a", Text: strings.Join(c.text, "\n\n")}) {
				if s.Rule == "interview-turn" {
					got = append(got, s.Speaker.Name+" "+string(s.Stance))
				}
			}
			if got := strings.Join(got, ", "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
