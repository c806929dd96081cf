package extractor

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// scoreTally counts what agrees between readings and their gold.
type scoreTally struct {
	count  map[string]int
	errors []scoreError
	// why, where it isn't nil, tells the cause of a miss.
	why func(labelled) func(sided) string
}

// scoreError is one disagreement: a statement missed, one too many, or labels.
type scoreError struct{ what, text string }

func newScoreTally() *scoreTally { return &scoreTally{count: make(map[string]int)} }

func (t *scoreTally) hit(key string, ok bool) {
	if ok {
		t.count[key]++
	}
}

// add compares a text's reading with its gold.
func (t *scoreTally) add(l labelled, got Reading) {
	words := countedWords(l.text)
	quoted := covered(words, inQuotationMarks(l.text))
	t.count["texts"]++
	for _, inner := range []bool{false, true} {
		gold, found := sides(l.gold.Statements, words, inner), sides(got.Statements, words, inner)
		t.addSide(l, gold, found, words, quoted)
	}
	for _, facet := range facetNames {
		t.addSets("facet "+facet, facetsOf(l.gold.Statements, facet), facetsOf(got.Statements, facet))
	}
	t.addSets("companies", nameSet(l.gold.Companies), nameSet(got.Companies))
	for _, c := range notIn(l.gold.Companies, got.Companies) {
		t.errors = append(t.errors, scoreError{"company missed", l.name + ": " + c})
	}
	for _, c := range notIn(got.Companies, l.gold.Companies) {
		t.errors = append(t.errors, scoreError{"company too many", l.name + ": " + c})
	}
}

func (t *scoreTally) addSide(l labelled, gold, found []sided, words []countedWord, quoted map[int]bool) {
	t.count["gold"] += len(gold)
	t.count["found"] += len(found)
	why := func(sided) string { return "" }
	if t.why != nil && len(gold) > 0 {
		why = t.why(l)
	}
	for _, f := range found {
		t.count["found/"+string(f.Stance)]++
	}
	pairs := pairUp(gold, found)
	used := make(map[int]bool)
	for i, g := range gold {
		t.count["gold/"+string(g.Stance)]++
		quote := quoteType(g, quoted)
		t.count["gold/"+quote]++
		p, paired := pairs[i]
		if paired && p.overlap >= 0.8 {
			t.count["content@0.8"]++
		}
		if !paired || p.overlap < 0.5 {
			t.errors = append(t.errors, scoreError{"missed, " + quote, l.show("gold", g.Statement) + why(g)})
			continue
		}
		used[p.found] = true
		t.addPair(l, g, found[p.found], quote, words)
	}
	for j, f := range found {
		if !used[j] {
			t.errors = append(t.errors, scoreError{"too many", l.show("got ", f.Statement)})
		}
	}
}

// addPair compares the labels of two statements with the same content.
func (t *scoreTally) addPair(l labelled, g, f sided, quote string, words []countedWord) {
	said := agreeingSource(g.source, f.source, words)
	t.count["content"]++
	t.hit("said", said)
	t.hit("said/"+quote, said)
	t.hit("cue", shared(g.cue, f.cue) > 0 || len(g.cue) == 0)
	t.hit("both/"+string(g.Stance), g.Stance == f.Stance)
	both := l.show("gold", g.Statement) + l.show("got ", f.Statement)
	if !said {
		t.errors = append(t.errors, scoreError{"wrong source", both})
	}
	for _, label := range labelNames {
		want, have := labelOf(g.Statement, label), labelOf(f.Statement, label)
		ok := sameLabel(g.Statement, label, want, have)
		t.hit("label "+label, ok)
		if !ok {
			t.errors = append(t.errors, scoreError{"wrong " + label, fmt.Sprintf("  want %q, got %q\n", want, have) + both})
		}
	}
}

var labelNames = []string{"speaker", "kind", "for", "stance", "target", "certainty", "channel", "via"}

func labelOf(s Statement, label string) string {
	switch label {
	case "speaker":
		return s.Speaker.Name
	case "kind":
		return string(s.Speaker.Kind)
	case "for":
		return s.Speaker.For
	case "stance":
		return string(s.Stance)
	case "target":
		return s.Target
	case "certainty":
		return string(s.Certainty)
	case "channel":
		return string(s.Channel)
	}
	return s.Via
}

// sameLabel compares names as names; one that names no company or agency may
// differ in its words.
func sameLabel(gold Statement, label, want, have string) bool {
	switch label {
	case "speaker":
		k := gold.Speaker.Kind
		return sameName(want, have, k != Company && k != Government && k != Organisation)
	case "for", "target":
		first := []rune(want)
		proper := len(first) > 0 && strings.ToLower(string(first[0])) != string(first[0])
		return sameName(want, have, !proper)
	case "via":
		return sameName(want, have, false)
	}
	return want == have
}

var facetNames = []string{"party", "party+stance", "party+stance+target"}

// facetsOf gives what a reader filters by: parties, with what they do, to whom.
func facetsOf(statements []Statement, facet string) map[string]bool {
	out := make(map[string]bool)
	for _, s := range statements {
		for _, party := range strings.Split(cmp.Or(s.Speaker.For, s.Speaker.Name), ";") {
			key := nameKey(party)
			if key == "" {
				continue
			}
			switch facet {
			case "party":
				out[key] = true
			case "party+stance":
				out[key+"|"+string(s.Stance)] = true
			default:
				for _, target := range strings.Split(s.Target, ";") {
					out[key+"|"+string(s.Stance)+"|"+nameKey(target)] = true
				}
			}
		}
	}
	return out
}

func nameSet(names []string) map[string]bool {
	out := make(map[string]bool)
	for _, n := range names {
		out[nameKey(n)] = true
	}
	return out
}

// notIn gives the names of a that b lacks.
func notIn(a, b []string) []string {
	has := nameSet(b)
	return slices.DeleteFunc(slices.Clone(a), func(n string) bool { return has[nameKey(n)] })
}

func (t *scoreTally) addSets(key string, gold, found map[string]bool) {
	t.count[key+"/gold"] += len(gold)
	t.count[key+"/found"] += len(found)
	for k := range maps.Keys(gold) {
		t.hit(key+"/both", found[k])
	}
}

// show prints a statement in the form of the labelled texts.
func (l labelled) show(side string, s Statement) string {
	cut := func(spans []Span) string {
		pieces := make([]string, len(spans))
		for i, p := range spans {
			pieces[i] = strings.Join(strings.Fields(l.text[p.Start:p.End]), " ")
		}
		return strings.Join(pieces, " | ")
	}
	rule := ""
	if s.Rule != "" {
		rule = " (" + s.Rule + ")"
	}
	return fmt.Sprintf("  %s %s: [%s] <%s> %s%s\n", side, l.name, cut(s.Source), cut(s.Cue), cut(s.Content), rule)
}
