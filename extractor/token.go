package extractor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// token is one word, number or mark of a text. A clitic ('s, n't, 're) is a
// token of its own; an abbreviation keeps its full stop, a hyphenated word
// its hyphens, an amount its currency and per cent signs.
type token struct {
	start, end int
	// lower is the form in lower case with a straight apostrophe and without
	// zero-width characters.
	lower string
	// base is the base form, once lemmaOf was asked for it.
	base string
	// word and stem are the numbers of lower and base in the stance rules'
	// lexicon, once it was asked for them.
	word, stem int32
	shape      shape
	// sentence is the index of the token's sentence.
	sentence int
	// tag is the part of speech in this place, form its finer Penn form.
	tag  tag
	form form
}

// shape tells how a token is written.
type shape uint8

const (
	capital shape = 1 << iota // begins with an upper-case letter
	upper                     // two letters or more, all upper case
	digits                    // holds a digit
	mark                      // punctuation or symbol
	dotted                    // an abbreviation with its full stop
	clipped                   // a clitic: stands without a space after its host
)

func (s shape) is(o shape) bool { return s&o != 0 }

// tokenize splits text by Unicode's word rules, joins what news prints as one
// word, parts clitics from their hosts and drops white space.
func tokenize(text string) []token {
	z := tokenizer{
		text: text, low: asciiLower(text),
		out: make([]token, 0, len(text)/4+16),
	}
	it := words.FromString(text)
	for it.Next() {
		z.part(it.Start(), it.End())
	}
	return z.out
}

// tokenizer holds the text twice: lower-case forms are slices of low, so that
// a token costs no allocation.
type tokenizer struct {
	text, low string
	out       []token
}

// asciiLower lowers A to Z only: offsets stay what they were.
func asciiLower(text string) string {
	at := strings.IndexFunc(text, func(r rune) bool { return 'A' <= r && r <= 'Z' })
	if at < 0 {
		return text
	}
	b := []byte(text)
	for i := at; i < len(b); i++ {
		if 'A' <= b[i] && b[i] <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

// part adds a segment of the word rules, its clitic as a token of its own.
func (z *tokenizer) part(start, end int) {
	form := z.text[start:end]
	first, _ := utf8.DecodeRuneInString(form)
	if unicode.IsSpace(first) {
		return
	}
	if cut := clitic(form); cut > 0 {
		z.add(start, start+cut, first)
		start += cut
		first, _ = utf8.DecodeRuneInString(z.text[start:])
		z.push(start, end, first)
		z.out[len(z.out)-1].shape |= clipped
		return
	}
	z.add(start, end, first)
}

// longest is the length from which on nothing is joined to a token: a
// megabyte of hyphens takes no longer per byte than an article.
const longest = 80

// add joins a segment to the tokens before it, or pushes it as a new one.
func (z *tokenizer) add(start, end int, first rune) {
	n := len(z.out)
	if n == 0 || z.out[n-1].end != start || start-z.out[n-1].start > longest {
		z.push(start, end, first)
		return
	}
	last := &z.out[n-1]
	switch {
	case first == '.' && end-start == 1 && (last.lower[0] == '.' || z.abbreviation(*last)):
		if last.lower[0] != '.' {
			last.shape |= dotted
		}
		z.extend(n-1, end)
	case (first == '-' || first == '\'' || first == '`') && end-start == 1 && z.repeats(*last, byte(first)):
		z.extend(n-1, end)
	case first == '%' && last.shape.is(digits):
		z.extend(n-1, end)
	case isWord(first) && z.joined(n-1, first):
		z.join(n-1, end)
	case unicode.IsDigit(first) && currency(last.lower):
		z.join(n, end)
	default:
		z.push(start, end, first)
	}
}

// repeats tells whether t is a run of the mark that c would go on with: --
// is a dash, ” and “ are printed as ” and “ by older wires.
func (z *tokenizer) repeats(t token, c byte) bool {
	if c == '-' {
		return t.lower[0] == '-' && t.end-t.start < 3
	}
	return t.end-t.start == 1 && t.lower[0] == c
}

// joined tells whether the mark at i glues the word before it to one that
// begins with first: co-founder, AT&T, 10:30, or a zero-width space.
func (z *tokenizer) joined(i int, first rune) bool {
	if i == 0 || z.out[i-1].end != z.out[i].start || z.out[i-1].shape.is(mark|clipped) ||
		z.out[i].end-z.out[i-1].start > longest {
		return false
	}
	switch glue := z.text[z.out[i].start:z.out[i].end]; glue {
	case "-", "‐", "‑", "\u200b":
		return true
	case "&":
		return z.out[i-1].shape.is(capital) && unicode.IsUpper(first)
	case ":":
		return z.out[i-1].shape.is(digits) && unicode.IsDigit(first)
	}
	return false
}

// join makes the tokens from i-1 on one token that ends at end.
func (z *tokenizer) join(i, end int) {
	z.out = z.out[:i]
	z.extend(i-1, end)
}

func (z *tokenizer) extend(i, end int) {
	t := &z.out[i]
	first, _ := utf8.DecodeRuneInString(z.text[t.start:])
	kept := t.shape & dotted
	*t = z.token(t.start, end, first)
	t.shape |= kept
}

func (z *tokenizer) push(start, end int, first rune) {
	z.out = append(z.out, z.token(start, end, first))
}

func (z *tokenizer) token(start, end int, first rune) token {
	form := z.text[start:end]
	t := token{start: start, end: end, lower: z.lower(start, end)}
	letters, small, number, wide := letterCase(form)
	switch {
	case isWord(first), first == '\'' && letters > 0, first == '’' && letters > 0, number:
	default:
		t.shape |= mark
	}
	if unicode.IsUpper(first) {
		t.shape |= capital
		if letters > 1 && !small && (!wide || strings.ToUpper(form) == form) {
			t.shape |= upper
		}
	}
	if number {
		t.shape |= digits
	}
	return t
}

// clitic gives the byte at which a clitic begins in form, or 0.
func clitic(form string) int {
	at, width := strings.LastIndexByte(form, '\''), 1
	if at < 0 {
		at, width = strings.LastIndex(form, "’"), len("’")
	}
	if at <= 0 || len(form)-at-width > 2 {
		return 0
	}
	switch form[at+width:] {
	case "s", "re", "ve", "ll", "d", "m", "S", "RE", "VE", "LL", "D", "M":
		return at
	case "t", "T":
		if at > 1 && (form[at-1] == 'n' || form[at-1] == 'N') {
			return at - 1
		}
	}
	return 0
}
