package extractor

import (
	"fmt"
	"os"
	"testing"
)

func TestZZSay(t *testing.T) {
	text := os.Getenv("ZZ_TEXT")
	if text == "" {
		t.Skip()
	}
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	d := b.document(Article{Text: text})
	b.attribute(d)
	for i, s := range d.sentences {
		_ = i
		for k := s.Start; k < s.End; k++ {
			g, c := "", ""
			if d.groupAt[k] > 0 && d.groups[d.groupAt[k]-1].Start == k {
				g = "{"
			}
			if d.chunkAt[k] > 0 && d.chunks[d.chunkAt[k]-1].Start == k {
				c = "["
			}
			fmt.Printf("%s%s%s/%s ", g, c, d.tokens[k].lower, d.tokens[k].form)
		}
		fmt.Println()
	}
	for _, a := range b.attribute(d) {
		fmt.Printf("%d %s: ", a.within, a.rule.name)
		for _, s := range a.source {
			fmt.Printf("[%s] ", text[s.Start:s.End])
		}
		for _, s := range a.cue {
			fmt.Printf("<%s> ", text[s.Start:s.End])
		}
		for _, s := range a.content {
			fmt.Printf("{%s} ", text[s.Start:s.End])
		}
		fmt.Println(a.confidence)
	}
}
