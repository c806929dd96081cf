package extractor

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	text := sample(t, "tags/tokens.txt")
	var out strings.Builder
	for _, x := range tokenize(text) {
		fmt.Fprintf(&out, "%q %s\n", x.lower, x.shape)
	}
	golden(t, "tags/tokens.golden", out.String())
}

func (s shape) String() string {
	var names []string
	for i, name := range []string{"capital", "upper", "digits", "mark", "dotted", "clipped"} {
		if s.is(1 << i) {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

func TestTokensOfHostileTextAreLinear(t *testing.T) {
	for _, unit := range []string{"a-", ".", "a.", "'", "a:1", "x\u200b", "1:1", "’s", "\xff", "\x00"} {
		tokens := tokenize(strings.Repeat(unit, 1<<18/len(unit)))
		if len(tokens) == 0 {
			t.Errorf("%q: no tokens", unit)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("Mr. O’Neill’s co-founder -- ''we're'' U.S.… $5.5%")
	f.Add("a\x00\xff\u200b-b’s")
	tags, err := loadTagger()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := tokenize(text)
		tags.tag(text, tokens)
		end := 0
		for _, x := range tokens {
			if x.start < end || x.end <= x.start || x.end > len(text) {
				t.Fatalf("token %d-%d after %d in %q", x.start, x.end, end, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[x.start:x.end]) {
				t.Fatalf("token %q is cut inside a rune", text[x.start:x.end])
			}
			if x.lower == "" || x.form > formMark {
				t.Fatalf("token %q has lower %q, form %d", text[x.start:x.end], x.lower, x.form)
			}
			end = x.end
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	text := strings.Repeat(sample(b, "tags/tagged.txt"), 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tokenize(text)
	}
}
