package extractor

import "strings"

// attribute finds the attributions of d, in the text's order.
func (b *Book) attribute(d *document) []attribution { return b.attributeSeen(d, nil) }

// attributeSeen is attribute; see, where it isn't nil, sees every candidate
// before it is weighed.
func (b *Book) attributeSeen(d *document, see func(*matcher)) []attribution {
	m := b.matcher(d)
	if see != nil {
		m.observe = func() { see(m) }
	}
	var out []attribution
	for _, s := range d.sentences {
		if d.refers(s) {
			continue
		}
		for i := s.Start; i < s.End; i++ {
			if m.cueAt(i) {
				out = append(out, m.attribution())
			}
		}
	}
	return d.arrange(append(out, d.interview.attributions(d, b.rules.interview)...))
}

// matcher makes d ready to be matched.
func (b *Book) matcher(d *document) *matcher {
	d.cues = make([]*cueWord, len(d.tokens))
	for i := range d.tokens {
		d.cues[i] = b.rules.words[d.tokens[i].lower]
	}
	d.mend()
	d.findGroups()
	d.findChunks()
	d.transcript = d.holdsTurns()
	d.interview = d.findInterview()
	d.findNearQuotes()
	return &matcher{document: d, book: b.rules}
}

// word gives what token i may be as a cue, or nil.
func (d *document) word(i int) *cueWord { return d.cues[i] }

// cueAt tries the rules at token i. Of those that match and are likely enough
// the likeliest wins, the earlier of equals.
func (m *matcher) cueAt(i int) bool {
	m.best = candidate{confidence: -1}
	m.known = m.known[:0]
	m.lemma, m.particle = "", 0
	for _, r := range m.book.literal[m.tokens[i].lower] {
		m.offer(m.atWords(r, i))
	}
	if w := m.word(i); w != nil {
		m.tryWord(w, i)
	}
	m.tryOpen(i)
	m.candidate = m.best
	return m.confidence >= acceptedQuoting && m.confidence >= m.needs()
}

// accepted is the likelihood from which on a candidate is an attribution,
// acceptedQuoting the same where its content holds a quotation: what stands in
// quotation marks nearly always is somebody's.
const accepted, acceptedQuoting = 0.35, 0.28

// needs gives how likely the candidate has to be.
func (m *matcher) needs() float64 {
	for _, s := range m.content[:m.pieces] {
		for k := s.Start; k < s.End; k++ {
			if m.quoted[k] > 0 && m.quoted[k] != m.quoted[m.head] {
				return acceptedQuoting
			}
		}
	}
	return accepted
}

func (m *matcher) tryWord(w *cueWord, i int) {
	if n := m.groupAt[i]; n > 0 && m.groups[n-1].head == i {
		if w.verb != nil {
			m.tryVerb(&m.groups[n-1], w.verb, w.lemma, 0)
		}
		for k := range w.phrasal {
			p := &w.phrasal[k]
			if g := &m.groups[n-1]; g.End < len(m.tokens) && m.tokens[g.End].lower == p.particle {
				m.tryVerb(g, p.uses, p.lemma, 1)
			}
		}
	}
	m.particle, m.lemma = 0, w.lemma
	if w.noun != nil && m.tokens[i].tag == noun && m.chunkAt[i] > 0 {
		m.uses = w.noun
		for _, r := range m.book.nouns {
			m.offer(m.atWord(r, i))
		}
	}
	if w.adjective != nil && (m.groupAt[i] == 0 || m.groups[m.groupAt[i]-1].passive) {
		m.uses = w.adjective
		for _, r := range m.book.adjs {
			m.offer(m.atWord(r, i))
		}
	}
}

// tryVerb tries the rules for verbs at group g; particle counts the words after
// it that belong to the verb.
func (m *matcher) tryVerb(g *group, u *uses, lemma string, particle int) {
	m.uses, m.lemma, m.particle = u, lemma, particle
	m.findSubjects(g)
	for m.option = 0; m.option == 0 || m.option < len(m.subjects); m.option++ {
		for _, r := range m.book.verbs {
			if m.option == 0 || r.asksSubject {
				m.offer(m.atVerb(r, g))
			}
		}
	}
	m.option = 0
}

// offer weighs the candidate if it matched and keeps it if it is the best.
func (m *matcher) offer(matched bool) {
	if !matched || m.narrates() || m.passesQuote() {
		return
	}
	if m.observe != nil {
		m.observe()
	}
	if m.confidence = likelihood(m.score()); m.confidence > m.best.confidence {
		m.best = m.candidate
	}
}

func (m *matcher) atWord(r *rule, i int) bool {
	if r.cue.lemmas != nil && !has(r.cue.lemmas, m.word(i).lemma) {
		return false
	}
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
		head: m.head, words: m.cue, object: m.object, confidence: m.confidence,
	}
	if m.group != nil {
		a.negated, a.passive = m.group.negated, m.group.passive
	}
	spans := make([]Span, 0, m.pieces+3)
	if !m.source.empty() {
		if before, ok := d.antecedent(m.source); ok {
			spans = append(spans, d.span(before))
		}
		spans = append(spans, d.span(m.source))
		a.source = spans[:len(spans):len(spans)]
	}
	from := len(spans)
	if !m.cue.empty() {
		spans = append(spans, d.span(m.cue))
		a.cue = spans[from : from+1 : from+1]
		from++
	}
	for _, s := range m.content[:m.pieces] {
		if s = d.trimContent(s); !s.empty() && d.wordIn(s) {
			spans = append(spans, d.span(s))
		}
	}
	a.content = spans[from:len(spans):len(spans)]
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

// wordIn tells whether there is more than marks in s.
func (d *document) wordIn(s stretch) bool {
	for k := s.Start; k < s.End; k++ {
		if !d.tokens[k].shape.is(mark) {
			return true
		}
	}
	return false
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
