package crawler

import (
	"slices"
	"strings"
	"testing"
)

// TestParts holds that a text is found wherever it stands in a line, and no
// other.
func TestParts(t *testing.T) {
	texts := []string{"read more", "©", "é", "a", "crédit photo", "続きを読む", "ab", "photo by"}
	lines := []string{"", "b", "A", "Read more", "read  more", "x read more y", "CRÉDIT PHOTO: someone", "crédit photo", "© Somebody", "ここから続きを読む",
		"É", "PHOTO BY X", "pho to by", "b ab", strings.Repeat("none of it, but long: ", 20) + "Ab"}
	for _, text := range texts {
		p := newParts([]string{"zzz", text})
		for _, line := range lines {
			if got, want := p.in(line), strings.Contains(line, text); got != want {
				t.Errorf("%q in %q: %t", text, line, got)
			}
			if got, want := p.inLower(line), strings.Contains(strings.ToLower(line), text); got != want {
				t.Errorf("%q in %q in lower case: %t", text, line, got)
			}
		}
	}
}

// TestWords holds what the words of a text are.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"'", nil},
		{"It’s O'Neil's 3rd — ÉTÉ, straße!", []string{"its", "oneils", "3rd", "été", "straße"}},
		{"a.b\u00a0c\xff‘d’", []string{"a", "b", "c", "d"}},
	} {
		if got := words(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
