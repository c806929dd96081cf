package extractor

import "strings"

// attribute finds the attributions of d, in the text's order.
func (b *Book) attribute(d *document) []attribution {
	d.cues = make([]*cueWord, len(d.tokens))
	for i := range d.tokens {
		d.cues[i] = b.rules.words[d.tokens[i].lower]
	}
	d.findGroups()
	d.findChunks()
	var out []attribution
	m := &matcher{document: d, book: b.rules}
	for i := range d.tokens {
		if m.cueAt(i) {
			out = append(out, m.attribution())
		}
	}
	return d.arrange(out)
}

// word gives what token i may be as a cue, or nil.
func (d *document) word(i int) *cueWord { return d.cues[i] }

// cueAt tries the rules at token i; the first that matches wins.
func (m *matcher) cueAt(i int) bool {
	for _, r := range m.book.literal[m.tokens[i].lower] {
		if m.atWords(r, i) {
			return true
		}
	}
	w := m.word(i)
	if w == nil {
		return false
	}
	if n := m.groupAt[i]; n > 0 && m.groups[n-1].head == i && w.verb != nil {
		m.uses = w.verb
		for _, r := range m.book.verbs {
			if m.atVerb(r, &m.groups[n-1]) {
				return true
			}
		}
	}
	if w.noun != nil && m.tokens[i].tag == noun && m.chunkAt[i] > 0 {
		m.uses = w.noun
		for _, r := range m.book.nouns {
			if m.atWord(r, i) {
				return true
			}
		}
	}
	return false
}

func (m *matcher) atWord(r *rule, i int) bool {
	m.begin(r, i)
	m.group = nil
	m.cue = stretch{i, i + 1}
	m.left, m.right = i, i+1
	return m.run(r)
}

// atWords tries rule r where its cue's words stand from token i on.
func (m *matcher) atWords(r *rule, i int) bool {
	for _, w := range r.cue.words {
		n := i
		for _, part := range strings.Split(w, "_") {
			if n >= len(m.tokens) || m.tokens[n].lower != part {
				n = -1
				break
			}
			n++
		}
		if n < 0 {
			continue
		}
		m.begin(r, i)
		m.group, m.uses = nil, nil
		m.cue = stretch{i, n}
		m.left, m.right = i, n
		if m.run(r) {
			return true
		}
	}
	return false
}

// attribution turns the matched candidate into spans.
func (m *matcher) attribution() attribution {
	d := m.document
	a := attribution{
		rule: m.rule, frame: m.frame, within: -1, sentence: d.tokens[m.head].sentence,
		head: m.head, object: m.object, confidence: m.confidence,
	}
	if m.group != nil {
		a.negated, a.passive = m.group.negated, m.group.passive
	}
	if !m.source.empty() {
		a.source = []Span{d.span(m.source)}
	}
	a.cue = []Span{d.span(m.cue)}
	for _, s := range m.content[:m.pieces] {
		if s = d.trimContent(s); !s.empty() {
			a.content = append(a.content, d.span(s))
		}
	}
	return a
}

// trimContent takes quotation marks and commas off the ends of a piece.
func (d *document) trimContent(s stretch) stretch {
	for !s.empty() && d.edge(s.Start) {
		s.Start++
	}
	for !s.empty() && d.edge(s.End-1) {
		s.End--
	}
	return s
}

func (d *document) edge(i int) bool {
	switch d.tokens[i].lower {
	case "“", "”", "\"", "''", "``", ",", "‘", ":", ";", "—":
		return true
	case "'", "’":
		return d.quoted[i] > 0
	}
	return false
}
