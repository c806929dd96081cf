package crawler

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"onrecord/crawler/body"
)

func TestZZ(t *testing.T) {
	b, err := os.ReadFile(os.Getenv("ZZ"))
	if err != nil {
		t.Skip()
	}
	doc, _ := html.Parse(strings.NewReader(decode(b, "text/html")))
	wrapLoose(doc)
	splitBreaks(doc)
	unframePosts(doc)
	p := pruner{prose: map[*html.Node]int{}}
	p.all = p.weigh(doc, false)
	fmt.Println("all", p.all)
	p.walk(doc)
	for _, n := range p.gone {
		x := oneLine(textOf(n))
		if len(x) > 20 {
			fmt.Printf("GONE %s %q prose %d: %.150s\n", n.Data, labelOf(n), p.prose[n], x)
		}
		n.Parent.RemoveChild(n)
	}
	c, w := body.Find(lean(doc))
	fmt.Println("FOUND", c != nil, len(w))
	fmt.Println(paragraphs(c))
	fmt.Println("BRIEF", brief(doc))
}
