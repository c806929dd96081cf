package extractor

func (m *matcher) contentLeft(kind string) bool {
	switch kind {
	case "quote":
		return (m.rule.cue.kind == "words" || m.takes(takesQuote)) && m.quoteLeft()
	case "left":
		if m.rule.cue.kind != "words" && (!m.reports() || !m.takes(takesQuote) && !m.takes(takesClause)) || m.left-m.from < 2 || m.quoted[m.left] > 0 {
			return false
		}
		start := m.from
		if q := m.quoted[start]; q > 0 {
			start = m.quotations[q-1].Start
		}
		if m.rule.cue.kind != "words" && !m.holdsClause(start, m.left) {
			return false
		}
		m.add(stretch{start, m.left})
		m.complement = takesClause
		m.trailing = true
		return true
	case "own":
		return m.ownWords()
	case "island":
		return m.island()
	case "relative":
		return m.relativeLeft()
	case "phrase":
		s, ok := m.phraseEnding(m.left-1, m.from)
		if ok && m.left > m.from {
			m.add(s)
			m.left = s.Start
		}
		return ok
	case "which":
		s, ok := m.subject(m.group)
		if !ok || m.uses == nil {
			return false
		}
		s, ok = m.standsFor(s)
		m.add(s)
		return ok
	case "subject":
		s, ok := m.subject(m.group)
		if !ok {
			return false
		}
		if m.uses == nil {
			return false
		}
		if named, relative := m.standsFor(s); relative {
			s = named
		}
		m.add(s)
		return true
	}
	return false
}

// ownWords takes what the cue's noun phrase itself tells of it (a flat denial).
func (m *matcher) ownWords() bool {
	k := m.chunks[m.chunkAt[m.head]-1].Start
	if t := m.tokens[k].tag; t == determiner && m.tokens[k].form != formPRPS {
		k++
	}
	for i := k; i < m.head; i++ {
		if t := &m.tokens[i]; t.form == formPOS || t.form == formPRPS || t.tag == name {
			return false
		}
	}
	m.add(stretch{k, m.head})
	return k < m.head
}

// island takes the sentence's beginning for content that goes on after the
// attribution (The plan, he said, is dead).
func (m *matcher) island() bool {
	if !m.reports() || !m.takes(takesQuote) && !m.takes(takesClause) || m.quoted[m.left] > 0 || m.left == m.from {
		return false
	}
	m.add(stretch{m.from, m.left})
	m.complement = takesClause
	return true
}

// relativeLeft takes what a relative clause is about (a deal that he said was
// dead, which they denied).
func (m *matcher) relativeLeft() bool {
	k := m.left - 1
	if k <= m.from || m.uses == nil {
		return false
	}
	switch t := &m.tokens[k]; {
	case t.lower == "which" || t.lower == "what" || t.lower == "who" || t.lower == "whom":
		m.add(stretch{k, k + 1})
		m.left = k
		return true
	case t.lower == "that":
		k--
	}
	if m.chunkAt[k] == 0 || m.chunks[m.chunkAt[k]-1].End != k+1 {
		return false
	}
	m.left = m.chunks[m.chunkAt[k]-1].Start
	m.add(stretch{m.left, m.left + k + 1 - m.left})
	return true
}

// holdsClause tells whether a verb with a tense stands in from..to.
func (m *matcher) holdsClause(from, to int) bool {
	for k := from; k < to; k++ {
		if n := m.groupAt[k]; n > 0 && m.groups[n-1].kind == finiteGroup && k-from > 0 {
			return true
		}
	}
	return false
}

