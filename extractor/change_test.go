package extractor

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestCompare reads testdata/changes.txtar.
func TestCompare(t *testing.T) {
	a, err := txtar.ParseFile("testdata/changes.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+2 < len(a.Files); i += 3 {
		before, old := stateOf(t, string(a.Files[i].Data))
		after, now := stateOf(t, string(a.Files[i+1].Data))
		got := changeLines(Compare(before, old, after, now))
		if *update {
			a.Files[i+2].Data = []byte(got)
		} else if want := string(a.Files[i+2].Data); got != want {
			t.Errorf("%s:\ngot\n%swant\n%s", a.Files[i].Name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/changes.txtar", txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func changeLines(all []Change) string {
	var b strings.Builder
	for _, c := range all {
		switch {
		case c.Before == nil:
			fmt.Fprintf(&b, "%s: %s %q\n", c.Kind, c.After.Speaker.Name, c.Is)
		case c.After == nil:
			fmt.Fprintf(&b, "%s: %s %q\n", c.Kind, c.Before.Speaker.Name, c.Was)
		default:
			fmt.Fprintf(&b, "%s: %s %q -> %s %q\n", c.Kind, c.Before.Speaker.Name, c.Was, c.After.Speaker.Name, c.Is)
		}
	}
	return b.String()
}

// stateOf reads a text and, below it, its statements.
func stateOf(t *testing.T, data string) (Article, []Statement) {
	t.Helper()
	var text []string
	var all []Statement
	name := identifier{seen: map[[32]byte]int{}}
	for line := range strings.Lines(data) {
		parts := strings.Split(strings.TrimSpace(line), " | ")
		if len(parts) < 5 {
			text = append(text, strings.TrimRight(line, "\n"))
			continue
		}
		whole := strings.TrimSpace(strings.Join(text, "\n"))
		s := Statement{Article: "a", Speaker: Party{Name: parts[0], Kind: Kind(parts[1])}, Certainty: Plain,
			Source: find(t, whole, parts[2]), Cue: find(t, whole, parts[3])}
		for piece := range strings.SplitSeq(parts[4], " ... ") {
			s.Content = append(s.Content, find(t, whole, piece)...)
		}
		if len(parts) > 5 {
			s.Certainty = Certainty(parts[5])
		}
		s.ID = name.of(&s, whole)
		all = append(all, s)
	}
	return Article{ID: "a", Text: strings.TrimSpace(strings.Join(text, "\n"))}, all
}

// find gives where words stand in a text, those with "#2" for the second time.
func find(t *testing.T, text, words string) []Span {
	t.Helper()
	words, second := strings.CutSuffix(words, "#2")
	at := strings.Index(text, words)
	if second {
		at += 1 + strings.Index(text[at+1:], words)
	}
	if at < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return []Span{{at, at + len(words)}}
}

// anyStatements makes a text of few words with statements anywhere in it.
func anyStatements(random *rand.Rand) (Article, []Statement) {
	var b strings.Builder
	var starts []int
	for range 5 + random.IntN(60) {
		starts = append(starts, b.Len())
		fmt.Fprintf(&b, "%c%c ", 'a'+random.IntN(6), 'a'+random.IntN(3))
	}
	text := b.String()
	span := func() []Span {
		from := random.IntN(len(starts))
		to := min(len(starts)-1, from+random.IntN(9))
		return []Span{{starts[from], starts[to] + 2}}
	}
	var all []Statement
	name := identifier{seen: map[[32]byte]int{}}
	for range random.IntN(12) {
		s := Statement{Article: "a", Source: span(), Cue: span(), Content: span(),
			Speaker: Party{Name: string(rune('A' + random.IntN(4))), Kind: Person}}
		if random.IntN(3) == 0 {
			s.Certainty = Hedged
		}
		s.ID = name.of(&s, text)
		all = append(all, s)
	}
	return Article{ID: "a", Text: text}, all
}

// TestCompareHolds checks what must hold of any two states.
func TestCompareHolds(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 2000 {
		before, old := anyStatements(random)
		after, now := anyStatements(random)
		if got := Compare(before, old, before, old); len(got) > 0 {
			t.Fatalf("seed %d: a text and itself:\n%s", seed, changeLines(got))
		}
		partner := map[string]string{} // of the older, the newer one that it has become
		kinds := map[string]bool{}
		for _, c := range Compare(before, old, after, now) {
			key := string(c.Kind)
			switch {
			case c.Kind == Added:
				key += c.After.ID
			case c.Kind == Removed:
				key += c.Before.ID
				if partner[c.Before.ID] != "" {
					t.Fatalf("seed %d: removed, and become another", seed)
				}
			default:
				key += c.Before.ID + c.After.ID
				if was, ok := partner[c.Before.ID]; ok && was != c.After.ID {
					t.Fatalf("seed %d: one statement has become two", seed)
				}
				partner[c.Before.ID] = c.After.ID
			}
			if kinds[key] {
				t.Fatalf("seed %d: %s twice", seed, key)
			}
			kinds[key] = true
		}
		owner := map[string]string{}
		for was, is := range partner {
			if owner[is] != "" {
				t.Fatalf("seed %d: two statements have become one", seed)
			}
			owner[is] = was
		}
		back := Compare(after, now, before, old)
		for _, c := range back {
			if c.Kind == Added && kinds[string(Added)+c.After.ID] {
				t.Fatalf("seed %d: added there and back", seed)
			}
		}
	}
}

// BenchmarkCompare compares two long texts of forty statements.
func BenchmarkCompare(b *testing.B) {
	text := func(word string) (Article, []Statement) {
		var body strings.Builder
		var all []Statement
		for i := range 40 {
			at := body.Len()
			fmt.Fprintf(&body, "Guild said boat %d would %s on the morning after the storm of week %d. ", i, word, i)
			all = append(all, Statement{ID: fmt.Sprint(word, i), Source: []Span{{at, at + 5}}, Cue: []Span{{at + 6, at + 10}},
				Content: []Span{{at + 11, body.Len() - 2}}, Speaker: Party{Name: "Guild"}})
		}
		return Article{Text: body.String()}, all
	}
	before, old := text("sail")
	after, now := text("stay")
	for b.Loop() {
		if got := Compare(before, old, after, now); len(got) != 40 {
			b.Fatalf("%d changes", len(got))
		}
	}
}
