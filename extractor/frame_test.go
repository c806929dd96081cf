package extractor

import (
	"strings"
	"testing"
)

// framed lists, as marks, what the rules make of text with the frame of that
// name.
func framed(b *Book, name, text string) []string {
	return considered(b, text, func(m *matcher) bool { return m.frame != nil && m.frame.name == name })
}

// byRule is the frame whose words the rules that name them show.
const byRule = "by-rule"

// TestFrames holds every frame to its own examples: in a yes it gives the
// marked candidate, in a no none.
func TestFrames(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range b.rules.frames {
		if f.frame.name == byRule {
			continue
		}
		name := f.frame.name
		examples{f.line, "frame " + name, f.yes, f.no}.hold(t, func(text string) []string { return framed(b, name, text) })
	}
}

// TestFramesSayEachThingOnce: a word of a frame whose complements all belong to
// earlier frames is dead, and a frame's name is its own.
func TestFramesSayEachThingOnce(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[string]bool)
	for _, f := range b.rules.frames {
		if names[f.frame.name] {
			t.Error(f.line.errorf("a second frame %q", f.frame.name))
		}
		names[f.frame.name] = true
		if len(f.spent) > 0 {
			t.Error(f.line.errorf("earlier frames leave %s of frame %s nothing to take", strings.Join(f.spent, ", "), f.frame.name))
		}
	}
}