// quoteLeft takes the quotation that ends before the pattern's left edge, and
// what carries it on.
func (m *matcher) quoteLeft() bool {
	q, ok := m.quotedBefore(m.left)
	if k := m.left - 1; !ok && k > m.from && m.chunkAt[k] > 0 && m.tokens[k].tag == name && m.left == m.source.Start {
		// a name in two parts: CNN This Morning's Okafor
		m.source.Start = m.chunks[m.chunkAt[k]-1].Start
		m.left = m.source.Start
		q, ok = m.quotedBefore(m.left)
	}
	if !ok || m.quoted[m.head] > 0 {
		return false
	}
	for first := m.firstOf(int(m.quoted[q.Start]) - 1); &m.quotations[first] != &m.quotations[m.quoted[q.Start]-1]; first++ {
		m.add(m.quotations[first].stretch)
	}
	lead := m.sentences[m.tokens[q.Start].sentence].Start
	if m.rule.cue.kind == "words" && lead != q.Start {
		return false
	}
	if q.Start-lead > 1 && m.quoted[q.Start-1] == 0 && m.tokens[q.Start-1].lower != ":" && !terminal(m.tokens[q.Start-1].lower) {
		if lead < m.from-200 {
			return false
		}
		m.add(stretch{lead, q.End})
	} else {
		m.add(q)
	}
	m.complement = takesQuote
	m.trailing = true
	return true
}

// firstOf gives the first of the quotations that quotation n carries on from
// paragraph to paragraph.
func (m *matcher) firstOf(n int) int {
	for back := 0; n > 0 && m.quotations[n-1].next == n && back < maxPieces/2; back++ {
		n--
	}
	return n
}

// continuation adds what follows a trailing attribution and belongs to it.
func (m *matcher) continuation() {
	if n := m.quotationAfter(m.right); n > 0 {
		m.takeQuotations(n)
		return
	}
	// a quotation that opens the next sentence of the paragraph goes on.
	next := m.tokens[m.head].sentence + 1
	if next >= len(m.sentences) || m.sentences[next].paragraph != m.sentences[next-1].paragraph {
		m.overParagraph()
		return
	}
	if m.complement != takesQuote && m.pieces > 0 && m.quoted[max(m.content[0].End-1, 0)] == 0 && m.quoted[max(m.content[0].End-2, 0)] == 0 {
		return
	}
	n := m.sentences[next].Start
	if m.quoted[n] > 0 && m.quotations[m.quoted[n]-1].Start == n {
		m.takeQuotations(n)
	}
}

// quotationAfter gives where a quotation goes on after the attribution in the
// same sentence, or 0: a comma stands before it and no other verb between.
func (m *matcher) quotationAfter(i int) int {
	verbs := false
	for k := i; k < m.end; k++ {
		if g := m.groupStarting(k); g != nil && (g.kind == finiteGroup || g.kind == gerundGroup) {
			verbs = true
		}
		q := m.quoted[k]
		if q == 0 {
			continue
		}
		small := k+1 < m.end && !m.tokens[k+1].shape.is(capital)
		if m.quotations[q-1].Start == k && k > m.from && has(pauses[:], m.tokens[k-1].lower) && (!verbs || small && m.quoted[m.from] > 0) {
			return k
		}
		k = m.quotations[q-1].End - 1
	}
	return 0
}

var pauses = [...]string{",", ":", "—", "--"}

// takeQuotations adds the quotation that opens at token n and what follows on
// it directly in the same paragraph, or carries it over.
func (m *matcher) takeQuotations(n int) {
	q := int(m.quoted[n]) - 1
	m.add(m.quotations[q].stretch)
	for m.quotations[q].next >= 0 && m.pieces < maxPieces {
		q = m.quotations[q].next
		m.add(m.quotations[q].stretch)
	}
	for q+1 < len(m.quotations) && m.pieces < maxPieces && m.quotations[q+1].Start == m.quotations[q].End &&
		m.sentenceOf(m.quotations[q+1].Start).paragraph == m.sentenceOf(m.quotations[q].Start).paragraph {
		q++
		m.add(m.quotations[q].stretch)
	}
}

func (m *matcher) sentenceOf(i int) sentence { return m.sentences[m.tokens[i].sentence] }

// overParagraph adds the quotation that is carried on from the last piece.
func (m *matcher) overParagraph() {
	last := m.content[m.pieces-1]
	q := m.quoted[last.End-1]
	if q == 0 {
		return
	}
	for n := int(q) - 1; m.quotations[n].next >= 0 && m.pieces < maxPieces; {
		n = m.quotations[n].next
		m.add(m.quotations[n].stretch)
	}
}
