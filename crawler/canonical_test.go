package crawler

import "testing"

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"HTTP://Ledger.Example":                                             "http://ledger.example/",
		"https://ledger.example:443/a":                                      "https://ledger.example/a",
		"http://ledger.example.:80/a":                                       "http://ledger.example/a",
		"http://ledger.example:8080/a":                                      "http://ledger.example:8080/a",
		" https://ledger.example/a?utm_source=x&id=7&fbclid=y#z ":           "https://ledger.example/a?id=7",
		"https://ledger.example/a?b=2&a=1":                                  "https://ledger.example/a?b=2&a=1",
		"https://ledger.example/a?":                                         "https://ledger.example/a",
		"https://u:p@ledger.example/a/":                                     "https://ledger.example/a/",
		"https://zoë.example/é":                                             "https://xn--zo-ija.example/%C3%A9",
		"http://[::1]:80/a":                                                 "http://[::1]/a",
		"https://www.google.com/amp/s/www.ledger.example/a.amp?usqp=x&id=7": "https://www.ledger.example/a.amp?id=7",
		"https://www-ledger-example.cdn.ampproject.org/c/s/www.ledger.example/a?amp_js_v=1": "https://www.ledger.example/a",
		"https://cdn.ampproject.org/v/ledger.example/a":                                     "http://ledger.example/a",
		"https://www.google.com/amp/s/":                                                     "https://www.google.com/amp/s/",
		"https://ledger.example/a?gad_source=1&srsltid=x&id=7":                              "https://ledger.example/a?id=7",
		"mailto:a@b.example": "",
		"//ledger.example/a": "",
		"http://":            "",
		"http://./":          "",
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

// TestTwinsAreOne gives addresses of one page, and some of others.
func TestTwinsAreOne(t *testing.T) {
	for _, test := range []struct {
		addresses []string
		one       bool
	}{
		{[]string{"https://www.ledger.example/news/a", "http://ledger.example/news/a", "https://m.ledger.example/news/a/",
			"https://amp.ledger.example/news/a", "https://ledger.example/news/a/amp/", "https://ledger.example/amp/news/a",
			"https://mobile.ledger.example/news/a?amp=1", "https://ledger.example/news/a?outputType=amp", "https://ledger.example/news/a.amp"}, true},
		{[]string{"https://ledger.example/a.html", "https://ledger.example/a.amp.html"}, true},
		{[]string{"https://ledger.example/a", "https://ledger.example/b"}, false},
		{[]string{"https://ledger.example/a?id=1", "https://ledger.example/a?id=2"}, false},
		{[]string{"https://ledger.example/amp", "https://ledger.example/"}, false},
		{[]string{"https://m.example/a", "https://example/a"}, false},
		{[]string{"https://news.ledger.example/a", "https://ledger.example/a"}, false},
	} {
		ids := map[string]bool{}
		for _, a := range test.addresses {
			ids[ID(a)] = true
		}
		if one := len(ids) == 1; one != test.one {
			t.Errorf("%v: %d articles", test.addresses, len(ids))
		}
	}
}

func TestIsTwin(t *testing.T) {
	for _, test := range []struct {
		found, own string
		want       bool
	}{
		{"http://www.ledger.example/a/", "https://ledger.example/a", false},
		{"https://ledger.example/a?utm_source=x", "https://ledger.example/a", false},
		{"https://m.ledger.example/a", "https://ledger.example/a", true},
		{"https://ledger.example/print/a", "https://ledger.example/a", true},
		{"https://ledger.example/a", "", false},
		{"", "https://ledger.example/a", false},
	} {
		if got := isTwin(test.found, test.own); got != test.want {
			t.Errorf("found at %q, own %q: %t", test.found, test.own, got)
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
