package extractor

import "fmt"

// candidates are all that the rules made of a text before they were weighed.
type candidates struct {
	words []countedWord
	all   []weighed
}

// weighed is a candidate with the words that it covers.
type weighed struct {
	rule         string
	likelihood   float64
	cue, content map[int]bool
}

func candidatesOf(b *Book, l labelled) candidates {
	c := candidates{words: countedWords(l.text)}
	d := b.document(Article{ID: l.name, Text: l.text})
	d.mentions = b.findMentions(d)
	b.attributeSeen(d, func(m *matcher) {
		bytes := func(s stretch) Span { return Span{m.tokens[s.Start].start, m.tokens[s.End-1].end} }
		var content []Span
		for _, s := range m.content[:m.pieces] {
			if !s.empty() {
				content = append(content, bytes(s))
			}
		}
		c.all = append(c.all, weighed{m.rule.name, likelihood(m.score()),
			covered(c.words, []Span{bytes(m.cue)}), covered(c.words, content)})
	})
	return c
}

// why tells what became of a statement that was missed.
func (c candidates) why(gold sided) string {
	return "    " + c.cause(gold) + "\n"
}

func (c candidates) cause(gold sided) string {
	var tried, right *weighed
	for i := range c.all {
		w := &c.all[i]
		if shared(w.cue, gold.cue) == 0 && len(gold.cue) > 0 {
			continue
		}
		if tried == nil || w.likelihood > tried.likelihood {
			tried = w
		}
		if jaccard(w.content, gold.content) >= 0.5 && (right == nil || w.likelihood > right.likelihood) {
			right = w
		}
	}
	switch {
	case right != nil && right.likelihood < accepted:
		return fmt.Sprintf("refused: %s %.2f", right.rule, right.likelihood)
	case right != nil:
		return fmt.Sprintf("lost to another candidate or stands within another: %s %.2f", right.rule, right.likelihood)
	case tried == nil:
		return "no rule tries this cue here"
	case tried.likelihood < accepted:
		return fmt.Sprintf("content never right, refused: %s %.2f", tried.rule, tried.likelihood)
	}
	return fmt.Sprintf("content never right: %s %.2f", tried.rule, tried.likelihood)
}
