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
	p := d.underTimes(g.Start-1, from)
	if p < from {
		return stretch{}, false
	}
	p = d.underFloating(p, from)
	if o := d.groupAt[p]; o > 0 && d.groups[o-1].kind == finiteGroup && d.groups[o-1].Start < g.Start {
		return d.finiteSubject(&d.groups[o-1]) // have both argued
	}
	t := &d.tokens[p]
	switch {
	case t.form == formWP || t.form == formWDT || t.lower == "that" && t.form != formDT:
		return stretch{p, p + 1}, true
	case closing(t.lower) && d.quoted[p] > 0:
		return d.titledSubject(p, from)
	case t.lower == "," || t.lower == "—" || t.lower == "–" || t.lower == "--" || t.lower == ")":
		return d.subjectBehind(p, from)
	case t.form == formCC:
		return d.sharedSubject(g, from)
	}
	s, ok := d.phraseEnding(p, from)
	if !ok {
		return d.sharedSubject(g, from)
	}
	// who in two letters said, and in a statement called
	if q := s.Start - 2; q >= from && d.tokens[q+1].tag == preposition {
		switch b := &d.tokens[q]; {
		case b.form == formWP || b.form == formWDT:
			return stretch{q, q + 1}, true
		case b.form == formCC:
			if s, ok := d.sharedSubject(g, from); ok {
				return s, true
			}
		}
	}
	return s, true
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
	if s, ok := d.sharedIn(g, from, false); ok {
		return s, true
	}
	return d.sharedIn(g, from, true)
}

// sharedIn is sharedSubject of a verb of the same tense, or of any.
func (d *document) sharedIn(g *group, from int, any bool) (stretch, bool) {
	for n := int(d.groupAt[g.head]) - 2; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if g.Start-o.End > longestSource {
			break
		}
		if o.kind != finiteGroup {
			continue
		}
		if o.present != g.present && !o.modal && !g.modal && !any {
			continue
		}
		if d.quoted[o.Start] != d.quoted[g.Start] {
			continue
		}
		p := d.underAdverbs(o.Start-1, from)
		if p < from || d.tokens[p].form == formCC {
			continue
		}
		s, ok := d.finiteSubject(o)
		if ok && d.ownWords(g, o, s) {
			continue // said that he hadn't read it, but called it fair
		}
		return s, ok
	}
	return stretch{}, false
}

// ownWords tells whether the verb of o, whose subject is s, stands in what
// somebody said of himself, which a comma ends before g.
func (d *document) ownWords(g, o *group, s stretch) bool {
	k := g.Start - 1
	return k > 0 && d.tokens[k].form == formCC && d.tokens[k-1].lower == "," && d.word(g.head) != nil && d.word(g.head).verb != nil &&
		d.tokens[s.Start].tag == pronoun && d.clauseOf(o, s) == reportedClause
}

// governorSubject finds the subject of an infinitive: that of the verb that it
// hangs on.
func (d *document) governorSubject(g *group) (stretch, bool) {
	from := d.sentences[d.tokens[g.head].sentence].Start
	if d.nobodys(g, from) {
		return stretch{}, false
	}
	for n := int(d.groupAt[g.head]) - 2; n >= 0 && d.groups[n].Start >= from; n-- {
		o := &d.groups[n]
		if g.Start-o.End > longestSource {
			break
		}
		if controls[lemmaOf(&d.tokens[o.head])] && !o.passive {
			if p := d.underTimes(g.Start-1, from); p >= o.End && d.chunkAt[p] > 0 {
				return d.phraseEnding(p, o.End) // prompted the port to say
			}
		}
		if o.kind == infGroup || o.kind == bareGroup {
			continue
		}
		return d.subject(o)
	}
	return stretch{}, false
}

// nobodys tells whether an infinitive says what a thing is that stands aside
// from the sentence's subject (it comes amid efforts to understand the fault).
func (d *document) nobodys(g *group, from int) bool {
	c, ok := d.chunkEnding(g.Start-1, from)
	k := c.Start - 1
	if ok && k > from && d.tokens[k].form == formVBG {
		k-- // amid ongoing efforts
	}
	return ok && k >= from && d.tokens[c.head].tag == noun && aside[d.tokens[k].lower]
}

var aside = set("amid amidst despite among behind during over")

// controls are verbs whose object is the one who does what the infinitive
// behind it says.
var controls = set("lead cause prompt allow enable permit force drive push compel inspire spur help get leave empower oblige provoke tempt")

// participleSubject finds who does a gerund: the noun directly before it, or
// the subject of the sentence's main verb before a comma.
func (d *document) participleSubject(g *group) (stretch, bool) {
	from := d.sentences[d.tokens[g.head].sentence].Start
	p := d.underTimes(g.Start-1, from)
	if p >= from && d.chunkAt[p] > 0 && d.tokens[p].tag != number {
		return d.phraseEnding(p, from)
	}
	if p >= from && d.tokens[p].tag == possessive {
		return stretch{p, p + 1}, true
	}
	if s, ok := d.mainSubject(g, from); ok {
		return s, true
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
