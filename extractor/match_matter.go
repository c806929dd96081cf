package extractor

import "strings"

// onRight takes what goes on after an attribution's closing comma.
func (m *matcher) onRight() bool {
	k := m.overAdverbials(m.right, m.end)
	if k+2 >= m.end || m.tokens[k].lower != "," && m.tokens[k].lower != "—" && m.tokens[k].lower != "--" {
		return false
	}
	if m.nextAct(k + 1) {
		return false
	}
	m.add(stretch{k + 1, m.boundary(k+1, takesClause)})
	m.trailing = m.complement == takesQuote && m.quoted[m.right] == 0
	return true
}

// nextAct tells whether at k, behind a comma, the speaker's next act is told and
// no content of this one (…, he said, adding that it was late).
func (m *matcher) nextAct(k int) bool {
	g := m.groupStarting(k)
	if g == nil || g.kind != gerundGroup || m.quoted[k] > 0 {
		return false
	}
	w := m.word(g.head)
	return w != nil && w.verb != nil
}

// matter takes what somebody is silent about; the words before it are the
// cue's.
func (m *matcher) matter() bool {
	if m.right >= m.end || m.chunkAt[m.right] == 0 && m.tokens[m.right].tag != wh {
		return false
	}
	m.cue.End = m.right
	if !m.object.empty() {
		m.cue.End = m.object.Start
	}
	m.complement = takesNP
	m.addClause(m.right)
	return true
}

// predRight takes what something seems to be.
func (m *matcher) predRight() bool {
	if !m.takes(takesAdj) || m.right >= m.end {
		return false
	}
	switch t := &m.tokens[m.right]; {
	case t.tag == adjective, t.tag == participle, t.tag == adverb, m.chunkAt[m.right] > 0, t.lower == "like", t.lower == "as":
		m.addClause(m.right)
		return true
	}
	return false
}

func (m *matcher) prepRight(object bool) bool {
	k := m.right
	for n := 0; n < 2 && k < m.end && m.tokens[k].tag == adverb; n++ {
		k++
	}
	if k+1 >= m.end {
		return false
	}
	c, ok := prepositional[m.tokens[k].lower]
	if !ok {
		return false
	}
	if object {
		switch c {
		case takesOf:
			c = objectOf
		case takesFor:
			c = objectFor
		case takesAbout:
			c = objectAbout
		default:
			return false
		}
	}
	if !m.takes(c) {
		return false
	}
	if networks[strings.TrimSuffix(m.tokens[k+1].lower, ".")] && c == takesOn {
		return false // posted on X
	}
	if m.groupStarting(k) != nil || m.chunkAt[k+1] > 0 && m.timeWord(m.chunks[m.chunkAt[k+1]-1].head) {
		return false
	}
	if m.source.Start < m.cue.End {
		m.cue.End = k + 1
	}
	m.addClause(k + 1)
	return true
}

func (m *matcher) restRight() bool {
	if m.right >= m.end {
		return false
	}
	m.add(stretch{m.right, m.contentLimit(m.right)})
	return true
}
