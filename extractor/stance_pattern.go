package extractor

import (
	"fmt"
	"strings"
)

// example is a sentence with its source, cue and content marked.
type example struct {
	line int
	text string
}

// pattern is a sequence of items.
type pattern []item

// weight is how many items of a pattern are words: of two cue rules the more
// particular one holds.
func (p pattern) weight() int {
	n := 0
	for i := range p {
		if p[i].gap == 0 {
			n++
		}
	}
	return n
}

// item matches one token, or a gap.
type item struct {
	words []string
	// sets are word sets, one of which must hold the token.
	sets []map[string]bool
	// any holds the numbers of all words of words and sets.
	any wordSet
	// gap is how many tokens may stand here, within a clause.
	gap int
	// object marks a gap as the rule's target.
	object bool
	// person lets only people and bodies that act be the object.
	person bool
	// exact words are compared as written, not by their base form.
	exact bool
	// form is what any token must be that an item without words takes.
	form form
	// not turns a set around: a base form of a verb that isn't in it.
	not bool
}

// pattern reads the items of a pattern:
//
//	say         a word, or any form of one
//	"said"      the word as written
//	deny|refute either
//	@remedy     a word of a set
//	!@stative   a verb form of no verb of the set
//	* and **    up to three and up to eight tokens of the same clause
//	{target}    a phrase that is whom the act is directed at
//	{who}       the same, of people or a body that acts
//	{base}      a verb's base form (that she wait)
func (l *labelBook) pattern(s string) (pattern, error) {
	var p pattern
	for _, f := range strings.Fields(s) {
		switch f {
		case "*":
			p = append(p, item{gap: 3})
			continue
		case "**":
			p = append(p, item{gap: 8})
			continue
		case "{target}", "{who}":
			p = append(p, item{gap: 8, object: true, person: f == "{who}"})
			continue
		case "{base}":
			p = append(p, item{form: formVB})
			continue
		}
		it, err := l.item(f)
		if err != nil {
			return nil, err
		}
		p = append(p, it)
	}
	if len(p) == 0 || p[0].gap > 0 {
		return nil, fmt.Errorf("a pattern begins with a word: %q", s)
	}
	return p, nil
}

// item reads a pattern's word: alternatives parted by |.
func (l *labelBook) item(s string) (item, error) {
	var it item
	for _, alternative := range strings.Split(s, "|") {
		rest, not := strings.CutPrefix(alternative, "!")
		name, isSet := strings.CutPrefix(rest, "@")
		word, exact := strings.CutPrefix(rest, `"`)
		switch {
		case isSet && l.sets[name] == nil:
			return it, fmt.Errorf("no set %q", name)
		case not && (!isSet || s != alternative):
			return it, fmt.Errorf("%q: ! stands before one set", s)
		case isSet:
			it.sets, it.not = append(it.sets, l.sets[name]), not
			it.any.join(l.lexicon.set(name, l.sets[name]))
			continue
		case exact:
			it.exact, rest = true, strings.TrimSuffix(word, `"`)
		}
		if rest == "" {
			return it, fmt.Errorf("an empty word in %q", s)
		}
		it.words = append(it.words, rest)
		it.any.add(l.lexicon.of(rest))
	}
	return it, nil
}
