package extractor

// candidate is what a rule makes of a cue, in tokens.
type candidate struct {
	rule *rule
	// option counts the subjects tried for the cue, the nearest being 0.
	option     int
	frame      *frame
	complement complement
	group      *group
	head       int
	source     stretch
	cue        stretch
	object     stretch
	content    [maxPieces]stretch
	pieces     int
	confidence float64
}

const maxPieces = 12

// add takes a piece of the content in. A rule and the search for what goes on
// behind it may find the same one: it counts once.
func (c *candidate) add(s stretch) {
	if s.empty() || c.pieces == maxPieces {
		return
	}
	for _, p := range c.content[:c.pieces] {
		if p.Start < s.End && s.Start < p.End {
			return
		}
	}
	c.content[c.pieces] = s
	c.pieces++
}

// matcher tries the rules of a book at the cues of a document.
type matcher struct {
	*document
	book *ruleBook
	uses *uses
	candidate
	best candidate
	// observe, where it is set, sees every candidate before it is weighed.
	observe   func()
	from, end int // the sentence
	subjects  []stretch
	known     []knownEnd
	lemma     string // of the cue that is tried, with its particle
	particle  int
	ends      []likelyEnd
	trailing  bool // whether the content stands before the cue
	left      int  // where the pattern's next element to the left ends
	right     int  // where the next one to the right begins
}

// at tries rule r at the cue whose verb group is g.
func (m *matcher) atVerb(r *rule, g *group) bool {
	if !verbFits(r.cue.kind, g) || r.cue.lemmas != nil && !has(r.cue.lemmas, m.lemma) {
		return false
	}
	m.begin(r, g.head)
	m.group = g
	m.cue = stretch{g.Start, g.End + m.particle}
	m.left, m.right = g.Start, g.End+m.particle
	return m.run(r)
}

func (m *matcher) begin(r *rule, head int) {
	s := m.sentences[m.tokens[head].sentence]
	m.trailing = false
	m.from, m.end = s.Start, s.End
	m.candidate = candidate{rule: r, head: head, option: m.option}
}

func (m *matcher) run(r *rule) bool {
	for i := range r.left {
		if !m.leftOf(&r.left[i]) && !r.left[i].optional {
			return false
		}
	}
	for i := range r.right {
		if !m.rightOf(&r.right[i]) && !r.right[i].optional {
			return false
		}
	}
	if m.trailing {
		m.continuation()
	}
	return m.pieces > 0
}

// verbFits tells whether a verb group is of the kind that a rule asks for.
func verbFits(kind string, g *group) bool {
	switch kind {
	case "finite":
		return g.kind == finiteGroup && !g.passive
	case "passive":
		return g.passive
	case "appear":
		return !g.passive
	case "participle":
		return g.kind == participleGroup
	}
	return !g.passive && g.kind != participleGroup
}

// knownKind tells whether a pattern's slot is of a kind that the matcher
// knows.
func knownKind(e element) bool {
	switch e.fills {
	case sourceSlot:
		switch e.kind {
		case "", "plain", "right", "speaker", "lead", "tail", "owner", "line", "herald", "light", "silent", "copula", "poll", "label", "asked", "last", "main", "signed":
			return true
		}
	case cueSlot:
		switch e.kind {
		case "", "finite", "passive", "appear", "participle", "noun", "adjective":
			return true
		}
	case contentSlot:
		switch e.kind {
		case "quote", "left", "subject", "which", "own", "island", "relative", "gap", "turn", "on", "matter", "self", "comment", "unanswered", "above", "phrase", "pred", "that", "wh", "clause", "inf", "np", "ger", "prep", "rest", "adj",
			"obj.quote", "obj.that", "obj.wh", "obj.clause", "obj.inf", "obj.prep":
			return true
		}
	case objectSlot:
		return e.kind == "" || e.kind == "plain"
	}
	return false
}

// leftOf matches an element that stands before the cue.
func (m *matcher) leftOf(e *element) bool {
	switch e.fills {
	case wordSlot:
		k := m.left - 1
		if k < m.from || !has(e.words, m.tokens[k].lower) {
			return false
		}
		m.left = k
		return true
	case startSlot:
		return m.left == m.from
	case sourceSlot:
		return m.sourceLeft(e.kind)
	case contentSlot:
		return m.contentLeft(e.kind)
	}
	return false
}

func has(words []string, w string) bool {
	for _, o := range words {
		if o == w {
			return true
		}
	}
	return false
}

// takes tells whether the cue takes complement c, and remembers its frame.
func (m *matcher) takes(c complement) bool {
	if m.uses == nil {
		return false
	}
	f := m.uses[c]
	if f == nil && m.nearQuote[m.head] && m.groupAt[m.head] > 0 && m.rule.cue.kind != "noun" && m.rule.cue.kind != "adjective" {
		f = m.book.open[c]
	}
	if f == nil {
		return false
	}
	m.frame, m.complement = f, c
	return true
}

// rightOf matches an element that stands after the cue.
func (m *matcher) rightOf(e *element) bool {
	switch e.fills {
	case wordSlot:
		if m.right >= m.end || !has(e.words, m.tokens[m.right].lower) {
			return false
		}
		m.right++
		return true
	case endSlot:
		return m.right >= m.end-1
	case sourceSlot:
		return m.sourceRight(e.kind)
	case objectSlot:
		return m.objectRight(e.kind == "plain")
	case contentSlot:
		return m.contentRight(e.kind)
	}
	return false
}
