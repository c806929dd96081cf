package crawler

import "testing"

func TestWording(t *testing.T) {
	const title, text = "Airline “counts” the cost", "The outage cost $500 million, Delta’s chief said.\n\nShares fell 1.5%."
	for name, test := range map[string]struct {
		title, text string
		same        bool
	}{
		"nothing":         {title, text, true},
		"quotation marks": {`Airline "counts" the cost`, "The outage cost $500 million, Delta's chief said.\n\nShares fell 1.5%.", true},
		"spaces":          {title, "The outage  cost $500 million, Delta’s chief said. Shares fell 1.5%.", true},
		"case":            {"AIRLINE COUNTS THE COST", text, true},
		"touched":         {title, "Updated 5 minutes ago\n\n" + text, true},
		"touched at":      {title, text + "\n\nLast updated: 3:15 PM EDT, Fri July 19, 2024", true},
		"minutes to read": {title, "4 min read\n\n" + text, true},
		"a link":          {title, text + "\n\nRead more: What the cap on damages means", true},
		"a word":          {title, "The outage cost $500 million, Delta’s chief executive said.\n\nShares fell 1.5%.", false},
		"a number":        {title, "The outage cost $500 million, Delta’s chief said.\n\nShares fell 15%.", false},
		"a sign":          {title, "The outage cost $500 million, Delta’s chief said.\n\nShares fell -1.5%.", false},
		"a currency":      {title, "The outage cost €500 million, Delta’s chief said.\n\nShares fell 1.5%.", false},
		"the title":       {"Airline counts the costs", text, false},
		"a promise":       {title, text + "\n\nThis story was updated to add Delta's answer.", false},
	} {
		if same := Wording(test.title, test.text) == Wording(title, text); same != test.same {
			t.Errorf("%s: the same wording: %t", name, same)
		}
	}
}

func FuzzWording(f *testing.F) {
	f.Add("Updated 5 minutes ago", "1.5% of -3")
	f.Fuzz(func(t *testing.T, title, text string) {
		if Wording(title, text) != Wording(" "+title+"\t", text+"\n\n ") {
			t.Errorf("%q, %q: spaces count", title, text)
		}
	})
}
