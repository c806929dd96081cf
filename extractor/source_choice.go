package extractor

// findSubjects lists who may be the source of the cue whose verb group is g:
// its nearest subject, then those of the finite verbs before it.
func (m *matcher) findSubjects(g *group) {
	m.subjects = m.subjects[:0]
	s, ok := m.subject(g)
	if !ok {
		s = stretch{}
	}
	m.subjects = append(m.subjects, s)
	from := m.sentences[m.tokens[g.head].sentence].Start
	if ok && m.certain(g, s) || !ok && g.kind == infGroup && m.nobodys(g, from) {
		return
	}
	for n := int(m.groupAt[g.head]) - 2; n >= 0 && m.groups[n].Start >= from && len(m.subjects) < 3; n-- {
		o := &m.groups[n]
		if o.kind != finiteGroup || m.quoted[o.Start] != m.quoted[g.Start] {
			continue
		}
		if g.Start-o.End > longestSource {
			return
		}
		if s, ok := m.finiteSubject(o); ok && !m.listsSubject(s) {
			m.subjects = append(m.subjects, s)
		}
	}
}

// certain tells whether the place of s leaves no doubt that it is g's subject.
func (m *matcher) certain(g *group, s stretch) bool {
	switch {
	case g.kind == finiteGroup:
		return s.End == g.Start || m.tokens[g.Start-1].tag == punctuation
	case g.kind == infGroup && s.End <= g.Start && s.Start > 0 && m.groupAt[s.Start-1] > 0:
		return controls[lemmaOf(&m.tokens[m.groups[m.groupAt[s.Start-1]-1].head])]
	}
	return s.End == g.Start && s.Start > 0 && m.tokens[s.Start-1].lower == "with" // with Smith calling it absurd
}

func (m *matcher) listsSubject(s stretch) bool {
	for _, o := range m.subjects {
		if o.Start == s.Start {
			return true
		}
	}
	return false
}

// whose gives the subject that is tried at present.
func (m *matcher) whose(g *group) (stretch, bool) {
	if m.option >= len(m.subjects) || m.rule.cue.kind == "noun" || m.rule.cue.kind == "adjective" {
		return m.subject(g)
	}
	s := m.subjects[m.option]
	return s, !s.empty()
}

// antecedent gives the phrase that a relative pronoun stands for.
func (d *document) antecedent(s stretch) (stretch, bool) {
	if s.End != s.Start+1 || d.tokens[s.Start].lower != "who" && d.tokens[s.Start].lower != "which" {
		return stretch{}, false
	}
	from := d.sentences[d.tokens[s.Start].sentence].Start
	k := s.Start - 1
	if k > from && d.tokens[k].lower == "," {
		k--
	}
	if k < from || d.chunkAt[k] == 0 || d.chunks[d.chunkAt[k]-1].End != k+1 {
		return stretch{}, false
	}
	return d.chunks[d.chunkAt[k]-1].stretch, true
}
