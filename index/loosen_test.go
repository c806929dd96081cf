package index

import "testing"

func TestLoosened(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		"delta":                        "",
		"delta OR united":              "",
		"delta slow":                   "delta OR slow",
		"why was delta slow":           "delta OR slow",
		"was it a cyberattack":         "cyberattack",
		"was it he":                    "was OR it OR he",
		`"no choice" delta`:            `"no choice" OR delta`,
		"delta slow -crew":             "(delta OR slow) -crew",
		"delta slow stance:deny":       "(delta OR slow) stance:deny",
		"delta slow date:2024-08":      "(delta OR slow) date:2024-08",
		"delta -crew":                  "",
		"delta date:2024-08":           "",
		"(delta OR united) slow crews": "(slow OR crews) (delta OR united)",
	} {
		q, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		loose, ok := q.Loosened()
		if ok != (want != "") {
			t.Errorf("%s: loosened %v to %s", text, ok, loose)
			continue
		}
		again, err := Parse(want)
		if err != nil {
			t.Fatal(err)
		}
		if ok && loose.String() != again.String() {
			t.Errorf("%s: %s, want %s", text, loose, want)
		}
	}
}
