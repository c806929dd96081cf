package index

import (
	"testing"

	"onrecord/extractor"
)

func TestPassage(t *testing.T) {
	long := "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
	wide := "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb Ccccccccccccccccc"
	tests := map[string]struct {
		url, words, before, after string
		pieces                    int
		want                      string
	}{
		"short":       {"https://a.example/1", "half a billion", "cost", "in five days", 1, "https://a.example/1#:~:text=cost-,half%20a%20billion,-in%20five%20days"},
		"signs":       {"https://a.example/1", "a-b, c & d", "", "", 1, "https://a.example/1#:~:text=a%2Db%2C%20c%20%26%20d"},
		"long":        {"https://a.example/1", long, "", "", 1, "https://a.example/1#:~:text=one%20two%20three%20four%20five%20six,eleven%20twelve%20thirteen%20fourteen%20fifteen%20sixteen"},
		"few words":   {"https://a.example/1", wide, "", "", 1, "https://a.example/1#:~:text=" + wide[:36] + "," + wide[37:74] + "%20" + wide[75:]},
		"paragraphs":  {"https://a.example/1", "one two\n\nthree", "", "", 1, "https://a.example/1#:~:text=one%20two,three"},
		"two pieces":  {"https://a.example/1", "half … a billion", "cost", "more", 2, "https://a.example/1#:~:text=cost-,half"},
		"a fragment":  {"https://a.example/1#top", "half", "", "", 1, "https://a.example/1#top:~:text=half"},
		"no words":    {"https://a.example/1", " ", "", "", 1, "https://a.example/1"},
		"no address":  {"", "half", "", "", 1, ""},
		"not the web": {"javascript:alert(1)", "half", "", "", 1, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := Entry{Words: test.words, Before: test.before, After: test.after, Article: Article{URL: test.url}}
			e.Statement.Content = make([]extractor.Span, test.pieces)
			if got := e.Passage(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
