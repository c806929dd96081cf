package extractor

// longestSource bounds how far a subject is looked for, in tokens.
const longestSource = 48

// subject finds the subject of a verb group: the words before it that name who
// does it.
func (d *document) subject(g *group) (stretch, bool) {
	switch g.kind {
	case finiteGroup:
		return d.finiteSubject(g)
	case infGroup, bareGroup:
		return d.governorSubject(g)
	}
	return d.participleSubject(g)
}

// finiteSubject finds the subject of a group that has a tense.
func (d *document) finiteSubject(g *group) (stretch, bool) {
	from := d.sentences[d.tokens[g.head].sentence].Start
	p := d.underAdverbs(g.Start-1, from)
	if p < from {
		return stretch{}, false
	}
	t := &d.tokens[p]
	switch {
	case t.form == formWP || t.form == formWDT || t.lower == "that" && t.form != formDT:
		return stretch{p, p + 1}, true
	case t.lower == "," || t.lower == "—" || t.lower == "”" || t.lower == "\"" || t.lower == "–" || t.lower == "--" || t.lower == ")":
		return d.subjectBehind(p, from)
	case t.form == formCC:
		return d.sharedSubject(g, from)
	}
	if s, ok := d.phraseEnding(p, from); ok {
		return s, true
	}
	return d.sharedSubject(g, from)
}

// underAdverbs steps back over adverbs from p.
func (d *document) underAdverbs(p, from int) int {
	for n := 0; p >= from && n < 4 && d.tokens[p].tag == adverb; n++ {
		p--
	}
	return p
}

// sharedSubject finds the subject that a coordinated verb has in common with
// the one before it (denied the charge and called it absurd).
func (d *document) sharedSubject(g *group, from int) (stretch, bool) {
	for n := int(d.groupAt[g.head]) - 2; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if g.Start-o.End > longestSource {
			break
		}
		if o.kind != finiteGroup {
			continue
		}
		if o.present != g.present && !o.modal && !g.modal {
			continue
		}
		if d.quoted[o.Start] != d.quoted[g.Start] {
			continue
		}
		p := d.underAdverbs(o.Start-1, from)
		if p < from || d.tokens[p].form == formCC {
			continue
		}
		return d.finiteSubject(o)
	}
	return stretch{}, false
}

// governorSubject finds the subject of an infinitive: that of the verb that it
// hangs on.
func (d *document) governorSubject(g *group) (stretch, bool) {
	from := d.sentences[d.tokens[g.head].sentence].Start
	for n := int(d.groupAt[g.head]) - 2; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if g.Start-o.End > longestSource {
			break
		}
		if o.kind == infGroup || o.kind == bareGroup {
			continue
		}
		return d.subject(o)
	}
	return stretch{}, false
}

// participleSubject finds who does a gerund: the noun directly before it, or
// the subject of the sentence's main verb before a comma.
func (d *document) participleSubject(g *group) (stretch, bool) {
	from := d.sentences[d.tokens[g.head].sentence].Start
	p := d.underAdverbs(g.Start-1, from)
	if p >= from && d.chunkAt[p] > 0 && d.tokens[p].tag != number {
		return d.phraseEnding(p, from)
	}
	if p >= from && d.tokens[p].tag == possessive {
		return stretch{p, p + 1}, true
	}
	for n := int(d.groupAt[g.head]) - 2; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if o.kind != finiteGroup || d.quoted[o.Start] != d.quoted[g.Start] {
			continue
		}
		if g.Start-o.End > 2*longestSource {
			break
		}
		if w := d.word(o.head); n > 0 && (w == nil || w.verb == nil) && d.earlierCue(n, from) {
			continue
		}
		return d.finiteSubject(o)
	}
	return d.followingSubject(g)
}

// earlierCue tells whether a finite cue stands before group n in the sentence.
func (d *document) earlierCue(n, from int) bool {
	for n--; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if o.kind != finiteGroup {
			continue
		}
		if w := d.word(o.head); w != nil && w.verb != nil {
			return true
		}
	}
	return false
}

// followingSubject finds the subject after an opening participle clause
// (Calling it absurd, Smith left).
func (d *document) followingSubject(g *group) (stretch, bool) {
	end := d.sentences[d.tokens[g.head].sentence].End
	for i := g.End; i+1 < end && i-g.End < longestSource; i++ {
		if d.tokens[i].lower == "," && d.chunkAt[i+1] > 0 {
			c := d.chunks[d.chunkAt[i+1]-1]
			if c.End < end && d.groupAt[c.End] > 0 && d.groups[d.groupAt[c.End]-1].kind == finiteGroup {
				return c.stretch, true
			}
		}
	}
	return stretch{}, false
}

// findSubjects lists who may be the source of the cue whose verb group is g:
// its nearest subject, then those of the finite verbs before it.
func (m *matcher) findSubjects(g *group) {
	m.subjects = m.subjects[:0]
	s, ok := m.subject(g)
	if !ok {
		s = stretch{}
	}
	m.subjects = append(m.subjects, s)
	if ok && s.End == g.Start && g.kind == finiteGroup {
		return
	}
	if p := g.Start - 1; g.kind == finiteGroup && p >= 0 && m.tokens[p].tag == punctuation {
		return
	}
	from := m.sentences[m.tokens[g.head].sentence].Start
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
