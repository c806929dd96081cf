package extractor

func (m *matcher) sourceLeft(kind string) bool {
	switch kind {
	case "owner":
		return m.owner()
	case "line":
		return m.line()
	case "label":
		return m.label()
	case "last":
		return m.lastNamed()
	case "main":
		return m.mainSubject()
	case "herald":
		return m.herald()
	case "speaker":
		return m.speaker()
	case "light":
		return m.light()
	case "asked":
		return m.asked()
	case "silent":
		return m.light() && m.group != nil && answering[lemmaOf(&m.tokens[m.group.head])] && (m.group.negated || m.overRefusal())
	case "copula":
		return m.governed(m.head)
	}
	s, ok := m.whose(m.group)
	if !ok {
		return false
	}
	m.source = s
	if kind == "plain" && s.End > m.left {
		return false
	}
	m.left = min(m.left, s.Start)
	return true
}

// owner takes the possessive before a noun cue for its source.
func (m *matcher) owner() bool {
	c := m.chunks[m.chunkAt[m.head]-1]
	for k := m.head - 1; k >= c.Start; k-- {
		switch m.tokens[k].form {
		case formPRPS:
			m.source, m.left = stretch{k, k + 1}, k
			return true
		case formPOS:
			if k == c.Start {
				return false
			}
			m.source, m.left = stretch{c.Start, k}, c.Start
			return true
		}
	}
	return false
}

// light takes the subject of the verb that the cue's noun hangs on (voiced
// support).
func (m *matcher) light() bool {
	start := m.chunks[m.chunkAt[m.head]-1].Start
	for k := m.head - 1; k >= start; k-- {
		if f := m.tokens[k].form; f == formPOS || f == formPRPS {
			return false
		}
	}
	if k := start - 1; k > m.from && (m.tokens[k].tag == preposition || m.tokens[k].form == formTO) {
		return m.governed(k)
	}
	return m.governed(start)
}

// governed takes for the source the subject of the verb group that ends before
// token i, and the group into the cue.
func (m *matcher) governed(i int) bool {
	k := m.underAdverbs(i-1, m.from)
	if k < m.from || m.groupAt[k] == 0 {
		return false
	}
	g := &m.groups[m.groupAt[k]-1]
	if g.End != k+1 {
		return false
	}
	s, ok := m.subject(g)
	if !ok {
		return false
	}
	m.group = g
	m.source = s
	m.cue.Start = g.Start
	m.left = min(s.Start, g.Start)
	return true
}

// overRefusal takes into the cue what an infinitive hangs on where that says
// that nothing was said (has yet to give an answer, declined to give one).
func (m *matcher) overRefusal() bool {
	g := m.group
	k := m.underAdverbs(g.Start-1, m.from)
	if g.kind != infGroup || k < m.from || m.groupAt[k] == 0 {
		return false
	}
	o := &m.groups[m.groupAt[k]-1]
	if !(haveForms[m.tokens[o.head].lower] && m.tokens[g.Start-1].lower == "yet") && !refusals[lemmaOf(&m.tokens[o.head])] {
		return false
	}
	m.cue.Start = o.Start
	return true
}

var (
	refusals  = set("decline refuse fail neglect")
	answering = set("give provide offer make issue have publish send deliver")
)

// label takes all words before a colon for its source where they are a noun
// phrase and no more.
func (m *matcher) label() bool {
	if m.left-m.from > 14 || m.left == m.from || m.chunkAt[m.from] == 0 || m.chunkAt[m.left-1] == 0 {
		return false
	}
	for k := m.from; k < m.left; k++ {
		if m.groupAt[k] > 0 || m.tokens[k].tag == pronoun {
			return false
		}
	}
	m.source, m.left = stretch{m.from, m.left}, m.from
	return true
}

// line takes a short line before a colon for its source: a name or two.
func (m *matcher) line() bool {
	if m.left-m.from > 6 || m.left == m.from || m.chunkAt[m.left-1] == 0 {
		return false
	}
	c := m.chunks[m.chunkAt[m.left-1]-1]
	if c.Start != m.from || m.tokens[c.head].tag != name {
		return false
	}
	m.source, m.left = c.stretch, c.Start
	return true
}

func (m *matcher) sourceRight(kind string) bool {
	if kind == "lead" || kind == "tail" {
		return m.sourceUntil(kind == "lead")
	}
	s, ok := m.phraseFrom(m.right, m.end)
	if !ok || kind == "poll" && !m.names(s, polls) {
		return false
	}
	if s.End < m.end && m.groupStarting(s.End) != nil && m.groupStarting(s.End).kind == finiteGroup && m.rule.cue.kind == "finite" {
		return false
	}
	if kind == "signed" && m.groupBetween(s.Start, m.end) {
		return false
	}
	m.source = s
	m.right = s.End
	return true
}

// sourceUntil takes for the source all words up to a comma: for a lead, up to
// the one before which the clause proper begins.
func (m *matcher) sourceUntil(lead bool) bool {
	for k := m.right; k < m.end && k-m.right < longestSource; k++ {
		stops := k > m.right && m.tokens[k].tag == punctuation && m.quoted[k] == m.quoted[m.right]
		switch m.tokens[k].lower {
		case ",", ":":
			if lead && !m.startsClause(k+1, m.end) {
				stops = false
			}
		case ".", ";", ")", "—", "--", "–", "?", "!":
			if lead {
				return false
			}
		case "which", "who", "while", "although", "but":
			stops = !lead
		default:
			stops = false
		}
		if stops || k == m.end-1 {
			if lead && k == m.end-1 || k == m.right {
				return false
			}
			m.source, m.right = stretch{m.right, k}, k
			return true
		}
	}
	return false
}

var polls = set("poll polls survey surveys polling study studies average averages")

// names tells whether a word of the set stands in s.
func (m *matcher) names(s stretch, words map[string]bool) bool {
	for k := s.Start; k < s.End; k++ {
		if words[m.tokens[k].lower] {
			return true
		}
	}
	return false
}

// objectRight takes the person told or asked.
func (m *matcher) objectRight(plain bool) bool {
	k := m.right
	if k < m.end && (m.tokens[k].lower == "to" || m.tokens[k].lower == "with") {
		k++
	}
	if k >= m.end || m.chunkAt[k] == 0 {
		return false
	}
	c := m.chunks[m.chunkAt[k]-1]
	to := c.End
	for n := 0; !plain && n < 4 && to+1 < m.end && (m.tokens[to].tag == preposition || m.tokens[to].lower == "and") && m.tokens[to].lower != "that" && m.chunkAt[to+1] > 0; n++ {
		to = m.chunks[m.chunkAt[to+1]-1].End
	}
	m.object = stretch{c.Start, to}
	m.right = to
	return true
}
