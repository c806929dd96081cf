package extractor

import "strings"

// contentRight takes content of a kind from the pattern's right edge.
func (m *matcher) contentRight(kind string) bool {
	object := strings.HasPrefix(kind, "obj.")
	kind = strings.TrimPrefix(kind, "obj.")
	switch kind {
	case "quote":
		return (m.rule.cue.kind == "words" || m.takes(pick(object, objectQuote, takesQuote))) && m.quoteRight()
	case "that":
		return m.takes(pick(object, objectThat, takesThat)) && m.thatRight()
	case "clause":
		return m.takes(pick(object, objectClause, takesClause)) && m.clauseRight()
	case "wh":
		return m.takes(pick(object, objectWh, takesWh)) && m.whRight()
	case "inf":
		return m.takes(pick(object, objectInf, takesInf)) && m.infRight()
	case "ger":
		return m.takes(takesGer) && m.gerRight()
	case "np":
		return m.takes(takesNP) && m.npRight()
	case "gap":
		g := m.groupStarting(m.overAdverbs(m.right, m.end))
		if g == nil || g.kind != finiteGroup && g.kind != infGroup || !m.takes(takesThat) && !m.takes(takesInf) {
			return false
		}
		m.addClause(m.right)
		return true
	case "turn":
		return m.turn()
	case "on":
		return m.onRight()
	case "above":
		return m.quoteAbove()
	case "matter":
		return m.matter()
	case "unanswered":
		return m.unanswered()
	case "comment":
		return m.noComment()
	case "self":
		if p := min(m.source.Start, m.cue.Start) - 1; p >= 0 && (m.quoted[p] > 0 || m.tokens[p].lower == "," && p > m.from && m.quoted[p-1] > 0) {
			return false // “Yes,” he agreed.
		}
		if m.group != nil && m.group.negated {
			return false // did not object
		}
		return m.itself()
	case "pred":
		return m.predRight()
	case "prep":
		return m.prepRight(object)
	case "rest":
		return m.restRight()
	}
	return false
}

func pick(second bool, a, b complement) complement {
	if second {
		return a
	}
	return b
}

func (m *matcher) quoteRight() bool {
	k := m.right
	if k >= m.end {
		return m.quoteBelow(k)
	}
	if m.quoted[k] == 0 {
		k = m.overAdverbials(k, m.end)
	}
	if k+1 < m.end && k > m.right && m.tokens[k].lower == "and" && m.tokens[k+1].tag == adverb {
		k = m.overAdverbs(k+1, m.end)
	}
	for n := 0; n < 2 && k < m.end && (m.tokens[k].lower == "," || m.tokens[k].lower == ":"); n++ {
		k++
	}
	if k >= m.end {
		return m.quoteBelow(k)
	}
	q := m.quoted[k]
	if q == 0 || m.quotations[q-1].Start != k || m.quoted[m.head] == q {
		return false
	}
	m.takeQuotations(k)
	// words after a fragment may belong to what is said as well.
	last := m.content[m.pieces-1]
	if last.End < m.end && m.pieces == 1 && !terminal(m.tokens[last.End-2].lower) {
		from := last.Start
		if from < m.from {
			from = last.End - 1
		}
		m.content[0].End = max(last.End, m.boundary(from, takesQuote))
	}
	return true
}

// quoteBelow takes a quotation that opens the next paragraph after a colon.
func (m *matcher) quoteBelow(k int) bool {
	if k >= len(m.tokens) || m.tokens[k-1].lower != ":" {
		return false
	}
	if q := m.quoted[k]; q == 0 || m.quotations[q-1].Start != k {
		return false
	}
	m.takeQuotations(k)
	return true
}

func (m *matcher) thatRight() bool {
	k := m.right
	for n := 0; n < 14 && k < m.end; n++ {
		if m.tokens[k].lower == "that" && (m.tokens[k].form != formWDT || k > m.right && m.startsClause(k+1, m.end)) {
			break
		}
		to := m.overAdverbials(k, m.end)
		if to == k && m.tokens[k].lower == "," {
			to++
		}
		if to == k {
			return false
		}
		k = to
	}
	if k+1 >= m.end || m.tokens[k].lower != "that" {
		return false
	}
	if m.tokens[k].form == formDT && !m.startsClause(k+1, m.end) {
		return false
	}
	m.addClause(k)
	return true
}

// addClause adds the clause that begins at k, with the quotations that carry
// it on.
func (m *matcher) addClause(k int) {
	to := m.boundary(k, m.complement)
	if q := m.quoted[to-1]; q > 0 && to >= m.contentLimit(k) && m.quotations[q-1].Start >= k {
		to = max(to, m.quotations[q-1].End)
	}
	m.add(stretch{k, to})
	m.overParagraph()
}

func (m *matcher) clauseRight() bool {
	k := m.right
	if k >= m.end {
		return false
	}
	to := m.overAdverbials(k, m.end)
	if to < m.end && (m.tokens[to].lower == "," || m.tokens[to].lower == ":") {
		to++
	}
	if to > k && to < m.end && m.nextAct(to) {
		return false
	}
	if to > k && to < m.end && m.startsClause(to, m.end) {
		k = to
	} else if !m.startsClause(k, m.end) {
		return false
	}
	if m.tokens[k].tag == complementizer && m.tokens[k].lower == "that" {
		return false
	}
	m.addClause(k)
	return true
}

func (m *matcher) whRight() bool {
	k := m.right
	if k < m.end && m.tokens[k].tag == preposition && m.tokens[k].lower != "if" && m.tokens[k].lower != "whether" {
		k++
	}
	if k >= m.end {
		return false
	}
	switch t := &m.tokens[k]; t.lower {
	case "what", "how", "why", "whether", "if", "where", "when", "who", "which", "whom", "whose":
		m.addClause(k)
		return true
	}
	return false
}

func (m *matcher) infRight() bool {
	k := m.right
	if k < m.end && m.tokens[k].lower == "not" {
		k++
	}
	g := m.groupStarting(k)
	if g == nil || g.kind != infGroup {
		k = m.overAdverbials(m.right, m.end)
		if g = m.groupStarting(k); g == nil || g.kind != infGroup {
			return false
		}
		m.addClause(k)
		return true
	}
	m.addClause(m.right)
	return true
}

func (m *matcher) gerRight() bool {
	g := m.groupStarting(m.right)
	if g == nil || g.kind != gerundGroup {
		return false
	}
	m.addClause(m.right)
	return true
}

func (m *matcher) npRight() bool {
	k := m.right
	if k < m.end && m.tokens[k].form == formRP {
		k++
	}
	if k >= m.end || m.quoted[k] != m.quoted[m.head] && m.quotations[m.quoted[k]-1].Start != k {
		return false
	}
	if g := m.groupStarting(k); g != nil && g.kind == gerundGroup && g.End < m.end && m.tokens[g.End].tag == noun {
		m.addClause(k)
		return true
	}
	if m.chunkAt[k] == 0 && m.quoted[k] == 0 {
		return false
	}
	if m.chunkAt[k] > 0 && m.timeWord(m.chunks[m.chunkAt[k]-1].head) {
		return false
	}
	m.addClause(k)
	return true
}
