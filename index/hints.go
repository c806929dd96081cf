package index

import (
	"fmt"
	"strings"
	"unicode"
)

// Hint tells of a place in a query that may not mean what its writer thinks.
// The query is understood all the same, as its Reading says.
type Hint struct {
	Pos    int // code points before the place
	Reason string
	// Suggestion is the whole query with what may be meant; empty when that
	// isn't clear.
	Suggestion string
}

// mostHints is how many places of one text are told of.
const mostHints = 8

// Hints gives what is to be said about a text that Parse understands, the
// first few places.
func Hints(text string) []Hint {
	all, err := tokens(text)
	if err != nil {
		return nil
	}
	var list []Hint
	for i, t := range all {
		before, after := token{}, token{}
		if i > 0 {
			before = all[i-1]
		}
		if i+1 < len(all) {
			after = all[i+1]
		}
		reason, mend := hint(before, t, after)
		if reason == "" {
			continue
		}
		if len(list) == mostHints {
			break
		}
		h := Hint{Pos: t.pos, Reason: reason}
		if mend != nil {
			h.Suggestion = tidy(mend.of(text))
			if _, err := parse(h.Suggestion); err != nil {
				h.Suggestion = ""
			}
		}
		list = append(list, h)
	}
	return list
}

// hint tells what a token may be meant as.
func hint(before, t, after token) (reason string, mend *edit) {
	switch {
	case before.kind == fieldToken && t.kind == wordToken:
		return "", nil
	case before.kind == fieldToken && !isText(Field(before.text)):
		return "", nil
	case t.kind == phraseToken && strings.Contains(t.text, "*"):
		return "between quotation marks an asterisk is read over", nil
	case t.kind != wordToken:
		return "", nil
	case t.text == "and" || t.text == "or":
		if !isOperand(before) || !isOperand(after) {
			return "", nil
		}
		return operatorHint(t)
	case t.text == "not":
		if !isOperand(after) {
			return "", nil
		}
		return operatorHint(t)
	case strings.HasPrefix(t.text, "near/") || t.text == "near" && isOperand(before) && isOperand(after):
		return operatorHint(t)
	case t.text == "&&" || t.text == "&":
		return "“" + t.text + "” is read over: all words are required as it is", &edit{t.pos, t.end, ""}
	case t.text == "||" || t.text == "|":
		return "“" + t.text + "” is read over: either of two is OR", &edit{t.pos, t.end, "OR"}
	case before.kind == phraseToken && before.end == t.pos && strings.HasPrefix(t.text, "~"):
		return "“" + t.text + "” is read as a word of its own: words near each other are a NEAR/5 b", nil
	case wordCount(t.text) == 0:
		return "“" + t.text + "” has no letter or digit and is read over", nil
	}
	return markHint(t)
}

func isOperand(t token) bool {
	return t.kind == wordToken || t.kind == phraseToken || t.kind == openToken || t.kind == closeToken ||
		t.kind == fieldToken || t.kind == notToken
}

func operatorHint(t token) (string, *edit) {
	upper := strings.ToUpper(t.text)
	if upper == "NEAR" {
		upper = fmt.Sprintf("NEAR/%d", usualBetween)
	}
	return "“" + t.text + "” is read as a word to be found; the operator is written " + upper, &edit{t.pos, t.end, upper}
}

// markHint tells of marks before a word that other languages give a meaning.
func markHint(t token) (string, *edit) {
	first, rest := []rune(t.text)[0], string([]rune(t.text)[1:])
	switch {
	case unicode.Is(unicode.Pd, first) && first != '-' || first == '−':
		return "“" + string(first) + "” is a dash and is read over; what must not be there has a hyphen before it", &edit{t.pos, t.end, "-" + rest}
	case first == '!':
		return "“!” is read over; what must not be there has a hyphen before it", &edit{t.pos, t.end, "-" + rest}
	case strings.ContainsRune("'‘‚", first) && !strings.ContainsAny(rest, "'’"):
		return "single quotation marks are read over; exact words stand in double ones: \"" + rest + " …\"", nil
	}
	return "", nil
}
