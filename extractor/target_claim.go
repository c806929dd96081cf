package extractor

// denied names whose claim is denied: whom the denial names, else who made
// the claim that it points back to. Who denies an act of its own denies it to
// nobody.
func (v *view) denied(w verdict) string {
	if w.clause != nil {
		return v.deniedClause(w.clause)
	}
	if w.rule != nil && w.rule.where == anywhere {
		for n := range v.clauses {
			if c := &v.clauses[n]; v.content[c.predicate] <= w.trigger.Start && w.trigger.Start <= v.content[c.end-1] {
				return v.deniedClause(c)
			}
		}
		return v.answered()
	}
	if v.differs(w) {
		if name := v.cueTarget(w); name != "" {
			return name
		}
		if name := v.contentParty(w); name != "" {
			return name
		}
		return v.lastSpeaker(3)
	}
	return v.claimant()
}

// declined names whose offer or request is turned down: whom the refusal
// names, else who made one to the speaker's side last.
func (v *view) declined(w verdict) string {
	if w.clause == nil {
		if name := v.cueTarget(w); name != "" {
			return name
		}
		if c := v.firstChunk(); !c.empty() {
			if name := v.partyIn(c.stretch); name != "" {
				return name
			}
			if name := v.madeBy(c.End); name != "" {
				return name
			}
			if c.Start == v.content[0] && !v.pointsBack(c.Start) && v.d.tokens[c.head].form == formNNS {
				return "" // calls for her to resign
			}
		}
	} else if name := v.clauseTarget(w); name != "" {
		return name
	}
	if name := v.contentParty(w); name != "" {
		return name
	}
	return v.otherwise(w)
}

// differs tells whether the cue is a disagreement with somebody rather than a
// denial of something.
func (v *view) differs(w verdict) bool {
	for i := w.trigger.Start; i < w.trigger.End; i++ {
		switch lemmaOf(&v.d.tokens[i]) {
		case "disagree", "break", "differ", "defend", "distance", "beg":
			return true
		}
	}
	return false
}

// deniedClause names whose claim a clause calls untrue: its subject's.
func (v *view) deniedClause(c *clausePart) string {
	if c.subject.empty() || v.subjectKind(c) == "self" {
		return v.answered()
	}
	subject := v.absolute(c.subject)
	if name := v.partyIn(subject); name != "" {
		return name
	}
	if v.pointsBack(subject.Start) {
		if name := v.contentParty(verdict{}); name != "" {
			return name
		}
		if name := v.opponent(); name != "" {
			return name
		}
		return v.lastSpeaker(2)
	}
	return v.answered()
}

// claimant names who made the claim that a cue's content stands for.
func (v *view) claimant() string {
	if len(v.content) == 0 {
		return ""
	}
	first := v.content[0]
	if len(v.cue) > 0 && first == v.cue[0] || v.bare(first) {
		return v.lastSpeaker(4)
	}
	c := v.firstChunk()
	if c.empty() {
		return ""
	}
	if name := v.partyIn(c.stretch); name != "" {
		return name
	}
	if name := v.madeBy(c.End); name != "" {
		return name
	}
	if !v.claimIn(c.stretch) || !v.pointsBack(c.Start) && !v.pointsBack(first) && (first == 0 || !v.pointsBack(first-1)) {
		return ""
	}
	if name := v.opponent(); name != "" {
		return name
	}
	return v.lastSpeaker(4)
}

// claimIn tells whether r has a word for a claim: the report, that figure.
func (v *view) claimIn(r stretch) bool {
	for i := r.Start; i < r.End; i++ {
		if v.b.labels.sets["claim"][lemmaOf(&v.d.tokens[i])] {
			return true
		}
	}
	return false
}

// firstChunk gives the plain noun phrase that the content begins with.
func (v *view) firstChunk() chunk {
	for n, i := range v.content {
		if c := v.d.chunkAt[i]; c > 0 {
			return v.d.chunks[c-1]
		}
		if t := v.d.tokens[i].tag; n == 3 || t != adverb && t != preposition && t != to && t != complementizer && !v.d.tokens[i].shape.is(mark) {
			break
		}
	}
	return chunk{}
}

// madeBy names the party behind "by" or "from" at token i: a request from the
// union.
func (v *view) madeBy(i int) string {
	if i+1 >= len(v.d.tokens) {
		return ""
	}
	switch v.d.tokens[i].lower {
	case "by", "from", "in", "of":
	default:
		return ""
	}
	n := v.d.chunkAt[i+1]
	if n == 0 {
		return ""
	}
	if name := v.partyIn(v.d.chunks[n-1].stretch); name != "" {
		return name
	}
	return ""
}

// bare tells whether token i stands for a claim by itself: that, this, it.
func (v *view) bare(i int) bool {
	switch v.d.tokens[i].lower {
	case "that":
		return len(v.content) <= 2 || v.d.chunkAt[i+1] == 0 && (v.d.tokens[i+1].shape.is(mark) || v.d.tokens[i+1].lower == "as")
	case "this", "it", "them", "these", "those", "which", "so":
		n := v.d.chunkAt[i]
		return n == 0 || v.d.chunks[n-1].End == i+1
	}
	return false
}

// pointsBack tells whether a phrase that begins with token i points to what
// was told before.
func (v *view) pointsBack(i int) bool {
	switch v.d.tokens[i].lower {
	case "the", "that", "this", "these", "those", "such", "it", "they", "all":
		return true
	}
	return v.d.tokens[i].form == formPRPS
}

// answered names who turned on the speaker's side right before.
func (v *view) answered() string {
	for i := len(v.d.exchanges) - 1; i >= 0 && i >= len(v.d.exchanges)-3; i-- {
		e := &v.d.exchanges[i]
		away := v.d.tokens[v.a.head].sentence - v.d.tokens[e.token].sentence
		if contests(e.stance) && away <= 3 && !v.ownSpeaker(e.speaker) && e.target != "" && v.isSpeaker(e.target) {
			return speakerOf(e.speaker)
		}
	}
	return ""
}

// lastSpeaker names who of another side spoke last, at most so many sentences
// back.
func (v *view) lastSpeaker(most int) string {
	for i := len(v.d.exchanges) - 1; i >= 0 && i >= len(v.d.exchanges)-recent; i-- {
		e := &v.d.exchanges[i]
		if v.d.tokens[v.a.head].sentence-v.d.tokens[e.token].sentence > most {
			break
		}
		if e.stance != Silent && e.speaker.Name != "" && !v.ownSpeaker(e.speaker) {
			return speakerOf(e.speaker)
		}
	}
	return ""
}

// speakerOf names the company that somebody speaks for, else the speaker.
func speakerOf(p Party) string {
	if p.Kind != Person && p.For != "" {
		return p.For
	}
	return p.Name
}
