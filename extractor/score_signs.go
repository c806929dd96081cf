package extractor

// signs tells see all that speaks for or against the candidate.
func (m *matcher) signs(see func(sign)) {
	rule, lemma := m.rule.name, m.lemma
	class := ""
	if m.frame != nil {
		class = m.frame.name
	}
	takes := complementNames[m.complement]
	see(sign{"bias", "", ""})
	see(sign{"rule", rule, ""})
	see(sign{"lemma", lemma, ""})
	see(sign{"lemma-takes", lemma, takes})
	see(sign{"lemma-rule", lemma, rule})
	see(sign{"class-takes", class, takes})
	m.groupSigns(see, rule, lemma)
	if m.rule.cue.kind == "words" && m.cue.Start > m.from {
		see(sign{"before-rule", m.sighted(m.cue.Start - 1), rule})
	}
	m.sourceSigns(see, rule, lemma)
	m.contentSigns(see, rule, lemma)
	m.placeSigns(see, rule)
}

func (m *matcher) groupSigns(see func(sign), rule, lemma string) {
	g := m.group
	if g == nil {
		return
	}
	shape := groupShape(g)
	see(sign{"group", shape, ""})
	see(sign{"group-rule", shape, rule})
	see(sign{"group-lemma", shape, lemma})
	if g.negated {
		see(sign{"negated", rule, ""})
	}
	if g.modal {
		see(sign{"modal", m.tokens[g.Start].lower, ""})
	}
	if g.Start > m.from {
		see(sign{"before", m.sighted(g.Start - 1), ""})
		see(sign{"before-rule", m.sighted(g.Start - 1), rule})
		see(sign{"before-group", m.tokens[g.Start-1].form.String(), shape})
	}
	if g.kind == infGroup && m.groupAt[g.head] > 1 {
		if o := &m.groups[m.groupAt[g.head]-2]; o.End == g.Start {
			see(sign{"governor", m.tokens[o.head].lower, ""})
		}
	}
	if m.head+1 < m.end {
		see(sign{"after", m.sighted(m.head + 1), lemma})
		see(sign{"after-rule", m.sighted(m.head + 1), rule})
	}
}

// groupShape names the kind of a verb group.
func groupShape(g *group) string {
	switch {
	case g.passive:
		return "passive"
	case g.kind == infGroup:
		return "infinitive"
	case g.kind == gerundGroup:
		return "gerund"
	case g.kind == participleGroup:
		return "participle"
	case g.kind == bareGroup:
		return "bare"
	case g.modal:
		return "modal"
	case g.perfect:
		return "perfect"
	case g.present:
		return "present"
	}
	return "past"
}

func (m *matcher) sourceSigns(see func(sign), rule, lemma string) {
	if m.source.empty() {
		see(sign{"source", "none", rule})
		return
	}
	head := m.headOf(m.source)
	t := &m.tokens[head]
	word := t.lower
	kind := t.form.String()
	switch t.tag {
	case name:
		word = "name"
	case pronoun, wh, possessive, determiner:
		kind = t.lower
	}
	see(sign{"source", kind, ""})
	see(sign{"source-rule", kind, rule})
	see(sign{"source-lemma", kind, lemma})
	see(sign{"source-word", word, ""})
	if m.option > 0 {
		see(sign{"option", small[m.option], rule})
	}
	if m.group != nil {
		see(sign{"option-shape", small[m.option], groupShape(m.group)})
	}
	if g := m.group; g != nil && g.kind == finiteGroup && g.Start > m.from && m.tokens[g.Start-1].tag == punctuation {
		see(sign{"after-comma", rule, gap(g.Start - m.source.End)})
		see(sign{"after-comma-lemma", lemma, gap(g.Start - m.source.End)})
	}
	m.betweenSigns(see)
	see(sign{"source-first", m.sighted(m.source.Start), ""})
	if m.group != nil {
		see(sign{"source-gap", gap(m.group.Start - m.source.End), groupShape(m.group)})
	}
}

