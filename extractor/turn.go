package extractor

// longestLabel bounds how many tokens name who speaks a turn.
const longestLabel = 6

// turnsOfTranscript is how many labelled paragraphs make a text a transcript.
const turnsOfTranscript = 4

// holdsTurns tells whether paragraphs open with the name of who speaks them,
// some of them more than once.
func (d *document) holdsTurns() bool {
	count := make(map[string]int)
	turns, again := 0, 0
	for _, p := range d.paragraphs {
		s := d.sentences[p.Start]
		to := d.labelEnd(s)
		if to < 0 {
			continue
		}
		label := d.words(stretch{s.Start, to})
		if count[label] > 0 {
			again++
		}
		count[label]++
		turns++
	}
	return turns >= turnsOfTranscript && again > 0
}

// labelEnd gives the colon that ends the label of a turn that sentence s
// opens, or -1.
func (d *document) labelEnd(s sentence) int {
	for k := s.Start; k < s.End && k-s.Start <= longestLabel; k++ {
		t := &d.tokens[k]
		if t.lower == ":" && k > s.Start {
			return k
		}
		if !t.shape.is(capital) && !t.shape.is(upper) && !t.shape.is(mark) && !t.shape.is(dotted) {
			return -1
		}
	}
	return -1
}

// speaker takes for the source what names who speaks a transcript's turn:
// words in capitals, and other names where the text is a transcript.
func (m *matcher) speaker() bool {
	p := m.paragraphs[m.sentenceOf(m.from).paragraph]
	if m.sentences[p.Start].Start != m.from || m.left-m.from > longestLabel || m.left == m.from {
		return false
	}
	for k := m.from; k < m.left; k++ {
		shape := m.tokens[k].shape
		if !shape.is(upper) && !shape.is(mark) && !shape.is(dotted) && !(m.transcript && shape.is(capital)) {
			return false
		}
	}
	m.source = m.trimContent(stretch{m.from, m.left})
	m.left = m.from
	return !m.source.empty()
}

// herald takes the name that a paragraph opens with for the source of the
// quotation that follows its colon (Smith, in Leeds: “…”).
func (m *matcher) herald() bool {
	p := m.paragraphs[m.sentenceOf(m.from).paragraph]
	if m.sentences[p.Start].Start != m.from || m.left-m.from > 2*longestLabel || m.chunkAt[m.from] == 0 {
		return false
	}
	c := m.chunks[m.chunkAt[m.from]-1]
	if m.tokens[c.head].tag != name || c.End > m.left {
		return false
	}
	if c.End < m.left && m.tokens[c.End].lower != "," {
		return false
	}
	for k := c.End; k < m.left; k++ {
		if m.groupAt[k] > 0 {
			return false
		}
	}
	m.source, m.left = c.stretch, m.from
	return true
}

// turn takes a transcript's turn: the rest of the paragraph.
func (m *matcher) turn() bool {
	p := m.paragraphs[m.sentenceOf(m.from).paragraph]
	end := m.sentences[p.End-1].End
	if m.right >= end {
		return false
	}
	m.add(stretch{m.right, end})
	return true
}
