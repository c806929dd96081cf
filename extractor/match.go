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

func (c *candidate) add(s stretch) {
	if c.pieces < maxPieces && !s.empty() {
		c.content[c.pieces] = s
		c.pieces++
	}
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
	trailing  bool // whether the content stands before the cue
	left      int  // where the pattern's next element to the left ends
	right     int  // where the next one to the right begins
}

// at tries rule r at the cue whose verb group is g.
func (m *matcher) atVerb(r *rule, g *group) bool {
	if !verbFits(r.cue.kind, g) || r.cue.lemmas != nil && !has(r.cue.lemmas, m.word(g.head).lemma) {
		return false
	}
	m.begin(r, g.head)
	m.group = g
	m.cue = g.stretch
	m.left, m.right = g.Start, g.End
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
		case "", "plain", "right", "speaker", "lead", "tail", "owner", "line", "light", "copula", "poll":
			return true
		}
	case cueSlot:
		switch e.kind {
		case "", "finite", "passive", "appear", "participle", "noun", "adjective":
			return true
		}
	case contentSlot:
		switch e.kind {
		case "quote", "left", "subject", "island", "relative", "gap", "turn", "on", "matter", "phrase", "pred", "that", "wh", "clause", "inf", "np", "ger", "prep", "rest", "adj",
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

func (m *matcher) sourceLeft(kind string) bool {
	switch kind {
	case "owner":
		return m.owner()
	case "line":
		return m.line()
	case "speaker":
		return m.speaker()
	case "light":
		return m.light()
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

// speaker takes the capitals before a transcript's colon for the source.
func (m *matcher) speaker() bool {
	p := m.paragraphs[m.sentenceOf(m.from).paragraph]
	if m.sentences[p.Start].Start != m.from || m.left-m.from > 5 || m.left == m.from {
		return false
	}
	for k := m.from; k < m.left; k++ {
		if !m.tokens[k].shape.is(upper) && !m.tokens[k].shape.is(mark) && !m.tokens[k].shape.is(dotted) {
			return false
		}
	}
	m.source = m.trimContent(stretch{m.from, m.left})
	m.left = m.from
	return !m.source.empty()
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

func (m *matcher) contentLeft(kind string) bool {
	switch kind {
	case "quote":
		return (m.rule.cue.kind == "words" || m.takes(takesQuote)) && m.quoteLeft()
	case "left":
		if m.rule.cue.kind != "words" && !m.takes(takesQuote) && !m.takes(takesClause) || m.left-m.from < 2 || m.quoted[m.left] > 0 {
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
	case "subject":
		s, ok := m.subject(m.group)
		if !ok {
			return false
		}
		if m.uses == nil {
			return false
		}
		m.add(s)
		return true
	}
	return false
}

// island takes the sentence's beginning for content that goes on after the
// attribution (The plan, he said, is dead).
func (m *matcher) island() bool {
	if !m.takes(takesQuote) && !m.takes(takesClause) || m.quoted[m.left] > 0 || m.left == m.from {
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
	if !ok || m.quoted[m.head] > 0 {
		return false
	}
	lead := m.sentences[m.tokens[q.Start].sentence].Start
	if q.Start-lead > 1 && m.quoted[q.Start-1] == 0 && m.tokens[q.Start-1].lower != ":" {
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
	for k := i; k < m.end; k++ {
		if g := m.groupStarting(k); g != nil && (g.kind == finiteGroup || g.kind == gerundGroup) {
			return 0
		}
		if q := m.quoted[k]; q > 0 {
			if m.quotations[q-1].Start == k && k > m.from && has(pauses[:], m.tokens[k-1].lower) {
				return k
			}
			k = m.quotations[q-1].End - 1
		}
	}
	return 0
}

var pauses = [...]string{",", ":", "—", "--"}

// takeQuotations adds the quotation that opens at token n and what follows on
// it directly in the same paragraph, or carries it over.
func (m *matcher) takeQuotations(n int) {
	q := int(m.quoted[n]) - 1
	m.add(m.quotations[q].stretch)
	for m.quotations[q].next >= 0 {
		q = m.quotations[q].next
		m.add(m.quotations[q].stretch)
	}
	for q+1 < len(m.quotations) && m.quotations[q+1].Start == m.quotations[q].End &&
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
	for n := int(q) - 1; m.quotations[n].next >= 0; {
		n = m.quotations[n].next
		m.add(m.quotations[n].stretch)
	}
}

// takes tells whether the cue takes complement c, and remembers its frame.
func (m *matcher) takes(c complement) bool {
	if m.uses == nil || m.uses[c] == nil {
		return false
	}
	m.frame, m.complement = m.uses[c], c
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
