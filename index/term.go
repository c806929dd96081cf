package index

import (
	"fmt"
	"strings"
	"unicode"
)

// field reads what stands behind a field's name.
func (p *parser) field(within Field, t token) (Expr, error) {
	if within != "" {
		return nil, &SyntaxError{Pos: t.pos, Reason: t.text + ": stands within the parentheses of " + string(within) + ":"}
	}
	f := Field(t.text)
	if f == In {
		return p.place(t)
	}
	if open := p.peek(); open.kind == openToken {
		p.take()
		return p.group(f, open)
	}
	return p.term(f, p.take())
}

// place reads what stands behind "in:": the name of a field of words, and the
// word, phrase or parentheses that are looked for there.
func (p *parser) place(in token) (Expr, error) {
	t := p.take()
	f, known := named(t.text)
	if t.kind != wordToken || !known || !isText(f) {
		return p.noPlace(in, t)
	}
	next := p.peek()
	switch next.kind {
	case openToken:
		p.take()
		return p.group(f, next)
	case wordToken, phraseToken:
		return p.term(f, p.take())
	}
	return nil, &SyntaxError{Pos: in.pos, Reason: fmt.Sprintf("in:%s needs the words after it: in:%[1]s outage, in:%[1]s (outage OR crash)", strings.ToLower(t.text))}
}

// noPlace reads an article's ID, which addresses of old have behind "in:" in
// quotation marks or as it is, and refuses all else.
func (p *parser) noPlace(in, t token) (Expr, error) {
	f, known := named(t.text)
	if t.kind == wordToken && isID(t.text) || t.kind == phraseToken && t.text != "" && !known {
		return Value{InArticle, t.text}, nil
	}
	places := []string{"headline", "lead", "text", "content", "source", "cue"}
	e := &SyntaxError{Pos: in.pos, Reason: "in: is followed by one of " + strings.Join(places, ", ") + ", then a word; an article is article:ID"}
	if known && !isText(f) {
		e.mend = &edit{in.pos, p.peek().pos, prefix(f)} // in:stance deny
	} else if meant := Nearest(t.text, append(places, "title")); meant != "" {
		e.Reason = "there is no place " + quoted(t.text) + "; did you mean in:" + meant + "?"
		e.mend = &edit{t.pos, t.end, meant}
	}
	return nil, e
}

// isID tells whether a word looks like an article's ID.
func isID(s string) bool {
	return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == ""
}

// term reads a word or phrase as what its field makes of it.
func (p *parser) term(f Field, t token) (Expr, error) {
	words := f == "" || isText(f)
	p.terms++
	if words {
		p.terms += max(0, wordCount(t.text)-1)
	}
	switch {
	case p.terms > MaxTerms:
		return nil, &SyntaxError{Pos: t.pos, Reason: fmt.Sprintf("more than %d words and values", MaxTerms)}
	case f != "" && t.text == "":
		return nil, &SyntaxError{Pos: t.pos, Reason: string(f) + ": needs a value straight after the colon"}
	case isDate(f):
		whole := -1
		if name := p.tokens[p.at-2]; name.kind == fieldToken {
			whole = name.pos
		}
		return parseDates(f, t, whole)
	case t.kind == wordToken && strings.Contains(t.text, "*"):
		return beginning(f, t)
	case !words:
		v, reason, meant := canonical(f, t.text)
		if reason == "" {
			return Value{f, v}, nil
		}
		e := &SyntaxError{Pos: t.pos, Reason: reason}
		if meant != "" {
			e.mend = &edit{t.pos, t.end, plain(meant, true)}
		}
		return nil, e
	case wordCount(t.text) == 0:
		return nil, nil
	case t.kind == phraseToken:
		return Phrase{f, t.text}, nil
	}
	return Term{f, t.text}, nil
}

// shortest is how many letters or digits a word's beginning has at least.
const shortest = 2

// beginning reads a word with an asterisk, which stands at its end.
func beginning(f Field, t token) (Expr, error) {
	word := strings.TrimRight(t.text, "*")
	e := &SyntaxError{Pos: t.pos}
	switch n := lettersOf(word); {
	case t.text != word+"*" || word == "":
		e.Reason = "an asterisk stands for the rest of a word and so at its end: outag*"
		e.mend = &edit{t.pos, t.end, withoutAsterisks(t.text)}
	case f != "" && !isText(f) && !isOpen(f):
		e.Reason = string(f) + ": has no values to ask for by their beginning"
		if meant := beginningWith(word, Closed(f)); meant != "" {
			e.mend = &edit{t.pos, t.end, meant}
		}
	case n < shortest:
		e.Reason = fmt.Sprintf("before an asterisk stand %d letters or more: this would be nearly every word", shortest)
	case (f == "" || isText(f)) && wordCount(word) > 1:
		e.Reason = "an asterisk ends one word, and this is several; to search for them, leave it out"
		e.mend = &edit{t.pos, t.end, word}
	case f == "" || isText(f):
		return Prefix{f, strings.TrimFunc(word, func(r rune) bool { return !ofWord(r) })}, nil
	default:
		return Prefix{f, word}, nil
	}
	return nil, e
}

// withoutAsterisks keeps what makes sense of a word with stray asterisks: its
// beginning up to the first within it, else the word without.
func withoutAsterisks(s string) string {
	if i := strings.IndexByte(s, '*'); lettersOf(s[:i]) >= shortest && wordCount(s[:i]) == 1 {
		return s[:i] + "*"
	}
	if s = strings.ReplaceAll(s, "*", ""); wordCount(s) == 0 {
		return ""
	}
	return s
}

// beginningWith writes the values of a closed set that begin so.
func beginningWith(word string, set []string) string {
	var list []string
	for _, v := range set {
		if strings.HasPrefix(v, strings.ToLower(word)) {
			list = append(list, plain(v, false))
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	if len(list) == 0 {
		return ""
	}
	return "(" + strings.Join(list, " OR ") + ")"
}

func lettersOf(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

func ofWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }
