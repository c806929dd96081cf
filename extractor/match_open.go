package extractor

// nearby is how many tokens a verb may stand from a quotation to be what it
// was said with though no frame knows the verb.
const nearby = 14

// findNearQuotes marks the tokens that stand near a quotation.
func (d *document) findNearQuotes() {
	d.nearQuote = make([]bool, len(d.tokens))
	for i := range d.quotations {
		q := &d.quotations[i]
		for k := max(0, q.Start-nearby); k < min(len(d.tokens), q.End+nearby); k++ {
			if k < q.Start || k >= q.End {
				d.nearQuote[k] = d.quoted[k] == 0
			}
		}
	}
}

// tryOpen tries the rules at a verb beside a quotation that no frame knows
// (“Closed!” beamed Okafor).
func (m *matcher) tryOpen(i int) {
	n := m.groupAt[i]
	if n == 0 || !m.nearQuote[i] || m.groups[n-1].head != i {
		return
	}
	if w := m.word(i); w != nil && w.verb != nil {
		return
	}
	lemma := anyVerb
	if m.groups[n-1].copula {
		lemma = "be"
	}
	m.tryVerb(&m.groups[n-1], m.book.open, lemma, 0)
}

// reports tells whether the cue is one with or without a quotation beside it.
func (m *matcher) reports() bool {
	return m.uses != nil && (m.uses[takesQuote] != nil || m.uses[takesClause] != nil) && m.uses != m.book.open
}

// passesQuote tells whether the candidate takes for its content only what
// follows its cue though a quotation that opens the sentence is of the same
// speaker (“The line,” Okafor said, “is closed”).
func (m *matcher) passesQuote() bool {
	at := min(m.source.Start, m.cue.Start)
	if m.source.empty() || m.pieces == 0 || m.content[0].Start < at || m.group == nil || m.group.kind != finiteGroup || m.quoted[m.head] > 0 {
		return false
	}
	q, ok := m.quotedBefore(at)
	return ok && q.Start == m.from && m.tokens[q.End-1].sentence == m.tokens[m.head].sentence && m.source.End >= m.group.Start-1
}

// quoteShape tells how the content stands to quotation marks.
func (m *matcher) quoteShape() string {
	first, last := m.content[0], m.content[m.pieces-1]
	opens, shuts := m.quoted[first.Start] > 0, m.quoted[last.End-1] > 0
	switch {
	case m.quoted[m.head] > 0:
		return "inside"
	case opens && shuts && m.quoted[first.Start] == m.quoted[last.End-1]:
		return "whole"
	case opens && shuts:
		return "between"
	case opens:
		return "opens"
	case shuts:
		return "shuts"
	}
	for _, p := range m.content[:m.pieces] {
		for k := p.Start; k < p.End; k++ {
			if m.quoted[k] > 0 {
				return "holds"
			}
		}
	}
	return "plain"
}

// titles tells whether the participle k opens the name of who said a quotation
// (“…,” said retired surgeon Okafor).
func (d *document) titles(k int) bool {
	if k < 2 || k+1 >= len(d.tokens) || d.tokens[k].form != formVBN || d.cues[k-1] == nil || d.tokens[k-1].form != formVBD {
		return false
	}
	next := d.tokens[k+1].tag
	return d.quoted[k] == 0 && d.quoted[k-2] > 0 && d.quoted[k-1] == 0 && (next == noun || next == name)
}
