package crawler

import "testing"

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"HTTP://Ledger.Example":                                   "http://ledger.example/",
		"https://ledger.example:443/a":                            "https://ledger.example/a",
		"http://ledger.example.:80/a":                             "http://ledger.example/a",
		"http://ledger.example:8080/a":                            "http://ledger.example:8080/a",
		" https://ledger.example/a?utm_source=x&id=7&fbclid=y#z ": "https://ledger.example/a?id=7",
		"https://ledger.example/a?b=2&a=1":                        "https://ledger.example/a?b=2&a=1",
		"https://ledger.example/a?":                               "https://ledger.example/a",
		"https://u:p@ledger.example/a/":                           "https://ledger.example/a/",
		"https://zoë.example/é":                                   "https://xn--zo-ija.example/%C3%A9",
		"http://[::1]:80/a":                                       "http://[::1]/a",
		"mailto:a@b.example":                                      "",
		"//ledger.example/a":                                      "",
		"http://":                                                 "",
		"http://./":                                               "",
	} {
		got, err := Canonical(in)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("Canonical(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestOwnAddress(t *testing.T) {
	for _, test := range []struct{ found, claimed, want string }{
		{"https://www.ledger.example/a?x=1", "/a", "https://www.ledger.example/a"},
		{"https://www.ledger.example/a", "https://ledger.example/a", "https://ledger.example/a"},
		{"https://amp.ledger.example/a", "https://www.ledger.example/a", "https://www.ledger.example/a"},
		{"https://ledger.example/a", "https://other.example/a", "https://ledger.example/a"},
		{"https://one.co.uk/a", "https://two.co.uk/a", "https://one.co.uk/a"},
		{"https://ledger.example/a", "https://ledger.example/", "https://ledger.example/a"},
		{"https://ledger.example/a", "javascript:alert(1)", "https://ledger.example/a"},
		{"", "https://ledger.example/a", "https://ledger.example/a"},
		{"", "/a", ""},
		{"", "", ""},
	} {
		if got := ownAddress(test.found, test.claimed); got != test.want {
			t.Errorf("found at %q, claims %q: %q, want %q", test.found, test.claimed, got, test.want)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add("https://ledger.example:443/a?utm_source=x#y")
	f.Fuzz(func(t *testing.T, s string) {
		once, err := Canonical(s)
		if err != nil {
			return
		}
		if twice, err := Canonical(once); err != nil || twice != once {
			t.Errorf("%q, then %q, %v", once, twice, err)
		}
	})
}
