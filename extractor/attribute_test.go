package extractor

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestAttributions holds what is found in our own sentences to a golden file:
// rule, [source], <cue> and {content} a line, inner statements indented.
func TestAttributions(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("testdata/attributions/styles.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(file), "\n\n")
	var out strings.Builder
	for _, a := range b.attribute(b.document(Article{Text: text})) {
		if a.within >= 0 {
			out.WriteString("  ")
		}
		fmt.Fprintf(&out, "%-24s", a.rule.name)
		writeSpans(&out, text, "[", a.source, "]")
		writeSpans(&out, text, "<", a.cue, ">")
		writeSpans(&out, text, "{", a.content, "}")
		out.WriteString("\n")
	}
	golden(t, "attributions/styles.golden", out.String())
}

func writeSpans(out *strings.Builder, text, open string, spans []Span, shut string) {
	for _, s := range spans {
		fmt.Fprintf(out, " %s%s%s", open, text[s.Start:s.End], shut)
	}
}
