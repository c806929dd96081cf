package extractor

import (
	"strings"
)

// tagger gives each token its part of speech: an averaged perceptron decides
// greedily from left to right, then a few rules mark what clauses need.
type tagger struct {
	slots []slot
	pulls []pull
}

// slot is one feature of the model in an open hash table.
type slot struct {
	key   uint32
	start uint32
	count uint32
}

// pull is how strongly a feature speaks for a form, in quarters.
type pull struct {
	form   form
	weight int8
}

// Further values that a tag before may have, besides the forms: marks and the
// start of a sentence.
const (
	ctxStart form = formMark + 1 + iota
	ctxStart2
	ctxComma
	ctxStop
	ctxColon
	ctxOpenQuote
	ctxCloseQuote
	ctxOpen
	ctxClose
	ctxCurrency
	ctxHash
	forms
)

// tagTokens gives each token of d its tag.
func (b *Book) tagTokens(d *document) { b.tagger.tag(d.text, d.tokens) }

// tag fills in the form and tag of every token.
func (g *tagger) tag(text string, tokens []token) {
	var s sight
	s.reset()
	next := look(text, tokens, 0)
	for i := range tokens {
		if i > 0 && tokens[i].sentence != tokens[i-1].sentence {
			s.reset()
		}
		s.now = next
		next = look(text, tokens, i+1)
		s.next = next
		if i+1 < len(tokens) && tokens[i+1].sentence != tokens[i].sentence {
			s.next = ending
		}
		f := s.now.mark
		if f == noForm {
			f = g.choose(&s)
		}
		tokens[i].form, tokens[i].tag = f, coarseOf(f, s.now)
		s.before2, s.before1, s.before = s.before1, f, s.now
	}
	settle(tokens)
}

// coarseOf gives the tag of a form; a mark's context value counts as a mark.
func coarseOf(f form, g glimpse) tag {
	if f > formMark {
		return punctuation
	}
	return coarse[f]
}

// sight is what the perceptron sees when it decides on a token.
type sight struct {
	now, next, before glimpse
	before1, before2  form
}

func (s *sight) reset() {
	s.before1, s.before2 = ctxStart, ctxStart2
	s.before = glimpse{word: hashWord("-START-"), lowSuffix: hashWord("RT-")}
}

// choose gives the form that the features speak for.
func (g *tagger) choose(s *sight) form {
	if f, ok := g.known(s.now.exact); ok {
		return f
	}
	var score [forms]int16
	p1, p2 := uint32(s.before1), uint32(s.before2)
	g.add(&score, feature('b', 0, 0))
	g.add(&score, feature('s', s.now.suffix, 0))
	g.add(&score, feature('p', s.now.first, 0))
	g.add(&score, feature('t', p1, 0))
	g.add(&score, feature('u', p2, 0))
	g.add(&score, feature('v', p1, p2))
	g.add(&score, feature('w', s.now.word, 0))
	g.add(&score, feature('x', p1, s.now.word))
	g.add(&score, feature('y', s.before.word, 0))
	g.add(&score, feature('z', s.before.lowSuffix, 0))
	g.add(&score, feature('n', s.next.word, 0))
	g.add(&score, feature('m', s.next.lowSuffix, 0))
	best := formNN
	for f := formCC; f < formMark; f++ {
		if score[f] > score[best] {
			best = f
		}
	}
	return best
}

// known gives the form of a word that has only one.
func (g *tagger) known(exact uint32) (form, bool) {
	found := g.find(feature('=', exact, 0))
	if len(found) == 0 {
		return noForm, false
	}
	return found[0].form, true
}

func (g *tagger) add(score *[forms]int16, key uint32) {
	for _, p := range g.find(key) {
		score[p.form] += int16(p.weight)
	}
}

func (g *tagger) find(key uint32) []pull {
	mask := uint32(len(g.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		switch s := g.slots[i]; s.key {
		case key:
			return g.pulls[s.start : s.start+s.count]
		case 0:
			return nil
		}
	}
}

// feature is the key of a feature: its template and up to two values.
func feature(template byte, a, b uint32) uint32 {
	h := uint64(a)*0x9e3779b97f4a7c15 ^ (uint64(b)+uint64(template)<<32)*0xc2b2ae3d27d4eb4f
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return uint32(h>>32) | 1
}

// hashWord is FNV-1a.
func hashWord(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// glimpse is what the model knows of one token.
type glimpse struct {
	exact, word, suffix, lowSuffix, first uint32
	// mark is the form where it needs no decision.
	mark form
}

var ending = glimpse{word: hashWord("-END-"), lowSuffix: hashWord("ND-")}

// look gives the glimpse of token i.
func look(text string, tokens []token, i int) glimpse {
	if i >= len(tokens) {
		return ending
	}
	t := &tokens[i]
	if t.shape.is(mark) {
		return lookMark(text, t)
	}
	written := text[t.start:t.end]
	if t.shape.is(clipped) {
		written = t.lower
	}
	low := model(t)
	return glimpse{
		exact: hashWord(written), word: hashWord(low),
		suffix: hashWord(last3(written)), lowSuffix: hashWord(last3(low)), first: uint32(written[0]),
		mark: certain(t),
	}
}

func last3(s string) string { return s[max(len(s)-3, 0):] }

// certain gives the form of what the model's training data spelled otherwise.
func certain(t *token) form {
	if t.lower == "cannot" {
		return formMD
	}
	if t.shape.is(digits) && (t.lower[0] < '0' || t.lower[0] > '9') && !strings.Contains(t.lower, "-") &&
		(t.lower[0] == '$' || t.lower[0] >= 0x80) {
		return formCD
	}
	if t.shape.is(digits) && strings.HasSuffix(t.lower, "%") {
		return formCD
	}
	return noForm
}

// model gives the form under which the model knows a word.
func model(t *token) string {
	low := t.lower
	if low[0] != '-' && strings.IndexByte(low, '-') > 0 {
		return "!HYPHEN"
	}
	if !t.shape.is(digits) || low[0] < '0' || low[0] > '9' {
		return low
	}
	if len(low) == 4 && strings.Trim(low, "0123456789") == "" {
		return "!YEAR"
	}
	return "!DIGITS"
}

// lookMark knows punctuation by the names that the model has for it.
func lookMark(text string, t *token) glimpse {
	name, f := t.lower, formSYM
	switch t.lower {
	case ",":
		f = ctxComma
	case ".", "!", "?":
		f = ctxStop
	case ";", ":":
		f = ctxColon
	case "-", "--", "---", "–", "—", "―":
		name, f = "--", ctxColon
	case "...", "..", "....", "…":
		name, f = "...", ctxColon
	case "“", "‘", "``", "`", "«", "„":
		name, f = "``", ctxOpenQuote
	case "”", "’", "''", "'", "»":
		name, f = "''", ctxCloseQuote
	case "\"":
		name, f = "''", ctxCloseQuote
		if t.start == 0 || text[t.start-1] <= ' ' || text[t.start-1] == '(' {
			name, f = "``", ctxOpenQuote
		}
	case "(", "[", "{":
		name, f = "-LRB-", ctxOpen
	case ")", "]", "}":
		name, f = "-RRB-", ctxClose
	case "$", "€", "£", "¥":
		name, f = "$", ctxCurrency
	case "#":
		f = ctxHash
	case "%":
		f = formNN
	case "&":
		f = formCC
	}
	return glimpse{word: hashWord(name), lowSuffix: hashWord(last3(name)), mark: f}
}
