package crawler

import (
	"strings"
	"testing"

	"onrecord/extractor"
)

func TestCredits(t *testing.T) {
	c := NewCredits()
	const body = "The boats sold well.\n\nMayors were glad.\n\nNobody else was there."
	for _, test := range []struct{ byline, text, want string }{
		{"", "NEW YORK, July 19 (Reuters) - The boats sold.", "Reuters"},
		{"", "WASHINGTON (AP) — The boats sold.", "Associated Press"},
		{"", "(Bloomberg) -- The boats sold.", "Bloomberg"},
		{"", "NEW DELHI: (PTI) – The boats sold.", "Press Trust of India"},
		{"", "PARIS (AFP)\u00a0— The boats sold.", "Agence France-Presse"},
		{"", "SEATTLE, July 19, 2024 /PRNewswire/ -- The boats sold.", "PR Newswire"},
		{"", "The Associated Press (AP) reported that the boats sold.", ""},
		{"", "Reuters said the boats sold.", ""},
		{"By Ana Ruiz, Associated Press", body, "Associated Press"},
		{"AFP", body, "Agence France-Presse"},
		{"Reuters", body, "Reuters"},
		{"Pat Chapman", body, ""},
		{"", body + "\n\n(Reporting by Ana Ruiz; Editing by Pat Chapman)", "Reuters"},
		{"", body + "\n\n© 2024 AFP", "Agence France-Presse"},
		{"", body + "\n\nCopyright 2024 The Associated Press. All rights reserved.", "Associated Press"},
		{"", body + "\n\n— Bloomberg", "Bloomberg"},
		{"", body + "\n\nWith inputs from PTI", "Press Trust of India"},
		{"", body + "\n\nHe told Bloomberg so.", ""},
		{"", "", ""},
	} {
		if got := c.Of(extractor.Article{Byline: test.byline, Text: test.text}); got != test.want {
			t.Errorf("by %q, %q: credit %q, want %q", test.byline, test.text, got, test.want)
		}
	}
}

func FuzzCredits(f *testing.F) {
	f.Add("By Ana Ruiz, AP", "PARIS (AFP) - Boats.\n\n© AFP")
	c := NewCredits()
	f.Fuzz(func(t *testing.T, byline, text string) {
		name := c.Of(extractor.Article{Byline: byline, Text: text})
		if name != "" && !strings.Contains(wiresText, "\n"+name+" | ") {
			t.Errorf("%q is no agency", name)
		}
	})
}
