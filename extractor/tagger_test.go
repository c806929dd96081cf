package extractor

import (
	"fmt"
	"strings"
	"testing"
)

var tagNames = [...]string{"other", "noun", "name", "verb", "participle", "gerund", "infinitive", "modal",
	"auxiliary", "adjective", "adverb", "determiner", "pronoun", "possessive", "preposition",
	"conjunction", "complementizer", "wh", "to", "number", "punctuation"}

func TestTags(t *testing.T) {
	tags, err := loadTagger()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(sample(t, "tags/tagged.txt")), "\n") {
		tokens := tokenize(line)
		tags.tag(line, tokens)
		for _, x := range tokens {
			fmt.Fprintf(&out, "%s/%s/%s ", line[x.start:x.end], x.form, tagNames[x.tag])
		}
		out.WriteString("\n")
	}
	golden(t, "tags/tagged.golden", out.String())
}

func TestModelWithErrorSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"w said VBD 9\nw x\n\n": "tags/perceptron.txt:3",
		"w said VBD nine\n":     "weight of VBD",
		"w said VBX 9\n":        `no form "VBX"`,
		"= said\n":              "no form",
		"wide said VBD 9\n":     "no template",
	} {
		if _, err := readTagger(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want one with %q", text, err, want)
		}
	}
}

func TestLemma(t *testing.T) {
	for forms, want := range map[string]string{
		"say says said saying":                   "say",
		"deny denies denied denying":             "deny",
		"accuse accuses accused accusing":        "accuse",
		"refuse refused refusing":                "refuse",
		"address addressed addresses addressing": "address",
		"admit admitted admitting admits":        "admit",
		"sue sued suing sues":                    "sue",
		"seek sought":                            "seek",
		"left leaves leaving":                    "leave",
		"saw seen":                               "see",
		"was is are been 'm":                     "be",
		"threatened threatening":                 "threaten",
		"offered offering":                       "offer",
		"focused focuses":                        "focus",
		"urged urging":                           "urge",
		"called calls":                           "call",
		"table-lookup":                           "table-lookup",
		"panicked":                               "panic",
		"hoped hoping hopes":                     "hope",
		"rated rating":                           "rate",
		"vowed vowing":                           "vow",
		"tied tying":                             "tie",
		"rebutted":                               "rebut",
		"tweeted tweets":                         "tweet",
	} {
		for _, form := range strings.Fields(forms) {
			if got := lemma(form); got != want {
				t.Errorf("lemma(%q) = %q, want %q", form, got, want)
			}
		}
	}
}

func BenchmarkTag(b *testing.B) {
	tags, err := loadTagger()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(sample(b, "tags/tagged.txt"), 100)
	tokens := tokenize(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tags.tag(text, tokens)
	}
}

func BenchmarkLoadTagger(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loadTagger(); err != nil {
			b.Fatal(err)
		}
	}
}
