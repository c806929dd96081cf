package extractor

// farthestNamed is how many tokens the name of a speaker may stand from the
// colon that his words follow.
const farthestNamed = 8

// lastNamed takes for the source the last name or person before the colon (more
// from Okafor: “…”; it was no surprise to Ruiz, the lawyer: “…”).
func (m *matcher) lastNamed() bool {
	for k := m.left - 1; k >= m.from && m.left-k < farthestNamed; k-- {
		if m.quoted[k] > 0 {
			return false
		}
		if m.chunkAt[k] == 0 {
			continue
		}
		c := m.chunks[m.chunkAt[k]-1]
		if !m.timeWord(c.head) && (m.tokens[c.head].tag == name || m.tokens[c.head].tag == noun && c.End == m.left) {
			m.source, m.left = c.stretch, c.Start
			return true
		}
		k = c.Start
	}
	return false
}

// mainSubject takes for the source who does what the sentence before the colon
// tells (the mayor had a question: “…”).
func (m *matcher) mainSubject() bool {
	for k := m.from; k < m.left; k++ {
		n := m.groupAt[k]
		if n == 0 || m.groups[n-1].kind != finiteGroup || m.quoted[k] > 0 {
			continue
		}
		s, ok := m.finiteSubject(&m.groups[n-1])
		if !ok || s.End > m.left {
			return false
		}
		m.source, m.left = s, m.from
		return true
	}
	return false
}

// groupBetween tells whether a verb with a tense stands in from..to.
func (m *matcher) groupBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if n := m.groupAt[k]; n > 0 && m.groups[n-1].kind == finiteGroup {
			return true
		}
	}
	return false
}

// quoteAbove takes the quotation that is the paragraph above.
func (m *matcher) quoteAbove() bool {
	p := m.sentenceOf(m.from).paragraph
	if p == 0 || m.sentences[m.paragraphs[p].Start].Start != m.from {
		return false
	}
	above := m.paragraphs[p-1]
	from, to := m.sentences[above.Start].Start, m.sentences[above.End-1].End
	n := m.quoted[from]
	if n == 0 || m.quotations[n-1].Start != from || m.quotations[n-1].End != to {
		return false
	}
	m.add(stretch{from, to})
	return true
}