// betweenSigns looks at the verb that the source is the subject of, where
// that isn't the cue itself, and at what stands right before the cue.
func (m *matcher) betweenSigns(see func(sign)) {
	if m.group == nil || m.source.End >= m.group.Start {
		return
	}
	k := m.overAdverbs(m.source.End, m.end)
	if n := m.groupAt[k]; n > 0 && &m.groups[n-1] != m.group {
		o := &m.groups[n-1]
		see(sign{"host", groupShape(o), groupShape(m.group)})
		see(sign{"host-clause", clauseNames[m.clauseOf(o, m.source)], groupShape(m.group)})
		if w := m.word(o.head); w != nil && w.verb != nil {
			see(sign{"host-cue", w.lemma, groupShape(m.group)})
		} else {
			see(sign{"host-plain", groupShape(m.group), ""})
		}
		if m.group.Start > m.from {
			see(sign{"host-link", m.sighted(m.group.Start - 1), groupShape(m.group)})
		}
	}
}

// headOf gives the token that carries the meaning of a phrase: the head of its
// first noun phrase.
func (m *matcher) headOf(s stretch) int {
	if c := m.chunkAt[s.Start]; c > 0 && m.chunks[c-1].head < s.End {
		return m.chunks[c-1].head
	}
	return s.Start
}

func (m *matcher) contentSigns(see func(sign), rule, lemma string) {
	length, quoted := 0, 0
	for _, s := range m.content[:m.pieces] {
		length += s.End - s.Start
		if m.quoted[s.Start] > 0 && m.quoted[s.Start] != m.quoted[m.head] {
			quoted++
		}
	}
	first := m.content[0]
	see(sign{"length", gap(length), rule})
	see(sign{"length-lemma", gap(length / 3), lemma})
	see(sign{"first", m.sighted(first.Start), rule})
	see(sign{"first-form", m.tokens[first.Start].form.String(), rule})
	if first.Start < m.cue.Start && m.tokens[max(first.End-1, first.Start)].sentence != m.tokens[m.head].sentence {
		see(sign{"parted", m.tokens[max(first.End-2, 0)].lower, rule})
		see(sign{"parted-lemma", lemma, gap(m.end - m.cue.End)})
	}
	if quoted > 0 {
		see(sign{"quoted", rule, ""})
		see(sign{"quoted-lemma", lemma, ""})
	}
	shape := m.quoteShape()
	see(sign{"shape", shape, rule})
	see(sign{"shape-lemma", shape, lemma})
	see(sign{"shape-length", shape, gap(length)})
	if m.chunkAt[first.Start] > 0 {
		h := m.headOf(first)
		see(sign{"content-head", m.sighted(h), ""})
		see(sign{"content-form", m.tokens[h].form.String(), lemma})
	}
	if first.End >= m.end-1 {
		see(sign{"to-end", rule, ""})
	}
	see(sign{"pieces", gap(m.pieces), rule})
}

func (m *matcher) placeSigns(see func(sign), rule string) {
	if m.quoted[m.head] > 0 {
		see(sign{"in-quotes", rule, ""})
		see(sign{"in-quotes", "", ""})
	}
	if m.tokens[m.head].sentence == 0 {
		see(sign{"headline", rule, ""})
	}
	last := m.tokens[m.end-1].lower
	if closing(last) && m.end-2 >= m.from {
		last = m.tokens[m.end-2].lower
	}
	if last == "?" {
		see(sign{"question", rule, ""})
	}
}

// gap names a length coarsely.
func gap(n int) string {
	switch {
	case n < 0:
		return "behind"
	case n < len(small):
		return small[n]
	case n < 8:
		return "5-7"
	case n < 12:
		return "8-11"
	case n < 20:
		return "12-19"
	case n < 35:
		return "20-34"
	}
	return "35-"
}

var small = [...]string{"0", "1", "2", "3", "4"}

// sighted is token i as a sign tells of it: its word, or that it is a name,
// whichever. What holds of one name holds of all.
func (d *document) sighted(i int) string {
	if t := &d.tokens[i]; t.tag != name {
		return t.lower
	}
	return "NAME"
}
