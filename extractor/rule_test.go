package extractor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// slots is a line of a rule with its slots' marks taken out.
type slots struct {
	text                 string
	source, cue, content []string
}

// unmark reads [source], <cue> and {content}; ¶ parts paragraphs.
func unmark(line string) (slots, error) {
	line = strings.ReplaceAll(line, " ¶ ", "\n\n")
	var m slots
	var text strings.Builder
	open, from := byte(0), 0
	close := map[byte]byte{'[': ']', '<': '>', '{': '}'}
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case open == 0 && close[c] != 0:
			open, from = c, i+1
		case open != 0 && c == close[open]:
			words := line[from:i]
			switch open {
			case '[':
				m.source = append(m.source, words)
			case '<':
				m.cue = append(m.cue, words)
			default:
				m.content = append(m.content, words)
			}
			open = 0
		default:
			text.WriteByte(c)
		}
	}
	m.text = text.String()
	if open != 0 {
		return m, fmt.Errorf("%c is never closed", open)
	}
	return m, nil
}

// found lists what rule r makes of text, as marks.
func found(b *Book, r *rule, text string) []string {
	return considered(b, text, func(m *matcher) bool { return m.rule == r })
}

// considered lists the candidates of text that are wanted, as marks.
func considered(b *Book, text string, wanted func(*matcher) bool) []string {
	var out []string
	d := b.document(Article{Text: text})
	b.attributeSeen(d, func(m *matcher) {
		if !wanted(m) {
			return
		}
		source := ""
		if !m.source.empty() {
			source = d.words(m.source)
		}
		var pieces []string
		for _, s := range m.content[:m.pieces] {
			if s = d.trimContent(s); !s.empty() {
				pieces = append(pieces, bare(d.words(s)))
			}
		}
		out = append(out, show(source, d.words(m.cue), pieces))
	})
	return out
}

func show(source, cue string, content []string) string {
	return "[" + source + "] <" + cue + "> {" + strings.Join(content, "} {") + "}"
}

// bare takes quotation marks and end marks off, which don't count.
func bare(s string) string { return strings.Trim(s, "“”\"',. ") }

// TestRules holds every rule to its own examples.
func TestRules(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.rules.rules {
		examples{r.line, "rule " + r.name, r.yes, r.no}.hold(t, func(text string) []string { return found(b, r, text) })
	}
}

// examples are what a rule or a frame has to find, and what not.
type examples struct {
	line    line
	name    string
	yes, no []line
}

// hold holds find, which lists what is found in a text as marks, to the
// examples. There has to be one of each.
func (x examples) hold(t *testing.T, find func(text string) []string) {
	if len(x.yes) == 0 || len(x.no) == 0 {
		t.Error(x.line.errorf("%s needs a yes and a no", x.name))
	}
	for _, l := range x.yes {
		m, err := unmark(l.rest)
		if err != nil {
			t.Error(l.errorf("%v", err))
			continue
		}
		for i := range m.content {
			m.content[i] = bare(m.content[i])
		}
		want := show(strings.Join(m.source, " "), strings.Join(m.cue, " "), m.content)
		if got := find(m.text); !slices.Contains(got, want) {
			t.Error(l.errorf("%s finds %v, want %s", x.name, got, want))
		}
	}
	for _, l := range x.no {
		if got := find(strings.ReplaceAll(l.rest, " ¶ ", "\n\n")); len(got) > 0 {
			t.Error(l.errorf("%s finds %v in a no", x.name, got))
		}
	}
}

// TestRulesThatNeverWin prints, with -v, the rules that win at no cue of any
// rule's examples: such a rule is shadowed by others, or waits for weights.
func TestRulesThatNeverWin(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	won := make(map[string]bool)
	for _, r := range b.rules.rules {
		for _, l := range r.yes {
			m, err := unmark(l.rest)
			if err != nil {
				continue // TestRules tells
			}
			for _, a := range b.attribute(b.document(Article{Text: m.text})) {
				won[a.rule.name] = true
			}
		}
	}
	for _, r := range b.rules.rules {
		if !won[r.name] {
			t.Log(r.line.errorf("rule %s wins nowhere in the examples", r.name))
		}
	}
}
