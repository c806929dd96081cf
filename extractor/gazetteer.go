package extractor

import (
	"errors"
	"strings"
)

// The kinds of gazetteer entries that are no parties.
const (
	placeName  Kind = "place"
	peopleName Kind = "people"
	thingName  Kind = "thing"
)

func placeKind(heading string) Kind {
	switch heading {
	case "people":
		return peopleName
	case "thing":
		return thingName
	}
	return placeName
}

// entry is a party, place or people known by name.
type entry struct {
	name string
	kind Kind
	// press is set for news outlets: they speak as organisations and are
	// listed as companies.
	press bool
	// traits say what it may be called: airline, tech, and where it is at
	// home.
	traits []string
}

// gazetteer finds many names at once: a trie over words, in one map of edges.
type gazetteer struct {
	entries []entry
	ids     int32
	edges   map[edge]int32
	ends    map[int32]end
	byName  map[string]int32
	tickers map[string]int32
	nodes   int32
}

type edge struct{ node, word int32 }

// end is where a name ends in the trie.
type end struct {
	entry int32
	// also is set where the name is also a word, a place or a person's name.
	also bool
	// place is set where it is a place's or a people's name first.
	place bool
	// initials is set for names in capitals throughout: they count only so.
	initials bool
	// small has a bit for each word that the name itself begins with a small
	// letter: those need no capital.
	small uint32
}

func (g *gazetteer) init() {
	g.edges = make(map[edge]int32, 1<<15)
	g.ends = make(map[int32]end, 1<<14)
	g.byName = make(map[string]int32, 1<<14)
	g.tickers = make(map[string]int32, 1<<12)
}

// add makes form another way to write e.
func (b *nameBook) add(form string, e entry) {
	form, also := strings.CutSuffix(form, "?")
	b.byName[e.name] = b.entryOf(e)
	b.addForm(form, b.byName[e.name], also)
}

// entryOf finds or makes the entry of e's name.
func (g *gazetteer) entryOf(e entry) int32 {
	if n, ok := g.byName[e.name]; ok {
		return n
	}
	g.entries = append(g.entries, e)
	return int32(len(g.entries) - 1)
}

// addForm enters a form of entry n, and the same with its hyphens set off by
// spaces, as some wires print it.
func (b *nameBook) addForm(form string, n int32, also bool) {
	b.enter(form, n, also)
	if strings.Contains(form, "-") {
		b.enter(strings.ReplaceAll(form, "-", " - "), n, also)
	}
	if strings.Contains(form, "&") {
		b.enter(strings.ReplaceAll(form, "&", " & "), n, also)
	}
}

func (b *nameBook) enter(form string, n int32, also bool) {
	tokens := tokenize(form)
	node := int32(0)
	if len(tokens) > 1 && tokens[0].lower == "the" {
		tokens = tokens[1:]
		also = also || len(tokens) == 1
	}
	for i := range tokens {
		e := edge{node, b.number(tokens[i].lower)}
		next, ok := b.edges[e]
		if !ok {
			b.nodes++
			next = b.nodes
			b.edges[e] = next
		}
		node = next
	}
	old, taken := b.ends[node]
	if taken && !(also && !party(b.entries[old.entry].kind)) || node == 0 {
		return
	}
	e := end{entry: n, also: also, place: taken}
	for i := range tokens {
		if tokens[i].shape&(capital|digits|mark) == 0 {
			e.small |= 1 << min(i, 31)
		}
	}
	e.initials = len(tokens) == 1 && tokens[0].shape.is(capital) && strings.ToUpper(form) == form
	b.ends[node] = e
}

// number gives a word its number in the trie.
func (b *nameBook) number(form string) int32 {
	form = strings.TrimSuffix(form, ".")
	w := b.words[form]
	if w.id == 0 {
		b.ids++
		w.id = b.ids
		b.words[form] = w
	}
	return w.id
}

// reader gives the reader of a file of parties of one kind:
// name | aliases | traits | tickers.
func (b *nameBook) reader(kind Kind, press bool) func(text string) error {
	return func(text string) error {
		return lines(text, func(line string) error { return b.addLine(line, kind, press) })
	}
}

func (b *nameBook) addLine(line string, kind Kind, press bool) error {
	var field [4]string
	for i := range field {
		field[i], line, _ = strings.Cut(line, "|")
		field[i] = strings.TrimSpace(field[i])
	}
	if strings.TrimSpace(line) != "" {
		return errors.New("more than four fields")
	}
	if field[0] == "" {
		return errors.New("no name")
	}
	name := strings.TrimSuffix(field[0], "?")
	// What a form names already is who this line is about: a list's
	// "Exxon Mobil" is the company that is called ExxonMobil by hand.
	n, known := b.known(name, kind)
	if !known {
		n = b.entryOf(entry{name: name, kind: kind, press: press, traits: list(field[2])})
		b.byName[name] = n
		b.addForm(name, n, strings.HasSuffix(field[0], "?"))
	} else if b.entries[n].traits == nil {
		b.entries[n].traits = list(field[2])
	}
	for _, alias := range list(field[1]) {
		alias, also := strings.CutSuffix(alias, "?")
		b.addForm(alias, n, also)
	}
	for _, ticker := range list(field[3]) {
		_, symbol, _ := strings.Cut(ticker, ":")
		if _, taken := b.tickers[symbol]; !taken {
			b.tickers[symbol] = n
		}
	}
	return nil
}

// known finds the entry that name stands for already.
func (b *nameBook) known(name string, kind Kind) (int32, bool) {
	if n, ok := b.byName[name]; ok && b.entries[n].kind == kind {
		return n, true
	}
	tokens := tokenize(name)
	e, size := b.longest(b.look(tokens), tokens, 0, len(tokens))
	if size != len(tokens) || size == 0 || b.entries[e.entry].kind != kind {
		return 0, false
	}
	return e.entry, true
}

// longest finds the longest name that begins at token i and ends before limit.
func (g *gazetteer) longest(w []word, tokens []token, i, limit int) (end, int) {
	node, best, size := int32(0), end{}, 0
	for j := i; j < limit; j++ {
		var ok bool
		if w[j].id == 0 {
			break
		}
		if node, ok = g.edges[edge{node, w[j].id}]; !ok {
			break
		}
		if e, ok := g.ends[node]; ok && fits(e, tokens[i:j+1]) {
			best, size = e, j+1-i
		}
	}
	return best, size
}

// fits tells whether a name is written the way that names are: its words
// begin with capitals, and initials are capitals throughout.
func fits(e end, tokens []token) bool {
	if e.initials {
		return tokens[0].shape.is(upper) || tokens[0].end-tokens[0].start == 1 || tokens[0].shape.is(dotted) && tokens[0].end-tokens[0].start == 2
	}
	for i := range tokens {
		if tokens[i].shape&(capital|digits|mark) == 0 && tokens[i].lower[0] != '\'' && e.small&(1<<min(i, 31)) == 0 {
			return false
		}
	}
	return true
}
