package extractor

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

const scoreFile = "../testdata/score.golden"

// TestScore measures the extractor on the labelled texts. The figures are
// committed: a change of the rules shows what it did to them. With -v the
// errors are printed in groups.
func TestScore(t *testing.T) {
	book, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	tally := newScoreTally()
	if testing.Verbose() {
		tally.why = func(l labelled) func(sided) string { return candidatesOf(book, l).why }
	}
	for _, l := range labelledTexts(t, articleFolder) {
		tally.add(l, book.Read(Article{ID: l.name, Text: l.text}))
	}
	if testing.Verbose() {
		t.Log(tally.errorGroups())
	}
	got := tally.table()
	if *update {
		if err := os.WriteFile(scoreFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(scoreFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := figureDiff(string(want), got); diff != "" {
		t.Errorf("the figures of %s changed; look at them and renew them with\n\tgo test ./extractor -run Score -update\n%s", scoreFile, diff)
	}
}

// table writes the figures as the golden file has them.
func (t *scoreTally) table() string {
	var b strings.Builder
	c := t.count
	fmt.Fprintf(&b, "texts %d   statements %d   found %d\n\n", c["texts"], c["gold"], c["found"])
	fmt.Fprintf(&b, "%-28s %10s %10s %10s\n", "who said what", "precision", "recall", "F1")
	b.WriteString(scoreRow("content@0.5", c["content"], c["found"], c["gold"]))
	b.WriteString(scoreRow("content@0.8", c["content@0.8"], c["found"], c["gold"]))
	b.WriteString(scoreRow("said@0.5", c["said"], c["found"], c["gold"]))
	fmt.Fprintf(&b, "\n%-28s %10s %10s\n", "said@0.5 by quotation", "gold", "recall")
	for _, quote := range []string{"direct", "mixed", "indirect"} {
		fmt.Fprintf(&b, "%-28s %10d %10.2f\n", quote, c["gold/"+quote], percent(c["said/"+quote], c["gold/"+quote]))
	}
	fmt.Fprintf(&b, "\n%-28s %10s\n", "where the content agrees", "accuracy")
	fmt.Fprintf(&b, "%-28s %10.2f\n", "source", percent(c["said"], c["content"]))
	fmt.Fprintf(&b, "%-28s %10.2f\n", "cue", percent(c["cue"], c["content"]))
	for _, label := range labelNames {
		fmt.Fprintf(&b, "%-28s %10.2f\n", label, percent(c["label "+label], c["content"]))
	}
	t.stanceTable(&b)
	fmt.Fprintf(&b, "\n%-28s %10s %10s %10s\n", "what readers filter by", "precision", "recall", "F1")
	for _, facet := range facetNames {
		b.WriteString(scoreRow(facet, c["facet "+facet+"/both"], c["facet "+facet+"/found"], c["facet "+facet+"/gold"]))
	}
	b.WriteString(scoreRow("companies", c["companies/both"], c["companies/found"], c["companies/gold"]))
	return b.String()
}

func (t *scoreTally) stanceTable(b *strings.Builder) {
	fmt.Fprintf(b, "\n%-17s %10s %10s %10s %10s\n", "stance", "gold", "precision", "recall", "F1")
	sum, n := 0.0, 0
	for _, s := range Stances() {
		both, found, gold := t.count["both/"+string(s)], t.count["found/"+string(s)], t.count["gold/"+string(s)]
		if gold == 0 {
			continue
		}
		n++
		sum += harmonic(percent(both, found), percent(both, gold))
		fmt.Fprintf(b, "%-17s %10d %s", s, gold, strings.TrimLeft(scoreRow("", both, found, gold)[28:], ""))
	}
	fmt.Fprintf(b, "%-17s %10s %10s %10s %10.2f\n", "macro", "", "", "", sum/float64(max(n, 1)))
}

func scoreRow(name string, both, found, gold int) string {
	p, r := percent(both, found), percent(both, gold)
	return fmt.Sprintf("%-28s %10.2f %10.2f %10.2f\n", name, p, r, harmonic(p, r))
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// figureDiff prints the lines that differ, old above new.
func figureDiff(want, got string) string {
	var b strings.Builder
	a, z := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(z)) {
		old, now := "", ""
		if i < len(a) {
			old = a[i]
		}
		if i < len(z) {
			now = z[i]
		}
		if old != now {
			fmt.Fprintf(&b, "- %s\n+ %s\n", old, now)
		}
	}
	return b.String()
}

// errorGroups prints all errors by what they are, the largest group first.
func (t *scoreTally) errorGroups() string {
	groups := make(map[string][]string)
	for _, e := range t.errors {
		groups[e.what] = append(groups[e.what], e.text)
	}
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(a, b))
	})
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "\n%s: %d\n", name, len(groups[name]))
		for _, text := range groups[name] {
			b.WriteString(strings.TrimRight(text, "\n") + "\n")
		}
	}
	return b.String()
}
