package indextest

import (
	"slices"
	"strings"
	"testing"
)

// TestGenerated holds what is generated to what its comments tell.
func TestGenerated(t *testing.T) {
	words := Vocabulary()
	if n := len(slices.Compact(slices.Sorted(slices.Values(words)))); n != vocabulary {
		t.Fatalf("%d different words of %d", n, vocabulary)
	}
	const statements = 20_000
	ids := make(map[string]bool)
	holds := make(map[int]int)
	stories := 0
	for p := range Generated(statements) {
		if p.Article.Story != "" && p.Article.Story != p.Article.ID {
			stories++
		}
		ids[p.Article.ID] = true
		for _, e := range p.Entries {
			ids[e.Statement.ID] = true
			for _, k := range []int{0, 9, 99, 999} {
				if strings.Contains(" "+e.Words+" ", " "+words[k]+" ") {
					holds[k]++
				}
			}
		}
	}
	if want := statements + statements/EachArticle; len(ids) != want {
		t.Errorf("%d different IDs, want %d", len(ids), want)
	}
	t.Logf("statements with the word of rank: %v; reprints: %d", holds, stories)
}
